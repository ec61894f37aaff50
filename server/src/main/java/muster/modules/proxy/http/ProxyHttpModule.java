package muster.modules.proxy.http;

import muster.core.Module;
import muster.core.Registry;
import muster.modules.proxy.Scheme;

/// mod_proxy_http, and mod_proxy_wstunnel, whose work it does as well.
public final class ProxyHttpModule implements Module {
    private final String name;
    private final String file;
    private final String scheme;

    private ProxyHttpModule(String name, String file, String scheme) {
        this.name = name;
        this.file = file;
        this.scheme = scheme;
    }

    public static ProxyHttpModule http() {
        return new ProxyHttpModule("proxy_http_module", "mod_proxy_http.c", "http");
    }

    /// `ws://` backends.
    public static ProxyHttpModule webSockets() {
        return new ProxyHttpModule("proxy_wstunnel_module", "mod_proxy_wstunnel.c", "ws");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String file() {
        return file;
    }

    @Override
    public void register(Registry registry) {
        registry.provider(Scheme.class, scheme, new HttpScheme(scheme.equals("ws")));
    }
}
