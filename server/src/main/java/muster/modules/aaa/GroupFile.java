package muster.modules.aaa;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import muster.config.Words;

/// The lines `group: user user ...` of a group file. Names of groups are the same in any case, as in httpd.
///
/// @param byUser the groups of each user, by [#key]
record GroupFile(Map<String, Set<String>> byUser) {
    static GroupFile parse(String text) {
        var byUser = new HashMap<String, Set<String>>();
        for (String line : ParsedFiles.lines(text)) {
            int colon = line.indexOf(':');
            String group = key((colon < 0 ? line : line.substring(0, colon)).stripTrailing());
            String members = colon < 0 ? "" : line.substring(colon).replaceFirst("^:+", "");
            for (String user : Words.of(members)) {
                byUser.computeIfAbsent(user, _ -> new HashSet<>(2)).add(group);
            }
        }
        return new GroupFile(byUser);
    }

    static String key(String group) {
        return group.toLowerCase(Locale.ROOT);
    }

    Set<String> of(String user) {
        return byUser.getOrDefault(user, Set.of());
    }
}
