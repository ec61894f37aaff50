/// httpd's `modules/filters`: what stands between a handler, or a client, and the connection.
@NullMarked
package muster.modules.filters;

import org.jspecify.annotations.NullMarked;
