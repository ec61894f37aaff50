/// mod_proxy_http: requests handed to backends that speak HTTP/1.1, and WebSockets through them.
///
/// A request to a backend is made anew from the parsed request, and a response from the parsed response: bytes that one side might
/// read in another way than we did never travel on.
@NullMarked
package muster.modules.proxy.http;

import org.jspecify.annotations.NullMarked;
