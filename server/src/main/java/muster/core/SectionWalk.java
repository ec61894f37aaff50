package muster.core;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// Merges the sections that match a request, in httpd's order: Directory from short paths to long, DirectoryMatch, Files, Location,
/// If; the main server's before the virtual host's, an enclosing section's before what is nested in it.
public final class SectionWalk implements SettingsWalk {
    private final Map<VirtualHost, MergedSettings> roots = new IdentityHashMap<>();

    public SectionWalk(VirtualHost mainHost, List<VirtualHost> hosts) {
        roots.put(mainHost, new MergedSettings(mainHost.settings()));
        for (VirtualHost host : hosts) {
            roots.put(host, new MergedSettings(host.settings()));
        }
    }

    private MergedSettings root(VirtualHost host) {
        MergedSettings root = roots.get(host);
        if (root == null) {
            throw new IllegalStateException("a host of another generation");
        }
        return root;
    }

    @Override
    public void byUrl(Request request) {
        VirtualHost host = request.host();
        request.settings(locations(root(host), host, request).settings());
    }

    @Override
    public void byFile(Request request) {
        VirtualHost host = request.host();
        MergedSettings merged = root(host);
        FilePath file = request.file();
        String directory = file == null ? "" : directory(request, file.text());
        if (file != null) {
            merged = all(merged, host.directories(), request, directory);
            merged = all(merged, host.directoryMatches(), request, directory);
            String name = name(file.text());
            merged = all(merged, host.files(), request, name);
            merged = nestedFiles(merged, host.directories(), request, directory, name);
            merged = nestedFiles(merged, host.directoryMatches(), request, directory, name);
        }
        merged = locations(merged, host, request);
        merged = conditions(merged, host, request, directory);
        request.settings(merged.settings());
    }

    private static MergedSettings locations(MergedSettings from, VirtualHost host, Request request) {
        return all(from, host.locations(), request, request.path().text());
    }

    private static MergedSettings all(MergedSettings from, List<Section> sections, Request request, String subject) {
        MergedSettings merged = from;
        for (int i = 0; i < sections.size(); i++) {
            Section section = sections.get(i);
            if (section.matches().test(request, subject)) {
                merged = merged.plus(section);
            }
        }
        return merged;
    }

    private static MergedSettings nestedFiles(
            MergedSettings from, List<Section> outer, Request request, String subject, String name) {
        MergedSettings merged = from;
        for (int i = 0; i < outer.size(); i++) {
            Section section = outer.get(i);
            if (!section.nested().isEmpty() && section.matches().test(request, subject)) {
                merged = nestedFiles(merged, section, request, name);
            }
        }
        return merged;
    }

    private static MergedSettings nestedFiles(MergedSettings from, Section outer, Request request, String name) {
        MergedSettings merged = from;
        for (Section section : outer.nested()) {
            if (!SectionCompiler.isCondition(section) && section.matches().test(request, name)) {
                merged = merged.plus(section);
                merged = nestedFiles(merged, section, request, name);
            }
        }
        return merged;
    }

    /// `<If>` comes last of all, wherever it stands.
    private static MergedSettings conditions(MergedSettings from, VirtualHost host, Request request, String directory) {
        MergedSettings merged = nestedConditions(from, host.conditions(), request, directory, true);
        FilePath file = request.file();
        if (file != null) {
            merged = nestedConditions(merged, host.directories(), request, directory, false);
            merged = nestedConditions(merged, host.directoryMatches(), request, directory, false);
            merged = nestedConditions(merged, host.files(), request, name(file.text()), false);
        }
        return nestedConditions(merged, host.locations(), request, request.path().text(), false);
    }

    /// @param apply whether the sections are conditions themselves, to be merged; else only what is nested in them is
    private static MergedSettings nestedConditions(
            MergedSettings from, List<Section> sections, Request request, String subject, boolean apply) {
        MergedSettings merged = from;
        for (int i = 0; i < sections.size(); i++) {
            Section section = sections.get(i);
            boolean condition = SectionCompiler.isCondition(section);
            boolean useful = condition || !section.nested().isEmpty();
            if (!useful || condition && !apply || !section.matches().test(request, subject)) {
                continue;
            }
            if (condition) {
                merged = merged.plus(section);
            }
            FilePath file = request.file();
            String inner = file == null ? "" : name(file.text());
            merged = nestedConditions(merged, section.nested(), request, inner, true);
        }
        return merged;
    }

    /// The directory a file lies in, or the directory that was asked for, with a slash at the end.
    private static String directory(Request request, String file) {
        var status = request.fileStatus();
        if (status != null && status.isDirectory()) {
            return file.endsWith("/") ? file : file.concat("/");
        }
        return file.substring(0, file.lastIndexOf('/') + 1);
    }

    private static String name(String file) {
        return file.substring(file.lastIndexOf('/') + 1);
    }
}
