package muster.core;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import muster.config.Settings;

/// Finds the settings of a request by the sections that match it, in httpd's order: Directory, DirectoryMatch, Files, Location, If.
///
/// Which sections match is looked at for each request; what they come to together is merged once and kept, in a tree whose
/// branches are sections: two requests that the same sections match share one [Settings].
public final class SectionWalk implements SettingsWalk {
    /// What some sections in this order come to.
    private static final class Merged {
        private final Settings settings;
        private final Map<Section, Merged> next = new ConcurrentHashMap<>();

        Merged(Settings settings) {
            this.settings = settings;
        }

        Merged and(Section section) {
            Merged known = next.get(section);
            if (known == null) {
                known = new Merged(settings.plus(section.settings()));
                next.put(section, known);
            }
            return known;
        }
    }

    private final Map<VirtualHost, Merged> hosts = new ConcurrentHashMap<>();

    @Override
    public void byUrl(Request request) {
        VirtualHost host = request.host();
        if (host.locations().isEmpty()) {
            request.settings(host.settings());
            return;
        }
        request.settings(locations(of(host), host, request).settings);
    }

    @Override
    public void byFile(Request request) {
        VirtualHost host = request.host();
        Merged merged = of(host);
        FilePath file = request.file();
        if (file != null) {
            merged = files(directories(merged, host, request, file), host, request, file);
        }
        merged = locations(merged, host, request);
        request.settings(merged.settings);
        conditions(merged, host, request, file);
    }

    private Merged of(VirtualHost host) {
        Merged known = hosts.get(host);
        if (known == null) {
            known = new Merged(host.settings());
            hosts.put(host, known);
        }
        return known;
    }

    private static Merged directories(Merged before, VirtualHost host, Request request, FilePath file) {
        String folder = folder(request, file);
        Merged merged = matching(before, host.directories(), request, folder);
        return matching(merged, host.directoryMatches(), request, folder);
    }

    private static Merged matching(Merged before, List<Section> sections, Request request, String subject) {
        Merged merged = before;
        for (int i = 0; i < sections.size(); i++) {
            Section section = sections.get(i);
            if (section.matches().test(request, subject)) {
                merged = merged.and(section);
            }
        }
        return merged;
    }

    /// The folder that is or holds the file, with a slash at its end.
    private static String folder(Request request, FilePath file) {
        String path = file.text();
        var status = request.fileStatus();
        if (status != null && status.isDirectory()) {
            return path.endsWith("/") ? path : path + "/";
        }
        return path.substring(0, path.lastIndexOf('/') + 1);
    }

    /// Files sections of the server, then those inside the Directory sections that match.
    private static Merged files(Merged before, VirtualHost host, Request request, FilePath file) {
        var status = request.fileStatus();
        if (status != null && status.isDirectory()) {
            return before;
        }
        String name = file.text().substring(file.text().lastIndexOf('/') + 1);
        Merged merged = matching(before, host.files(), request, name);
        String folder = folder(request, file);
        merged = nestedFiles(merged, host.directories(), request, folder, name);
        return nestedFiles(merged, host.directoryMatches(), request, folder, name);
    }

    private static Merged nestedFiles(Merged before, List<Section> directories, Request request, String folder, String name) {
        Merged merged = before;
        for (Section directory : directories) {
            if (!directory.nested().isEmpty() && directory.matches().test(request, folder)) {
                for (Section inner : directory.nested()) {
                    boolean files = inner.kind() == Section.Kind.FILES || inner.kind() == Section.Kind.FILES_MATCH;
                    if (files && inner.matches().test(request, name)) {
                        merged = merged.and(inner);
                    }
                }
            }
        }
        return merged;
    }

    private static Merged locations(Merged before, VirtualHost host, Request request) {
        return matching(before, host.locations(), request, request.path().text());
    }

    /// The If sections of the server, then those inside the other sections that match. Each sees what those before it set.
    private static void conditions(Merged before, VirtualHost host, Request request, @org.jspecify.annotations.Nullable FilePath file) {
        Merged merged = chain(before, host.conditions(), request);
        if (file != null) {
            String folder = folder(request, file);
            merged = nested(merged, host.directories(), request, folder);
            merged = nested(merged, host.directoryMatches(), request, folder);
            merged = nested(merged, host.files(), request, file.text().substring(file.text().lastIndexOf('/') + 1));
        }
        nested(merged, host.locations(), request, request.path().text());
    }

    private static Merged nested(Merged before, List<Section> outer, Request request, String subject) {
        Merged merged = before;
        for (Section section : outer) {
            if (!section.nested().isEmpty() && section.matches().test(request, subject)) {
                merged = chain(merged, section.nested(), request);
            }
        }
        return merged;
    }

    private static Merged chain(Merged before, List<Section> sections, Request request) {
        Merged merged = before;
        boolean taken = true;
        for (Section section : sections) {
            boolean asks = section.kind() == Section.Kind.IF || !taken;
            switch (section.kind()) {
                case IF, ELSE_IF, ELSE -> {
                    boolean applies = asks && section.matches().test(request, "");
                    taken = section.kind() == Section.Kind.IF ? applies : taken || applies;
                    if (applies) {
                        merged = merged.and(section);
                        request.settings(merged.settings);
                        merged = chain(merged, section.nested(), request);
                    }
                }
                case DIRECTORY, DIRECTORY_MATCH, FILES, FILES_MATCH, LOCATION, LOCATION_MATCH, LIMIT, HTACCESS -> {}
            }
        }
        return merged;
    }
}
