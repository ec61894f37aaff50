/// mod_proxy_fcgi: backends that speak FastCGI, php-fpm above all.
@NullMarked
package muster.modules.proxy.fcgi;

import org.jspecify.annotations.NullMarked;
