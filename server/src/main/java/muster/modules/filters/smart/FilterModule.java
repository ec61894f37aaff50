package muster.modules.filters.smart;

import java.util.List;
import java.util.Locale;
import muster.config.Arguments;
import muster.config.ConfigException;
import muster.config.ConfigSlot;
import muster.config.DirectiveType;
import muster.config.DirectiveType.Takes;
import muster.core.Filter;
import muster.core.Hook;
import muster.core.Module;
import muster.core.NamedFilter;
import muster.core.Phase;
import muster.core.Registry;
import muster.core.Request;
import muster.core.RequestVocabulary;
import muster.core.Verdict;
import muster.expr.Condition;
import muster.expr.ExpressionException;
import muster.log.LogLevel;
import org.jspecify.annotations.Nullable;

import static muster.config.Context.DIRECTORY;
import static muster.config.Context.SERVER;
import static muster.config.Context.VIRTUAL_HOST;
import static muster.config.OverrideClass.FILE_INFO;
import static muster.config.OverrideClass.OPTIONS;

/// mod_filter: FilterDeclare, FilterProvider and FilterChain put filters into responses by what those turn out to be;
/// AddOutputFilterByType is the short form, by media type.
public final class FilterModule implements Module {
    static final String NAME = "filter";
    static final ConfigSlot<FilterSettings> SETTINGS =
            ConfigSlot.directory("mod_filter", FilterSettings.UNSET, FilterSettings::merge);

    @Override
    public String name() {
        return "filter_module";
    }

    @Override
    public String file() {
        return "mod_filter.c";
    }

    @Override
    public void register(Registry registry) {
        directives(registry).forEach(registry::directive);
        registry.hook(Phase.INSERT_FILTER, Hook.Place.MIDDLE, FilterModule::insert);
    }

    private static List<DirectiveType<?>> directives(Registry registry) {
        return List.of(
                options("FilterDeclare")
                        .takes(Takes.ONE_OR_TWO)
                        .means("filter-name [filter-type]")
                        .sets(SETTINGS, (before, words) -> before.with(
                                SmartFilter.declared(words.text(0), kind(words.count() > 1 ? words.text(1) : "")))),
                options("FilterProvider")
                        .takes(Takes.THREE)
                        .means("filter-name provider-name match-expression")
                        .sets(SETTINGS, (before, words) -> provide(
                                before,
                                words.text(0),
                                provider(words.text(1), condition(words, registry), List.of(), words, registry))),
                options("FilterChain")
                        .takes(Takes.EACH)
                        .means("list of filter names with optional [+-=!@]")
                        .sets(SETTINGS, (before, words) -> before.chained(words.text(0))),
                options("FilterProtocol")
                        .takes(Takes.TWO_OR_THREE)
                        .means("filter-name [provider-name] protocol-args")
                        .sets(SETTINGS, FilterModule::protocol),
                DirectiveType.named("FilterTrace")
                        .in(SERVER, VIRTUAL_HOST, DIRECTORY)
                        .takes(Takes.TWO)
                        .means("filter-name debug-level")
                        .sets(SETTINGS, FilterModule::trace),
                DirectiveType.named("AddOutputFilterByType")
                        .in(SERVER, VIRTUAL_HOST, DIRECTORY)
                        .htaccess(FILE_INFO)
                        .takes(Takes.MANY)
                        .means("output filter name followed by one or more content-types")
                        .sets(SETTINGS, (before, words) -> byType(before, words, registry)));
    }

    private static DirectiveType.Builder options(String name) {
        return DirectiveType.named(name).in(SERVER, VIRTUAL_HOST, DIRECTORY).htaccess(OPTIONS);
    }

    private static Filter.Kind kind(String place) {
        return switch (place.toUpperCase(Locale.ROOT)) {
            case "CONTENT_SET" -> Filter.Kind.CONTENT;
            case "PROTOCOL" -> Filter.Kind.PROTOCOL;
            case "CONNECTION", "NETWORK" -> Filter.Kind.SENDING;
            default -> Filter.Kind.RESOURCE;
        };
    }

    private static Condition<Request> condition(Arguments words, Registry registry) throws ConfigException {
        try {
            return Condition.compile(
                    words.text(2), RequestVocabulary.of(registry, words), RequestVocabulary.rights(words));
        } catch (ExpressionException wrong) {
            throw words.wrong("Error parsing FilterProvider expression:" + wrong.getMessage());
        }
    }

    private static Provider provider(
            String name,
            @Nullable Condition<Request> condition,
            List<String> types,
            Arguments words,
            Registry registry)
            throws ConfigException {
        NamedFilter filter = registry.filter(name);
        if (filter == null) {
            throw words.wrong("Unknown filter provider " + name);
        }
        return new Provider(filter, condition, types, ProtocolRules.NONE);
    }

    /// A filter that isn't declared in this section is declared here, at its first provider's place.
    private static FilterSettings provide(FilterSettings before, String name, Provider provider) {
        SmartFilter filter = before.declared().get(name);
        if (filter == null) {
            filter = SmartFilter.declared(name, provider.filter().kind());
        }
        return before.with(filter.plus(provider));
    }

    private static FilterSettings byType(FilterSettings before, Arguments words, Registry registry)
            throws ConfigException {
        if (words.count() < 2) {
            throw words.wrong("AddOutputFilterByType requires at least two arguments");
        }
        var types = java.util.stream.IntStream.range(1, words.count()).mapToObj(words::text).toList();
        FilterSettings settings = before;
        for (String provider : words.text(0).split(";")) {
            if (provider.isEmpty()) {
                continue;
            }
            String name = "BYTYPE:" + provider;
            boolean known = settings.declared().containsKey(name);
            settings = provide(settings, name, provider(provider, null, types, words, registry));
            if (!known) {
                settings = settings.chained(name);
            }
        }
        return settings;
    }

    private static FilterSettings protocol(FilterSettings before, Arguments words) throws ConfigException {
        SmartFilter filter = before.declared().get(words.text(0));
        if (filter == null) {
            throw words.wrong("FilterProtocol: No such filter");
        }
        if (words.count() == 2) {
            return before.with(filter.with(ProtocolRules.parse(words.text(1))));
        }
        SmartFilter changed = filter.with(words.text(1), ProtocolRules.parse(words.text(2)));
        if (changed == null) {
            throw words.wrong("FilterProtocol: No such provider for this filter");
        }
        return before.with(changed);
    }

    private static FilterSettings trace(FilterSettings before, Arguments words) throws ConfigException {
        SmartFilter filter = before.declared().get(words.text(0));
        if (filter == null) {
            throw words.wrong("Undeclared smart filter " + words.text(0));
        }
        return before.with(filter.withTrace(words.text(1).matches("[1-9]\\d{0,8}") ? Integer.parseInt(words.text(1)) : 0));
    }

    private static Verdict insert(Request request) {
        FilterSettings settings = request.get(SETTINGS);
        for (String name : settings.chain()) {
            SmartFilter filter = settings.declared().get(name);
            if (filter != null) {
                request.insertFilter(filter.named());
            } else if (!name.equals(FilterSettings.RESET)) {
                request.log().write(LogLevel.WARN, NAME, 1380, "Unknown filter " + name + " not added");
            }
        }
        return Verdict.OK;
    }
}
