package muster.modules.aaa;

import static muster.config.Context.DIRECTORY;
import static muster.config.OverrideClass.AUTH_CONFIG;

import muster.config.ConfigSlot;
import muster.config.DirectiveType;
import muster.config.DirectiveType.Takes;
import muster.core.Module;
import muster.core.Registry;
import muster.core.Requirement;

/// mod_authz_groupfile: groups of users in a text file, for `Require group` and `Require file-group`.
public final class AuthzGroupfileModule implements Module {
    /// `AuthGroupFile`; empty where nothing is said.
    static final ConfigSlot<String> GROUP_FILE = ConfigSlot.directoryValue("AuthGroupFile", "");

    static final String SHORT_NAME = "authz_groupfile";

    @Override
    public String name() {
        return "authz_groupfile_module";
    }

    @Override
    public String file() {
        return "mod_authz_groupfile.c";
    }

    @Override
    public void register(Registry registry) {
        registry.directive(DirectiveType.named("AuthGroupFile")
                .in(DIRECTORY)
                .htaccess(AUTH_CONFIG)
                .takes(Takes.ONE)
                .means("text file containing group names and member user IDs")
                .sets(GROUP_FILE, (_, line) -> line.path(0)));
        var members = new GroupMembers();
        registry.provider(Requirement.Kind.class, "group", (words, line) -> {
            var groups = RequestWords.compile(words, line, registry);
            return request -> members.group(request, groups);
        });
        registry.provider(Requirement.Kind.class, "file-group", (_, line) -> {
            FileGroup ofFile = registry.provider(FileGroup.class, FileGroup.PROVIDER);
            if (ofFile == null) {
                throw line.wrong("'Require file-group' needs authz_owner_module: LoadModule authz_owner_module ...");
            }
            return request -> members.fileGroup(request, ofFile);
        });
    }
}
