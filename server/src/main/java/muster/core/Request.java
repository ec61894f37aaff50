package muster.core;

import muster.config.ConfigSlot;
import muster.config.Settings;
import muster.http.HeaderFields;
import muster.io.FileStatus;
import muster.log.Log;
import org.jspecify.annotations.Nullable;

/// One request on its way through the phases (httpd's `request_rec`). A subrequest or an internal redirect is
/// a Request of its own, with [#main] or [#previous] leading back.
///
/// All text holds one byte a character, as it came from the wire.
public final class Request {
    // Who asks, and for what.
    private final ClientConnection connection;
    private VirtualHost host;
    private String method = "";
    private String target = "";
    private String protocolText = "HTTP/1.1";
    private int protocol = 1001;
    private String hostName = "";
    private UrlPath path = new UrlPath("/");
    private @Nullable String query;
    private HeaderFields headers = new HeaderFields();
    private HeaderFields trailers = new HeaderFields();
    private RequestBody body = NoBody.INSTANCE;
    private long startMillis;
    private long startNanos;

    // What the phases find out.
    private @Nullable FilePath file;
    private @Nullable FileStatus fileStatus;
    private String pathInfo = "";
    private Settings settings;
    private @Nullable String handler;
    private @Nullable String user;
    private @Nullable String authType;
    private final Environment environment;
    private final Environment notes = new Environment();

    private final Response response;
    private @Nullable BodySink sink;
    private final @Nullable Request main;
    private final @Nullable Request previous;
    private @Nullable Log log;
    private int workerRow;

    /// A request that came over a connection.
    public Request(ClientConnection connection, VirtualHost host) {
        this(connection, host, new Response(), new Environment(), null, null);
    }

    Request(
            ClientConnection connection,
            VirtualHost host,
            Response response,
            Environment environment,
            @Nullable Request main,
            @Nullable Request previous) {
        this.connection = connection;
        this.host = host;
        this.settings = host.settings();
        this.response = response;
        this.environment = environment;
        this.main = main;
        this.previous = previous;
    }

    public ClientConnection connection() {
        return connection;
    }

    public Server server() {
        return connection.server();
    }

    public VirtualHost host() {
        return host;
    }

    public void host(VirtualHost chosen) {
        this.host = chosen;
        this.settings = chosen.settings();
        this.log = null;
    }

    public String method() {
        return method;
    }

    /// Whether only the head of the response is wanted.
    public boolean isHead() {
        return method.equals("HEAD");
    }

    /// The request target exactly as it was sent.
    public String target() {
        return target;
    }

    /// The request line as logs show it (`%r`).
    public String requestLine() {
        return protocol == 0 ? method + " " + target : method + " " + target + " " + protocolText;
    }

    /// 1000 for HTTP/1.0, 1001 for HTTP/1.1, 2000 for HTTP/2.
    public int protocol() {
        return protocol;
    }

    public String protocolText() {
        return protocolText;
    }

    /// What the parser read.
    public void line(String theMethod, String theTarget, int theProtocol, String theProtocolText) {
        this.method = theMethod;
        this.target = theTarget;
        this.protocol = theProtocol;
        this.protocolText = theProtocolText;
    }

    public void method(String changed) {
        this.method = changed;
    }

    /// The host the client asked for, lower case, without port; empty if it named none.
    public String hostName() {
        return hostName;
    }

    public void hostName(String name) {
        this.hostName = name;
    }

    public UrlPath path() {
        return path;
    }

    public void path(UrlPath decoded) {
        this.path = decoded;
    }

    /// The query without `?`, still encoded; null if there is none.
    public @Nullable String query() {
        return query;
    }

    public void query(@Nullable String encoded) {
        this.query = encoded;
    }

    public HeaderFields headers() {
        return headers;
    }

    public void headers(HeaderFields fields) {
        this.headers = fields;
    }

    /// The first header field of this name, or null.
    public @Nullable String header(String name) {
        return headers.get(name);
    }

    public HeaderFields trailers() {
        return trailers;
    }

    public void trailers(HeaderFields fields) {
        this.trailers = fields;
    }

    public RequestBody body() {
        return body;
    }

    public void body(RequestBody content) {
        this.body = content;
    }

    /// When the request's first byte was read: milliseconds since the epoch.
    public long startMillis() {
        return startMillis;
    }

    /// The same moment in the time of [System#nanoTime()].
    public long startNanos() {
        return startNanos;
    }

    public void started(long millis, long nanos) {
        this.startMillis = millis;
        this.startNanos = nanos;
    }

    /// Where the URL was mapped to; null before translation and for what isn't a file.
    public @Nullable FilePath file() {
        return file;
    }

    public void file(@Nullable FilePath mapped) {
        this.file = mapped;
    }

    /// What stands at [#file]; null if nothing does.
    public @Nullable FileStatus fileStatus() {
        return fileStatus;
    }

    public void fileStatus(@Nullable FileStatus status) {
        this.fileStatus = status;
    }

    /// What follows the file's own path in the URL: empty, or starting with `/`.
    public String pathInfo() {
        return pathInfo;
    }

    public void pathInfo(String rest) {
        this.pathInfo = rest;
    }

    /// The merged settings: the virtual host's before the section walk, with all matching sections after it.
    public Settings settings() {
        return settings;
    }

    public void settings(Settings merged) {
        this.settings = merged;
    }

    /// Shorthand for `settings().get(slot)`.
    public <C> C get(ConfigSlot<C> slot) {
        return settings.get(slot);
    }

    /// The handler's name by SetHandler, AddHandler or a rule; null for the fallbacks.
    public @Nullable String handler() {
        return handler;
    }

    public void handler(@Nullable String name) {
        this.handler = name;
    }

    /// Who has logged in, or null.
    public @Nullable String user() {
        return user;
    }

    public @Nullable String authType() {
        return authType;
    }

    public void authenticated(@Nullable String name, @Nullable String how) {
        this.user = name;
        this.authType = how;
    }

    public Environment environment() {
        return environment;
    }

    /// What modules tell each other (httpd's `r->notes`).
    public Environment notes() {
        return notes;
    }

    public Response response() {
        return response;
    }

    /// Where the handler writes: the first output filter.
    public BodySink sink() {
        BodySink chain = sink;
        if (chain == null) {
            throw new IllegalStateException("no response is being made yet");
        }
        return chain;
    }

    public void sink(BodySink chain) {
        this.sink = chain;
    }

    /// The request that this subrequest was made for, or null.
    public @Nullable Request main() {
        return main;
    }

    /// The request that was redirected internally to this one, or null.
    public @Nullable Request previous() {
        return previous;
    }

    /// The request as it came from the client, before any internal redirect.
    public Request original() {
        Request first = this;
        while (first.previous != null) {
            first = first.previous;
        }
        return first;
    }

    /// Where messages about this request go: they carry the client's address and obey LogLevel.
    public Log log() {
        Log mine = log;
        if (mine == null) {
            mine = server().logs().requestLog(this);
            log = mine;
        }
        return mine;
    }

    /// The scoreboard row this request is worked on in.
    public int workerRow() {
        return workerRow;
    }

    public void workerRow(int number) {
        this.workerRow = number;
    }
}
