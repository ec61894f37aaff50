/// Modules of httpd's folder `core`: what concerns the configuration itself.
@NullMarked
package muster.modules.core;

import org.jspecify.annotations.NullMarked;
