/// Handlers that make responses: static files, status pages, programs.
@NullMarked
package muster.modules.generators;

import org.jspecify.annotations.NullMarked;
