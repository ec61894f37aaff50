package muster.modules.proxy;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import muster.config.Arguments;
import muster.config.ConfigException;
import muster.config.Context;
import muster.config.DirectiveType;
import muster.config.DirectiveType.Takes;
import muster.config.Durations;
import muster.config.Wildcard;
import muster.core.ProxyUrl;
import muster.core.Request;
import muster.core.Section;
import muster.http.Status;
import muster.modules.mappers.Mapping;
import muster.modules.proxy.ProxySettings.Overridden;
import muster.modules.proxy.ProxySettings.Worker;
import muster.pattern.Regex;

import static muster.config.Context.DIRECTORY;
import static muster.config.Context.SERVER;
import static muster.config.Context.VIRTUAL_HOST;

/// The directives of mod_proxy.
final class ProxyDirectives {
    private ProxyDirectives() {}

    static List<DirectiveType<?>> all() {
        return List.of(
                passing("ProxyPass", "a virtual path and a URL", false),
                passing("ProxyPassMatch", "a virtual path and a URL", true),
                section("<Proxy", "Container for directives affecting resources located in the proxied location", false),
                section(
                        "<ProxyMatch",
                        "Container for directives affecting resources located in the proxied location, in regular expression"
                                + " syntax",
                        true),
                DirectiveType.named("ProxySet")
                        .in(SERVER, VIRTUAL_HOST, DIRECTORY)
                        .takes(Takes.MANY)
                        .means("A balancer or worker name with list of params")
                        .sets(ProxySettings.SLOT, ProxyDirectives::set),
                DirectiveType.named("ProxyTimeout")
                        .in(SERVER, VIRTUAL_HOST)
                        .means("Set the timeout (in seconds) for a proxied connection. This overrides the server timeout")
                        .sets(ProxySettings.SLOT, (before, words) -> before.withTimeout(timeout(words))),
                DirectiveType.named("ProxyErrorOverride")
                        .in(SERVER, VIRTUAL_HOST, DIRECTORY)
                        .takes(Takes.MANY)
                        .means("use our error handling pages instead of the servers' we are proxying")
                        .sets(ProxySettings.SLOT, (before, words) -> before.with(overridden(words))),
                DirectiveType.named("ProxyRequests")
                        .in(SERVER, VIRTUAL_HOST)
                        .takes(Takes.FLAG)
                        .means("on if the true proxy requests should be accepted")
                        .sets(ProxySettings.SLOT, ProxyDirectives::onlyReverse));
    }

    private static DirectiveType<ProxySettings> passing(String name, String meaning, boolean pattern) {
        return DirectiveType.named(name)
                .in(SERVER, VIRTUAL_HOST, DIRECTORY)
                .takes(Takes.MANY)
                .means(meaning)
                .sets(ProxySettings.SLOT, (before, words) -> pass(before, words, pattern));
    }

    private static DirectiveType<ProxySettings> section(String name, String meaning, boolean pattern) {
        return DirectiveType.named(name)
                .in(SERVER, VIRTUAL_HOST)
                .takes(Takes.MANY)
                .means(meaning)
                .isolated()
                .sets(ProxySettings.SLOT, (before, words) -> section(before, words, pattern));
    }

    private static ProxySettings pass(ProxySettings before, Arguments words, boolean pattern) throws ConfigException {
        String location = words.location();
        boolean inside = words.context() == Context.DIRECTORY;
        var plain = new ArrayList<String>();
        boolean asIs = false;
        boolean withoutQuery = false;
        WorkerOptions options = WorkerOptions.NONE;
        for (int i = 0; i < words.count(); i++) {
            String word = words.text(i);
            if (plain.isEmpty() && (pattern && word.equals("~"))) {
                continue;
            }
            int expected = inside ? 1 : 2;
            if (plain.size() < expected) {
                plain.add(word);
            } else if (word.equalsIgnoreCase("nocanon")) {
                asIs = true;
            } else if (word.equalsIgnoreCase("noquery")) {
                withoutQuery = true;
            } else if (!word.equalsIgnoreCase("interpolate")) {
                options = option(options, word, words, "ProxyPass");
            }
        }
        if (inside && words.count() > 1 && !plain.isEmpty() && plain.getFirst().startsWith("/")) {
            throw words.wrong("ProxyPass|ProxyPassMatch can not have a path when defined in a location");
        }
        if (plain.isEmpty()) {
            throw words.wrong("ProxyPass|ProxyPassMatch requires at least a URL");
        }
        if (!inside && plain.size() < 2) {
            throw words.wrong("ProxyPass|ProxyPassMatch needs a path when not defined in a location");
        }
        String url = plain.getLast();
        Mapping from = from(words, inside ? location : plain.getFirst(), pattern);
        if (url.equals("!")) {
            var pass = new Pass(from, null, false, false);
            return inside ? before.with(pass) : before.plus(pass);
        }
        var to = pattern ? Mapping.Substitution.of(url) : new Mapping.Substitution(url, List.of(url));
        var pass = new Pass(from, to, asIs, withoutQuery);
        ProxySettings with = inside ? before.with(pass) : before.plus(pass);
        return with.plus(new Worker(worker(words, pattern ? to.literalStart() : url, "ProxyPass"), options));
    }

    private static Mapping from(Arguments words, String text, boolean pattern) throws ConfigException {
        if (!pattern) {
            return new Mapping.Prefix(text);
        }
        try {
            return new Mapping.Pattern(words.regex(text, false));
        } catch (ConfigException _) {
            throw words.wrong("Regular expression could not be compiled.");
        }
    }

    private static Target worker(Arguments words, String url, String who) throws ConfigException {
        Target target = Target.parse(url);
        if (target == null) {
            throw words.wrong(who + " Unable to parse URL: " + url);
        }
        return target;
    }

    private static WorkerOptions option(WorkerOptions before, String word, Arguments words, String who)
            throws ConfigException {
        int equals = word.indexOf('=');
        if (equals < 0) {
            throw words.wrong(
                    who.equals("ProxyPass")
                            ? "Invalid ProxyPass|ProxyPassMatch parameter. Parameter must be in the form 'key=value'."
                            : "Invalid " + who + " parameter. Parameter must be in the form 'key=value'.");
        }
        var complaint = new String[1];
        WorkerOptions after = before.with(word.substring(0, equals), word.substring(equals + 1), complaint);
        if (after == null) {
            throw words.wrong(who + " " + complaint[0]);
        }
        return after;
    }

    private static ProxySettings set(ProxySettings before, Arguments words) throws ConfigException {
        WorkerOptions options = WorkerOptions.NONE;
        Target target = null;
        for (int i = 0; i < words.count(); i++) {
            String word = words.text(i);
            if (i == 0 && words.section().isEmpty()) {
                target = worker(words, word, "ProxySet");
            } else {
                options = option(options, word, words, "ProxySet");
            }
        }
        if (target == null) {
            return before.with(options);
        }
        return before.plus(new Worker(target, options));
    }

    /// `<Proxy URL key=value ...>`: settings for what is asked of a backend, and options for the backend itself.
    private static ProxySettings section(ProxySettings before, Arguments words, boolean pattern) throws ConfigException {
        if (words.count() == 0) {
            throw words.wrong(words.directive() + "> directive requires additional arguments");
        }
        int first = !pattern && words.text(0).equals("~") && words.count() > 1 ? 1 : 0;
        boolean regex = pattern || first == 1;
        String url = words.text(first);
        WorkerOptions options = WorkerOptions.NONE;
        for (int i = first + 1; i < words.count(); i++) {
            options = option(options, words.text(i), words, "<Proxy>");
        }
        options = options.plus(words.body().get(ProxySettings.SLOT).here());
        Section section = new Section(
                Section.Kind.LOCATION, url, matches(words, url, regex), words.body(), List.of(), words.position());
        ProxySettings with = before.plus(section);
        Target target = regex || Wildcard.isWild(url) ? null : Target.parse(url);
        return target == null ? with : with.plus(new Worker(target, options));
    }

    /// The subject that a `<Proxy>` is tested on is the backend's URL.
    private static Section.Matches matches(Arguments words, String url, boolean pattern) throws ConfigException {
        if (pattern) {
            Regex regex = words.regex(url, false);
            return (request, _) -> regex.matches(url(request));
        }
        if (Wildcard.isWild(url)) {
            Wildcard wildcard = Wildcard.of(url);
            return (request, _) -> wildcard.matches(url(request));
        }
        int bar = url.indexOf('|');
        String beginning = bar < 0 ? url : url.substring(bar + 1);
        return (request, _) -> url(request).startsWith(beginning);
    }

    private static String url(Request request) {
        ProxyUrl url = request.proxyUrl();
        if (url == null) {
            return "";
        }
        int bar = url.text().indexOf('|');
        return bar < 0 ? url.text() : url.text().substring(bar + 1);
    }

    private static int timeout(Arguments words) throws ConfigException {
        long millis = Durations.millis(words.text(0));
        if (millis < 1000) {
            throw words.wrong("Proxy Timeout must be at least 1 second.");
        }
        return (int) Math.min(Integer.MAX_VALUE, millis);
    }

    private static Overridden overridden(Arguments words) throws ConfigException {
        if (words.count() == 0) {
            throw words.wrong("ProxyErrorOverride: first parameter must be \"On\" or \"Off\"");
        }
        String first = words.text(0);
        boolean on = first.equalsIgnoreCase("on");
        if (!on && !first.equalsIgnoreCase("off")) {
            throw words.wrong("ProxyErrorOverride: first parameter must be \"On\" or \"Off\"");
        }
        if (!on && words.count() > 1) {
            throw words.wrong("ProxyErrorOverride: additional parameters are only supported when enabled (\"On\")");
        }
        var codes = new TreeSet<Integer>();
        for (int i = 1; i < words.count(); i++) {
            int code = words.text(i).matches("\\d{3}") ? Integer.parseInt(words.text(i)) : 0;
            if (!Status.isError(code)) {
                throw words.wrong("ProxyErrorOverride: status code must be between 400 and 599: " + words.text(i));
            }
            codes.add(code);
        }
        return new Overridden(on && codes.isEmpty(), codes);
    }

    private static ProxySettings onlyReverse(ProxySettings before, Arguments words) throws ConfigException {
        if (words.flag(0)) {
            throw words.wrong("ProxyRequests On: this server is no forward proxy");
        }
        return before;
    }
}
