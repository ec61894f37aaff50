package muster.modules.generators.autoindex;

import muster.core.Module;
import muster.core.Registry;

/// mod_autoindex: lists folders that have no index file.
public final class AutoindexModule implements Module {
    /// What stands for a folder where a media type or a handler is named.
    private static final String FOLDER_TYPE = "httpd/unix-directory";

    @Override
    public String name() {
        return "autoindex_module";
    }

    @Override
    public String file() {
        return "mod_autoindex.c";
    }

    @Override
    public void register(Registry registry) {
        IndexDirectives.all().forEach(registry::directive);
        registry.handler(FOLDER_TYPE, new IndexHandler(EntryBudget.forThisProcess()));
    }
}
