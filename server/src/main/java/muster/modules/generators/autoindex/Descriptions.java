package muster.modules.generators.autoindex;

import java.util.ArrayList;
import java.util.List;
import muster.config.Wildcard;
import org.jspecify.annotations.Nullable;

/// What AddDescription says: HTML for names that hold a text or match a pattern. The first that fits counts, those of an inner section
/// before those of an outer one.
record Descriptions(List<Description> all) {
    static final Descriptions UNSET = new Descriptions(List.of());

    /// @param part a text that the name holds; null if a pattern decides
    /// @param pattern for the whole path if the directive's word has a slash, for the name otherwise
    record Description(@Nullable String part, @Nullable Wildcard pattern, boolean path, String html) {
        static Description of(String wanted, String html) {
            boolean path = wanted.indexOf('/') >= 0;
            if (path || Wildcard.isWild(wanted)) {
                return new Description(null, Wildcard.of((path ? "*/" : "*") + wanted + "*"), path, html);
            }
            return new Description(wanted, null, false, html);
        }

        private boolean fits(String filePath, String name) {
            String subject = path ? filePath : name;
            return pattern != null ? pattern.matches(subject) : part != null && subject.contains(part);
        }
    }

    Descriptions {
        all = List.copyOf(all);
    }

    Descriptions with(Description one) {
        return joined(this, new Descriptions(List.of(one)));
    }

    static Descriptions merge(Descriptions outer, Descriptions inner) {
        return joined(inner, outer);
    }

    private static Descriptions joined(Descriptions first, Descriptions second) {
        var together = new ArrayList<>(first.all);
        together.addAll(second.all);
        return new Descriptions(together);
    }

    @Nullable String of(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        for (Description one : all) {
            if (one.fits(path, name)) {
                return one.html;
            }
        }
        return null;
    }
}
