package muster.pattern;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One way to match a compiled pattern. All give the same answers.
sealed interface Engine permits SimpleForm, FiniteForm, PcreEngine, DeferredEngine {
    boolean matches(String subject);

    @Nullable Match find(String subject, int from);

    int groupCount();

    List<Regex.NamedGroup> namedGroups();
}
