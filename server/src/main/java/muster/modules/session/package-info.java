/// What is kept of a visitor from one request to the next: names and values, in a cookie (httpd's modules/session).
@NullMarked
package muster.modules.session;

import org.jspecify.annotations.NullMarked;
