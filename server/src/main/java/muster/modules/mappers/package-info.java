/// From a URL to what answers it: aliases, redirects, index files.
@NullMarked
package muster.modules.mappers;

import org.jspecify.annotations.NullMarked;
