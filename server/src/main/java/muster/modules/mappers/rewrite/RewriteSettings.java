package muster.modules.mappers.rewrite;

import muster.config.Arguments;
import muster.config.ConfigSlot;
import muster.config.Context;

/// Everything said about rewriting in one place. Immutable.
record RewriteSettings(HostRules host, DirectoryRules section) {
    static final RewriteSettings UNSAID = new RewriteSettings(HostRules.UNSAID, DirectoryRules.UNSAID);

    static final ConfigSlot<RewriteSettings> SLOT =
            ConfigSlot.directory("mod_rewrite", UNSAID, RewriteSettings::merge);

    /// These settings with the place of a line noted: httpd tells a place where rewriting is spoken of from one where it isn't.
    RewriteSettings at(Arguments line) {
        String path = line.sectionPath();
        DirectoryRules here = section.spoken(path);
        return path.isEmpty()
                ? new RewriteSettings(host.spoken(line.context() == Context.VIRTUAL_HOST), here)
                : new RewriteSettings(host, here);
    }

    RewriteSettings with(HostRules changed) {
        return new RewriteSettings(changed, section);
    }

    RewriteSettings with(DirectoryRules changed) {
        return new RewriteSettings(host, changed);
    }

    private static RewriteSettings merge(RewriteSettings outer, RewriteSettings inner) {
        return new RewriteSettings(
                HostRules.merge(outer.host, inner.host), DirectoryRules.merge(outer.section, inner.section));
    }
}
