package muster.modules.tls;

/// What SSLCipherSuite says: one list up to TLS 1.2, another for TLS 1.3. An empty text says nothing.
record Ciphers(String list, String suites) {
    static final Ciphers UNSET = new Ciphers("", "");

    /// What every current browser and tool of the last ten years can, with forward secrecy and authenticated encryption only.
    static final String DEFAULT = "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:"
            + "ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:"
            + "ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305:"
            + "DHE-RSA-AES128-GCM-SHA256:DHE-RSA-AES256-GCM-SHA384:DHE-RSA-CHACHA20-POLY1305";

    Ciphers over(Ciphers outer) {
        return new Ciphers(list.isEmpty() ? outer.list : list, suites.isEmpty() ? outer.suites : suites);
    }
}
