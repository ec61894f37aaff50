package muster.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import muster.config.Arguments;
import muster.config.ConfigException;
import muster.config.Context;
import muster.config.DirectiveType;
import muster.config.DirectiveType.Takes;
import muster.config.OverrideClass;
import muster.config.Words;
import muster.core.DirectorySettings.Lookups;
import muster.core.DirectorySettings.PathInfo;
import muster.core.DirectorySettings.Signature;
import muster.expr.ExpressionException;
import muster.expr.Template;
import muster.http.Status;

/// The core's directives about what a directory holds and how it is sent.
final class ContentDirectives {
    private static final OverrideClass FILE_INFO = OverrideClass.FILE_INFO;
    private static final int URL_IN_401 = 113;
    private static final int DEFAULT_TYPE_IGNORED = 117;
    private static final Set<Integer> UNKNOWN_TO_HTTPD = Set.of(103, 418, 425);

    private ContentDirectives() {}

    static List<DirectiveType<?>> all(Registry registry) {
        var all = new ArrayList<DirectiveType<?>>();
        all.addAll(types(registry));
        all.addAll(files());
        all.addAll(answers(registry));
        all.addAll(programs());
        return all;
    }

    private static List<DirectiveType<?>> types(Registry registry) {
        return List.of(
                Declare.everywhere("AddDefaultCharset", FILE_INFO)
                        .means("The name of the default charset to add to any Content-Type without one or 'Off' to disable")
                        .sets(DirectorySettings.DEFAULT_CHARSET, (_, words) -> charset(words.text(0))),
                Declare.everywhere("ForceType", FILE_INFO)
                        .means("a mime type that overrides other configured type")
                        .sets(
                                DirectorySettings.FORCE_TYPE,
                                (_, words) -> none(words.text(0)) ? "" : words.text(0).toLowerCase(Locale.ROOT)),
                Declare.everywhere("DefaultType", FILE_INFO)
                        .means("the default media type for otherwise untyped files (DEPRECATED)")
                        .hasNoEffect("As in httpd since 2.4, which warns as well: files of unknown types have no Content-Type")
                        .sets(Declare.WITHOUT_EFFECT, (before, words) -> {
                            if (!none(words.text(0)) && words.context() != Context.VIRTUAL_HOST) {
                                words.warn(
                                        DEFAULT_TYPE_IGNORED,
                                        "Ignoring deprecated use of DefaultType in line "
                                                + words.position().line() + " of "
                                                + words.position().file() + ".");
                            }
                            return before;
                        }),
                Declare.everywhere("SetHandler", FILE_INFO)
                        .means("a handler name that overrides any other configured handler")
                        .sets(DirectorySettings.SET_HANDLER, (_, words) -> HandlerName.read(words, registry)),
                Declare.everywhere("SetOutputFilter", FILE_INFO)
                        .means("filter (or ; delimited list of filters) to be run on the request content")
                        .sets(DirectorySettings.OUTPUT_FILTERS, (_, words) -> filters(words.text(0))),
                Declare.everywhere("SetInputFilter", FILE_INFO)
                        .means("filter (or ; delimited list of filters) to be run on the request body")
                        .sets(DirectorySettings.INPUT_FILTERS, (_, words) -> filters(words.text(0))));
    }

    private static List<DirectiveType<?>> files() {
        return List.of(
                Declare.everywhere("Options", OverrideClass.OPTIONS)
                        .takes(Takes.RAW)
                        .means("Set a number of attributes for a given directory")
                        .sets(DirectorySettings.OPTIONS, OptionWords::options),
                muster.config.DirectiveType.named("AllowOverride").in(Context.DIRECTORY)
                        .takes(Takes.RAW)
                        .means("Controls what groups of directives can be configured by per-directory config files")
                        .sets(DirectorySettings.OVERRIDES, OptionWords::overrides),
                muster.config.DirectiveType.named("AllowOverrideList").in(Context.DIRECTORY)
                        .takes(Takes.MANY)
                        .means("Controls what individual directives can be configured by per-directory config files")
                        .sets(DirectorySettings.OVERRIDES, OptionWords::overrideList),
                Declare.everywhere("FileETag", FILE_INFO)
                        .takes(Takes.RAW)
                        .means("Specify components used to construct a file's ETag")
                        .sets(DirectorySettings.FILE_TAG, OptionWords::fileTag),
                Declare.everywhere("AcceptPathInfo", FILE_INFO)
                        .means("Set to on or off for PATH_INFO to be accepted by handlers, or default for the per-handler"
                                + " preference")
                        .sets(
                                DirectorySettings.ACCEPT_PATH_INFO,
                                (_, words) -> Declare.choice(
                                        words,
                                        Map.of("on", PathInfo.ON, "off", PathInfo.OFF, "default", PathInfo.DEFAULT),
                                        "AcceptPathInfo must be set to on, off or default")),
                Declare.everywhere("EnableMMAP", FILE_INFO)
                        .means("Controls whether memory-mapping may be used to read files")
                        .sets(DirectorySettings.ENABLE_MMAP, (_, words) -> onOff(words)),
                Declare.everywhere("EnableSendfile", FILE_INFO)
                        .means("Controls whether sendfile may be used to transmit files")
                        .sets(DirectorySettings.ENABLE_SENDFILE, (_, words) -> onOff(words)),
                Declare.everywhere("ContentDigest", OverrideClass.OPTIONS)
                        .takes(Takes.FLAG)
                        .means("whether or not to send a Content-MD5 header with each request")
                        .sets(DirectorySettings.CONTENT_DIGEST, (_, words) -> words.flag(0)));
    }

    private static List<DirectiveType<?>> answers(Registry registry) {
        return List.of(
                Declare.everywhere("ErrorDocument", FILE_INFO)
                        .takes(Takes.RAW)
                        .means("Change responses for HTTP errors")
                        .sets(
                                DirectorySettings.ERROR_DOCUMENTS,
                                (before, words) -> errorDocument(before, words, registry)),
                Declare.everywhere("ServerSignature")
                        .means("En-/disable server signature (on|off|email)")
                        .sets(
                                DirectorySettings.SERVER_SIGNATURE,
                                (_, words) -> Declare.choice(
                                        words,
                                        Map.of("on", Signature.ON, "off", Signature.OFF, "email", Signature.EMAIL),
                                        "ServerSignature: use one of: off | on | email")),
                Declare.anywhere("HostnameLookups")
                        .means("\"on\" to enable, \"off\" to disable reverse DNS lookups, or \"double\" to enable"
                                + " double-reverse DNS lookups")
                        .sets(
                                DirectorySettings.HOSTNAME_LOOKUPS,
                                (_, words) -> Declare.choice(
                                        words,
                                        Map.of("on", Lookups.ON, "off", Lookups.OFF, "double", Lookups.DOUBLE),
                                        "parameter must be 'on', 'off', or 'double'")),
                Declare.everywhere("Error")
                        .takes(Takes.RAW)
                        .means("Generate error message from within configuration")
                        .sets(Declare.WITHOUT_EFFECT, (_, words) -> {
                            throw words.wrong(unquoted(words.raw()));
                        }));
    }

    private static List<DirectiveType<?>> programs() {
        return List.of(
                Declare.section("CGIPassAuth", OverrideClass.AUTH_CONFIG)
                        .takes(Takes.FLAG)
                        .means("Controls whether HTTP authorization headers, normally hidden, will be passed to scripts")
                        .sets(DirectorySettings.CGI_PASS_AUTH, (_, words) -> words.flag(0)),
                Declare.everywhere("CGIVar", FILE_INFO)
                        .takes(Takes.TWO)
                        .means("Controls how some CGI variables are set")
                        .sets(DirectorySettings.CGI_VARIABLES, ContentDirectives::cgiVariable),
                Declare.everywhere("QualifyRedirectURL", FILE_INFO)
                        .takes(Takes.FLAG)
                        .means("Controls whether the REDIRECT_URL environment variable is fully qualified")
                        .sets(DirectorySettings.QUALIFY_REDIRECT_URL, (_, words) -> words.flag(0)));
    }

    static boolean onOff(Arguments words) throws ConfigException {
        return Declare.choice(words, Map.of("on", true, "off", false), "parameter must be 'on' or 'off'");
    }

    private static boolean none(String word) {
        return word.equalsIgnoreCase("none");
    }

    private static String charset(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "off" -> "";
            case "on" -> "iso-8859-1";
            default -> word;
        };
    }

    private static List<String> filters(String word) {
        return List.of(word.split(";"));
    }

    private static String unquoted(String text) {
        boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1) : text;
    }

    /// The document is a text if it is quoted or has several words, a URL elsewhere if it looks like one, and a local path if
    /// it starts with a slash.
    private static ErrorDocument.Table errorDocument(
            ErrorDocument.Table before, Arguments words, Registry registry) throws ConfigException {
        var line = new Words(words.raw());
        String code = line.next();
        String document = line.rest();
        if (code.isEmpty() || document.isEmpty()) {
            throw words.wrong("ErrorDocument takes two arguments, Change responses for HTTP errors");
        }
        int status = status(code);
        if (status == 0) {
            throw words.wrong("Unsupported HTTP response code " + code);
        }
        ErrorDocument what = document(document);
        if (status == 401 && what instanceof ErrorDocument.External) {
            words.warn(
                    URL_IN_401,
                    words.position() + " cannot use a full URL in a 401 ErrorDocument directive --- ignoring!");
            return before;
        }
        return before.with(status, Template.isTemplate(document) ? computed(what, words, registry) : what);
    }

    private static int status(String code) {
        if (code.length() != 3 || !code.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return 0;
        }
        int status = Integer.parseInt(code);
        return Status.standardReason(status) != null && !UNKNOWN_TO_HTTPD.contains(status) ? status : 0;
    }

    /// A document with an expression in it.
    private static ErrorDocument computed(ErrorDocument what, Arguments words, Registry registry) throws ConfigException {
        return switch (what) {
            case ErrorDocument.Text(String text) ->
                new ErrorDocument.Computed(template(text, words, registry), ErrorDocument.Text::new);
            case ErrorDocument.Local(String url) ->
                new ErrorDocument.Computed(template(url, words, registry), ErrorDocument.Local::new);
            case ErrorDocument.External(String url) ->
                new ErrorDocument.Computed(template(url, words, registry), ErrorDocument.External::new);
            case ErrorDocument.BuiltIn _, ErrorDocument.Computed _ -> what;
        };
    }

    private static Template<Request> template(String text, Arguments words, Registry registry) throws ConfigException {
        try {
            return Template.compile(text, RequestVocabulary.of(registry, words), RequestVocabulary.rights(words));
        } catch (ExpressionException wrong) {
            throw words.wrong("Cannot parse expression in ErrorDocument: " + wrong.getMessage());
        }
    }

    private static ErrorDocument document(String text) {
        boolean old = text.startsWith("\"") && text.indexOf('"', 1) < 0; // httpd 1.3: one quote before the text
        if (old) {
            return new ErrorDocument.Text(text.substring(1));
        }
        boolean quoted = text.startsWith("\"") || text.startsWith("'");
        String word = quoted ? new Words(text).next() : text;
        if (word.equalsIgnoreCase("default")) {
            return new ErrorDocument.BuiltIn();
        }
        if (word.startsWith("/")) {
            return new ErrorDocument.Local(word);
        }
        int scheme = word.indexOf("://");
        boolean url = scheme > 0 && word.chars().limit(scheme).allMatch(Character::isLetter) && word.indexOf(' ') < 0;
        return url ? new ErrorDocument.External(word) : new ErrorDocument.Text(word);
    }

    private static Map<String, String> cgiVariable(Map<String, String> before, Arguments words)
            throws ConfigException {
        if (!words.text(0).equals("REQUEST_URI")) {
            throw words.wrong("Unrecognized CGI variable: \"" + words.text(0) + "\"");
        }
        String rule = words.text(1);
        if (!rule.equals("current-uri") && !rule.equals("original-uri")) {
            throw words.wrong("Valid rules for REQUEST_URI are 'current-uri' and 'original-uri'");
        }
        var changed = new TreeMap<>(before);
        changed.put(words.text(0), rule);
        return Map.copyOf(changed);
    }
}
