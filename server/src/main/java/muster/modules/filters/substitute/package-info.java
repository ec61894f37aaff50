/// mod_substitute: replaces text in responses, line by line.
@NullMarked
package muster.modules.filters.substitute;

import org.jspecify.annotations.NullMarked;
