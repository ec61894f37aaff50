/// httpd's `modules/debugging` and `modules/examples`: what shows or disturbs the traffic between handlers and clients.
@NullMarked
package muster.modules.debugging;

import org.jspecify.annotations.NullMarked;
