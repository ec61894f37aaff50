/// Who may have what: access by origin, authentication, authorization (httpd's modules/aaa).
@NullMarked
package muster.modules.aaa;

import org.jspecify.annotations.NullMarked;
