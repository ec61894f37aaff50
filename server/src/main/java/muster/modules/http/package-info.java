/// What is particular to HTTP: ranges, media types.
@NullMarked
package muster.modules.http;

import org.jspecify.annotations.NullMarked;
