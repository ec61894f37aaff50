package muster.modules.tls;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import muster.config.Arguments;
import muster.config.ConfigException;
import muster.config.ConfigSlot;
import muster.config.ConfigSource.Kind;
import muster.config.Context;
import muster.config.DirectiveType;
import muster.config.DirectiveType.Takes;
import muster.config.OverrideClass;

/// The starts of mod_ssl's declarations, by where a directive may stand, and the readings they share.
final class Directives {
    private Directives() {}

    /// For the whole server.
    static DirectiveType.Builder global(String name, String meaning) {
        return DirectiveType.named(name).in(Context.SERVER).means(meaning);
    }

    /// For a server or a virtual host.
    static DirectiveType.Builder host(String name, String meaning) {
        return DirectiveType.named(name).in(Context.SERVER, Context.VIRTUAL_HOST).means(meaning);
    }

    /// Anywhere, and in `.htaccess` for a class of AllowOverride.
    static DirectiveType.Builder anywhere(String name, OverrideClass override, String meaning) {
        return DirectiveType.named(name)
                .in(Context.SERVER, Context.VIRTUAL_HOST, Context.DIRECTORY)
                .htaccess(override)
                .means(meaning);
    }

    /// Inside sections only, and in `.htaccess`.
    static DirectiveType.Builder section(String name, String meaning) {
        return DirectiveType.named(name).in(Context.DIRECTORY).htaccess(OverrideClass.AUTH_CONFIG).means(meaning);
    }

    static DirectiveType<Boolean> flag(String name, String meaning, ConfigSlot<Boolean> slot) {
        return host(name, meaning).takes(Takes.FLAG).sets(slot, (_, words) -> words.flag(0));
    }

    /// A directive that is accepted and has no effect, because what it chooses is chosen otherwise here.
    static DirectiveType<Boolean> ignored(DirectiveType.Builder start) {
        return start.sets(TlsSettings.WITHOUT_EFFECT, (before, _) -> before);
    }

    /// As [#ignored(DirectiveType.Builder)], of a directive that says On or Off.
    static DirectiveType<Boolean> ignored(DirectiveType.Builder start, boolean flag) {
        return start.sets(TlsSettings.WITHOUT_EFFECT, (before, words) -> flag && words.flag(0) || before);
    }

    /// A length of time in seconds.
    static DirectiveType<Integer> seconds(String name, String meaning, ConfigSlot<Integer> slot) {
        return host(name, meaning).sets(slot, (_, words) -> number(words, 0, name + ": invalid argument"));
    }

    /// A length of time that is looked at and no more.
    static DirectiveType<Boolean> checked(String name, String meaning) {
        return host(name, meaning).sets(TlsSettings.WITHOUT_EFFECT, (before, words) -> number(words, 0, name + ": invalid argument") >= 0 && before);
    }

    /// One file that has to be there.
    static DirectiveType<List<NamedFile>> file(String name, String meaning, ConfigSlot<List<NamedFile>> slot) {
        return host(name, meaning).sets(slot, (_, words) -> List.of(existingFile(words)));
    }

    /// One of several files that have to be there.
    static DirectiveType<List<NamedFile>> files(String name, String meaning, ConfigSlot<List<NamedFile>> slot) {
        return host(name, meaning).sets(slot, (before, words) -> {
            var more = new ArrayList<>(before);
            more.add(existingFile(words));
            return List.copyOf(more);
        });
    }

    /// A folder that has to be there.
    static DirectiveType<List<NamedFile>> folder(String name, String meaning, ConfigSlot<List<NamedFile>> slot) {
        return host(name, meaning).sets(slot, (_, words) -> List.of(existingFolder(words)));
    }

    static NamedFile existingFile(Arguments words) throws ConfigException {
        return existingFile(words, 0);
    }

    static NamedFile existingFile(Arguments words, int index) throws ConfigException {
        String path = words.path(index);
        if (words.kind(path) != Kind.FILE || words.read(path).length == 0) {
            throw words.wrong(words.directive() + ": file '" + path + "' does not exist or is empty");
        }
        return new NamedFile(path, words.position());
    }

    static NamedFile existingFolder(Arguments words) throws ConfigException {
        String path = words.path(0);
        if (words.kind(path) != Kind.DIRECTORY) {
            throw words.wrong(words.directive() + ": directory '" + path + "' does not exist");
        }
        return new NamedFile(path, words.position());
    }

    /// One of some words, in any case.
    static <T> T choice(Arguments words, int index, Map<String, T> choices) throws ConfigException {
        T chosen = choices.get(words.text(index).toLowerCase(Locale.ROOT));
        if (chosen == null) {
            throw words.wrong(words.directive() + ": Invalid argument '" + words.text(index) + "'");
        }
        return chosen;
    }

    /// A number as C's `atoi` reads it, since httpd does.
    /// @throws ConfigException with `complaint` if it is below zero
    static int number(Arguments words, int index, String complaint) throws ConfigException {
        String text = words.text(index).strip();
        int end = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
        while (end < text.length() && end < 10 && Character.isDigit(text.charAt(end))) {
            end++;
        }
        String digits = text.substring(0, end);
        int value = digits.isEmpty() || digits.equals("-") || digits.equals("+") ? 0 : (int) Long.parseLong(digits);
        if (value < 0) {
            throw words.wrong(complaint);
        }
        return value;
    }
}
