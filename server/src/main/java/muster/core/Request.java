package muster.core;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import muster.config.ConfigSlot;
import muster.config.Settings;
import muster.http.HeaderFields;
import muster.http.TokenList;
import muster.io.Addresses;
import muster.io.FileStatus;
import muster.io.FileSystem.Links;
import muster.io.OpenFile;
import muster.log.Log;
import muster.posix.Errno;
import muster.posix.PosixException;
import org.jspecify.annotations.Nullable;

/// One request on its way through the phases (httpd's `request_rec`). A subrequest or an internal redirect is
/// a Request of its own, with [#main] or [#previous] leading back.
///
/// All text holds one byte a character, as it came from the wire.
public final class Request {
    private static final int SWITCHING_PROTOCOLS = 101;

    // Who asks, and for what.
    private final ClientConnection connection;
    private @Nullable InetAddress clientBehind;
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
    /// The content as the client sends it: what every chain of input filters reads from in the end.
    private RequestBody sentBody = NoBody.INSTANCE;
    private long startMillis;
    private long startNanos;
    private long endNanos;
    private long headBytes;

    // What the phases find out.
    private @Nullable FilePath file;
    private @Nullable FileStatus fileStatus;
    private @Nullable ProxyUrl proxyUrl;
    private List<Section> placeSections = List.of();
    private @Nullable String shownFileName;
    private String pathInfo = "";
    private @Nullable String variantsTag;
    private @Nullable LinkRules linkRules;
    private boolean closed;
    private long noticesRead;
    private Settings settings;
    private @Nullable String handler;
    private @Nullable String user;
    private @Nullable String authType;
    private boolean proven;
    /// Keys and values in turn; null while nothing is kept.
    private Object @Nullable [] kept;
    private final Environment environment;
    private final Environment notes = new Environment();

    private final Response response;
    private @Nullable BodySink sink;
    /// The connection's end of every chain of filters.
    private @Nullable BodySink outlet;
    private final @Nullable Request main;
    private final @Nullable Request previous;
    private @Nullable Request next;
    private boolean headOnly;
    private int allowedMethods;
    private int statusBeforeRedirect;
    /// Filters for this response; null while there are none.
    private @Nullable List<NamedFilter> filters;
    private @Nullable List<String> filterNames;
    private @Nullable List<NamedInputFilter> inputFilters;
    private @Nullable List<String> inputFilterNames;
    private String contextPrefix = "";
    private @Nullable String contextRoot;
    private @Nullable String documentRoot;
    private @Nullable Log log;
    private @Nullable String logName;
    private @Nullable List<Runnable> afterwards;
    private int workerRow;
    private @Nullable String offered;
    private @Nullable ConnectionProtocol nextProtocol;

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

    /// The client's address as access control and logs take it (httpd's `useragent_ip`): the connection's other end, unless a module
    /// knows that this is only a proxy.
    public InetAddress client() {
        InetAddress behind = clientBehind;
        return behind == null ? connection.transport().remote().getAddress() : behind;
    }

    /// [#client] as text.
    public String clientText() {
        InetAddress behind = clientBehind;
        return behind == null ? connection.clientAddress() : Addresses.text(behind);
    }

    /// The connection's other end is a proxy's; this is who asks it.
    public void clientBehind(InetAddress address) {
        this.clientBehind = address;
    }

    /// Whether the connection is the client's own.
    boolean isDirect() {
        return clientBehind == null;
    }

    /// The port that the client asks from; 0 if a proxy knows it alone.
    public int clientPort() {
        return clientBehind == null ? connection.transport().remote().getPort() : 0;
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

    /// Whether only the head of the response is wanted. It stays so when an error document is fetched with GET instead.
    public boolean isHead() {
        return headOnly;
    }

    /// Whether the method is GET or HEAD: what most handlers answer alone.
    public boolean isGet() {
        return headOnly || method.equals("GET");
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
        this.headOnly = theMethod.equals("HEAD");
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

    /// The content as its handler gets it: with all input filters.
    public RequestBody body() {
        return body;
    }

    /// The content as it comes from the client.
    public void body(RequestBody content) {
        this.body = content;
        this.sentBody = content;
    }

    RequestBody sentBody() {
        return sentBody;
    }

    void filteredBody(RequestBody content) {
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

    /// When the response was complete, in the time of [System#nanoTime()]: the moment this was first asked.
    public long endNanos() {
        if (endNanos == 0) {
            endNanos = System.nanoTime();
        }
        return endNanos;
    }

    /// The bytes of the request's head as it came, line ends included.
    public long headBytes() {
        return headBytes;
    }

    public void headBytes(long count) {
        this.headBytes = count;
    }

    /// Where the URL was mapped to; null before translation and for what isn't a file.
    public @Nullable FilePath file() {
        return file;
    }

    public void file(@Nullable FilePath mapped) {
        this.file = mapped;
    }

    /// Where a backend will be asked instead of a file being served; null for all other requests.
    public @Nullable ProxyUrl proxyUrl() {
        return proxyUrl;
    }

    /// From now on this request is for a backend, and has no file.
    public void proxyUrl(ProxyUrl target) {
        this.proxyUrl = target;
        this.file = null;
        this.fileStatus = null;
    }

    /// Sections that hold for where the request was mapped to, if that is no file: they stand in the place of those for directories and
    /// files. For hooks of [Phase#MAP_TO_STORAGE].
    public void placeSections(List<Section> sections) {
        this.placeSections = sections;
    }

    List<Section> placeSections() {
        return placeSections;
    }

    /// What `REQUEST_FILENAME` shows: the file's path, the URL that a backend is asked for with `proxy:` before it, the URL path while
    /// nothing is mapped yet; or what rules are just making of it.
    public String fileName() {
        String rewritten = shownFileName;
        if (rewritten != null) {
            return rewritten;
        }
        if (proxyUrl != null) {
            return proxyUrl.toString();
        }
        return file == null ? path.text() : file.text();
    }

    /// While rules change what a request asks for, expressions see their text as its file name.
    /// @param text null when the rules are done
    public void showFileName(@Nullable String text) {
        this.shownFileName = text;
    }

    /// The URL path that an Alias mapped to [FilePath#root]; empty below DocumentRoot (`CONTEXT_PREFIX`).
    public String contextPrefix() {
        return contextPrefix;
    }

    /// The folder that [#contextPrefix] stands for, as it was written; DocumentRoot without one (`CONTEXT_DOCUMENT_ROOT`).
    public String contextRoot() {
        String root = contextRoot;
        return root == null ? documentRoot() : root;
    }

    /// The folder of the site's documents: DocumentRoot, unless a module has chosen another for this request.
    public String documentRoot() {
        String chosen = documentRoot;
        return chosen == null ? host.settings().get(ServerSettings.DOCUMENT_ROOT) : chosen;
    }

    public void documentRoot(String folder) {
        this.documentRoot = folder;
    }

    public void context(String prefix, String root) {
        this.contextPrefix = prefix;
        this.contextRoot = root;
    }

    /// From here on the handler writes to the client itself, status line and head included; nothing of the server's stands between
    /// (`nph-` programs). The connection ends with the response.
    public void bypassFilters() {
        response.raw(true);
        sink = outlet();
    }

    /// What stands at [#file]; null if nothing does.
    public @Nullable FileStatus fileStatus() {
        return fileStatus;
    }

    public void fileStatus(@Nullable FileStatus status) {
        this.fileStatus = status;
    }

    /// Whether [#file] is as far as one gets: the folder it is in may not be searched.
    boolean closed() {
        return closed;
    }

    void closed(boolean isClosed) {
        this.closed = isClosed;
    }

    /// What [muster.io.ChangeNotices#now] was when this request first asked; 0 if it hasn't yet. Asking once for all folders of a path
    /// is enough: what changes after that might as well have changed after the request.
    long noticesRead() {
        return noticesRead;
    }

    void noticesRead(long now) {
        this.noticesRead = now;
    }

    /// Which symbolic links may be followed when [#file] is opened: see [#linksBelow].
    public Links links() {
        LinkRules rules = linkRules;
        return rules == null ? Links.ALL : rules.links();
    }

    /// The folder that opening [#file] must not leave, where links aren't simply followed. What lies above it was looked at when the
    /// request was mapped.
    public String linksBelow() {
        FilePath mapped = file;
        if (mapped == null) {
            return "/";
        }
        int start = linkRules == null ? 0 : linkRules.start();
        return start > mapped.root().length() ? mapped.text().substring(0, start) : mapped.root();
    }

    /// Opens [#file], under the rules for links that were found for it: what is put in its place after it was authorized isn't served.
    public OpenFile open() throws IOException {
        FilePath mapped = file;
        if (mapped == null) {
            throw PosixException.of("open", -Errno.ENOENT);
        }
        return server().files().open(mapped.text(), linksBelow(), links());
    }

    /// Where on the way to the file symbolic links aren't simply followed; null if they are everywhere.
    @Nullable LinkRules linkRules() {
        return linkRules;
    }

    void linkRules(@Nullable LinkRules rules) {
        this.linkRules = rules;
    }

    /// What follows the file's own path in the URL: empty, or starting with `/`.
    public String pathInfo() {
        return pathInfo;
    }

    public void pathInfo(String rest) {
        this.pathInfo = rest;
    }

    /// The entity tag of the list of variants that the file was chosen from, which becomes part of the response's own (RFC 2295
    /// §9.2); null if it wasn't negotiated.
    public @Nullable String variantsTag() {
        return variantsTag;
    }

    public void variantsTag(@Nullable String tag) {
        this.variantsTag = tag;
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

    /// Who has logged in, or says so without having proved it (then the request is refused); null for nobody.
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

    /// Whether the user has proved to be [#user].
    boolean isProven() {
        return proven;
    }

    void proven(boolean yes) {
        this.proven = yes;
    }

    public Environment environment() {
        return environment;
    }

    /// What a module keeps about this request (httpd's `r->request_config`); null if nothing. A subrequest and what a request is
    /// redirected to have their own.
    @SuppressWarnings("unchecked") // keep() stores a T under a Kept<T>
    public <T> @Nullable T kept(Kept<T> key) {
        Object[] all = kept;
        for (int i = 0; all != null && i < all.length; i += 2) {
            if (all[i] == key) {
                return (T) all[i + 1];
            }
        }
        return null;
    }

    public <T> void keep(Kept<T> key, T value) {
        Object[] all = kept;
        int length = all == null ? 0 : all.length;
        for (int i = 0; all != null && i < length; i += 2) {
            if (all[i] == key) {
                all[i + 1] = value;
                return;
            }
        }
        Object[] more = all == null ? new Object[2] : Arrays.copyOf(all, length + 2);
        more[length] = key;
        more[length + 1] = value;
        kept = more;
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

    BodySink outlet() {
        BodySink end = outlet;
        if (end == null) {
            throw new IllegalStateException("no response is being made yet");
        }
        return end;
    }

    void outlet(BodySink end) {
        this.outlet = end;
    }

    /// Puts an output filter into the chain of this response. For hooks of [Phase#INSERT_FILTER] and [Phase#INSERT_ERROR_FILTER].
    public void insertFilter(NamedFilter filter) {
        List<NamedFilter> list = filters;
        if (list == null) {
            list = new ArrayList<>(4);
            filters = list;
        }
        list.add(filter);
    }

    @Nullable List<NamedFilter> filters() {
        return filters;
    }

    /// As [#insertFilter(NamedFilter)], for a filter that a directive named, before those of SetOutputFilter. For hooks of any phase
    /// before the handler.
    public void insertFilter(String name) {
        List<String> list = filterNames;
        if (list == null) {
            list = new ArrayList<>(4);
            filterNames = list;
        }
        list.add(name);
    }

    List<String> filterNames() {
        List<String> names = filterNames;
        return names == null ? List.of() : names;
    }

    void clearFilters() {
        filterNames = null;
        filters = null;
    }

    /// Puts an input filter between the client and this request's handler. For hooks of any phase before the handler.
    public void insertInputFilter(NamedInputFilter filter) {
        List<NamedInputFilter> list = inputFilters;
        if (list == null) {
            list = new ArrayList<>(4);
            inputFilters = list;
        }
        list.add(filter);
    }

    @Nullable List<NamedInputFilter> inputFilters() {
        return inputFilters;
    }

    /// As [#insertInputFilter(NamedInputFilter)], for a filter that a directive named.
    public void insertInputFilter(String name) {
        List<String> list = inputFilterNames;
        if (list == null) {
            list = new ArrayList<>(4);
            inputFilterNames = list;
        }
        list.add(name);
    }

    List<String> inputFilterNames() {
        List<String> names = inputFilterNames;
        return names == null ? List.of() : names;
    }

    /// Methods that this resource takes, as bits by [Methods]: what an `Allow` field will say.
    public int allowedMethods() {
        return allowedMethods;
    }

    public void allowMethods(int bits) {
        allowedMethods |= bits;
    }

    public void allowedMethods(int bits) {
        allowedMethods = bits;
    }

    /// The status as it was when this request was redirected internally (`%<s`); the response's, if it was not.
    public int ownStatus() {
        return next == null ? response.status() : statusBeforeRedirect;
    }

    /// The request that this subrequest was made for, or null.
    public @Nullable Request main() {
        return main;
    }

    /// The request that was redirected internally to this one, or null.
    public @Nullable Request previous() {
        return previous;
    }

    /// The request that this one was redirected to internally, or null.
    public @Nullable Request next() {
        return next;
    }

    /// The request that answered in the end, after any internal redirects.
    public Request last() {
        Request last = this;
        while (last.next != null) {
            last = last.next;
        }
        return last;
    }

    /// A request for another URL that takes this one's place; it shares connection, header fields, body and response.
    Request redirected() {
        var to = new Request(connection, host, response, new Environment(), main, this);
        to.takeHeadOf(this);
        to.outlet = outlet;
        to.sink = outlet;
        to.allowedMethods = allowedMethods;
        to.variantsTag = variantsTag;
        statusBeforeRedirect = response.status();
        next = to;
        return to;
    }

    /// Makes this the request that answers after all: what it was redirected to has failed.
    void endRedirects() {
        if (next != null) {
            response.status(statusBeforeRedirect);
            next = null;
        }
    }

    /// A request of the server's own, to find out about another URL; with a response of its own, without a body. It starts with the
    /// variables this one has.
    Request subrequest() {
        var sub = new Request(connection, host, new Response(), environment.copy(), this, null);
        sub.takeHeadOf(this);
        sub.method = "GET";
        sub.headOnly = false;
        sub.body(NoBody.INSTANCE);
        return sub;
    }

    private void takeHeadOf(Request other) {
        clientBehind = other.clientBehind;
        method = other.method;
        headOnly = other.headOnly;
        target = other.target;
        protocol = other.protocol;
        protocolText = other.protocolText;
        hostName = other.hostName;
        headers = other.headers;
        trailers = other.trailers;
        body = other.sentBody;
        sentBody = other.sentBody;
        startMillis = other.startMillis;
        startNanos = other.startNanos;
        headBytes = other.headBytes;
        workerRow = other.workerRow;
        offered = other.offered;
    }

    /// Takes over where a subrequest was mapped to, so that it is answered in this request's place (httpd's
    /// `ap_internal_fast_redirect`): DirectoryIndex and negotiation.
    public void become(Request found) {
        path = found.path;
        query = found.query;
        file = found.file;
        fileStatus = found.fileStatus;
        proxyUrl = found.proxyUrl;
        pathInfo = found.pathInfo;
        settings = found.settings;
        log = null;
        handler = found.handler;
        user = found.user;
        authType = found.authType;
        proven = found.proven;
        response.headers().addAll(found.response.headers());
        response.errorHeaders().addAll(found.response.errorHeaders());
        response.contentType(found.response.contentType());
        response.charset(found.response.charset());
        response.contentEncoding(found.response.contentEncoding());
        response.contentLanguages(found.response.contentLanguages());
        found.environment.all().forEach(environment::set);
        found.notes.all().forEach(notes::set);
        filters = found.filters;
        filterNames = found.filterNames;
        inputFilters = found.inputFilters;
        inputFilterNames = found.inputFilterNames;
        contextPrefix = found.contextPrefix;
        contextRoot = found.contextRoot;
        documentRoot = found.documentRoot;
    }

    /// The request as it came from the client, before any internal redirect.
    public Request original() {
        Request first = this;
        while (first.previous != null) {
            first = first.previous;
        }
        return first;
    }

    /// The protocols the client would rather speak (`Upgrade`, RFC 9110 §7.8).
    public void offered(@Nullable String protocols) {
        offered = protocols;
    }

    /// Whether the client would rather speak this protocol. Always false in a subrequest.
    public boolean offers(String protocol) {
        String list = offered;
        return list != null && main == null && TokenList.has(list, protocol);
    }

    /// Agrees to another protocol that the client [offers][#offers]: the answer is 101, with the fields that have been set, and what
    /// comes next on the connection is the protocol's. To be called by a handler, which then says [Verdict#OK]. The request is
    /// logged when the protocol has ended.
    /// @param name as the client wrote it
    public void switchTo(String name, ConnectionProtocol protocol) {
        response.status(SWITCHING_PROTOCOLS);
        response.headers().set("Upgrade", name);
        original().nextProtocol = protocol;
    }

    /// What [#switchTo] has agreed to, if the client has been told so.
    public @Nullable ConnectionProtocol nextProtocol() {
        return response.committed() && response.status() == SWITCHING_PROTOCOLS ? original().nextProtocol : null;
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

    /// What the error log calls this request, if it has mentioned it (`%L`).
    public @Nullable String logId() {
        return LogIds.of(this);
    }

    /// What modules want this request to be called in logs; null if it is for the logs to find a name.
    public @Nullable String logName() {
        return logName;
    }

    public void logName(String name) {
        this.logName = name;
    }

    /// Has something done when this request is over, however it ends: for what the collector shouldn't have to find.
    public void whenDone(Runnable task) {
        Request first = main == null ? original() : main.original();
        if (first != this) {
            first.whenDone(task);
            return;
        }
        List<Runnable> list = afterwards;
        if (list == null) {
            list = new ArrayList<>(2);
            afterwards = list;
        }
        list.add(task);
    }

    /// The request is over.
    void done() {
        List<Runnable> list = afterwards;
        if (list != null) {
            afterwards = null;
            list.forEach(Runnable::run);
        }
    }

    /// The scoreboard row this request is worked on in.
    public int workerRow() {
        return workerRow;
    }

    public void workerRow(int number) {
        this.workerRow = number;
    }
}
