package muster.core;

import java.io.IOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import muster.http.HttpException;
import muster.io.FileStatus;
import org.jspecify.annotations.Nullable;

/// Merges the sections that match a request, in httpd's order: Directory from short paths to long with each directory's `.htaccess`,
/// DirectoryMatch, Files, Location, If; the main server's before the virtual host's.
///
/// What the tests compare with httpd: `<Files>` at the top level come before those in a directory; `<Files>` inside `<Files>` or
/// `<If>` never apply; an `<If>` inside an `<If>` comes after all others; a `<Directory>` path also matches a file itself.
public final class SectionWalk implements SettingsWalk {
    private final Map<VirtualHost, Host> hosts = new IdentityHashMap<>();
    private final AccessFiles accessFiles;

    /// What is looked up for one host.
    private record Host(
            MergedSettings root, DirectoryIndex directories, Section[] directoryMatches, Section[] locations) {
        static Host of(VirtualHost host) {
            return new Host(
                    new MergedSettings(host.settings(), host.files(), host.conditions()),
                    new DirectoryIndex(host.directories()),
                    host.directoryMatches().toArray(MergedSettings.NO_SECTIONS),
                    host.locations().toArray(MergedSettings.NO_SECTIONS));
        }
    }

    public SectionWalk(VirtualHost mainHost, List<VirtualHost> others) {
        this(mainHost, others, AccessFiles.NONE);
    }

    public SectionWalk(VirtualHost mainHost, List<VirtualHost> others, AccessFiles accessFiles) {
        this.accessFiles = accessFiles;
        hosts.put(mainHost, Host.of(mainHost));
        for (VirtualHost host : others) {
            hosts.put(host, Host.of(host));
        }
    }

    private Host hostOf(Request request) {
        Host host = hosts.get(request.host());
        if (host == null) {
            throw new IllegalStateException("a host of another generation");
        }
        return host;
    }

    @Override
    public void byUrl(Request request) {
        Host host = hostOf(request);
        MergedSettings merged = all(host.root, host.locations, request, request.path().text());
        conditions(merged, merged.conditions(), request);
    }

    @Override
    public void byFile(Request request) throws HttpException, IOException {
        Host host = hostOf(request);
        MergedSettings merged = host.root;
        FilePath file = request.file();
        if (file != null) {
            merged = directories(merged, host.directories, request, file.text());
            merged = all(merged, host.directoryMatches, request, file.text());
            if (merged.files().length > 0) {
                merged = all(merged, merged.files(), request, name(file.text()));
            }
        }
        for (Section section : request.placeSections()) {
            merged = merged.plus(section);
        }
        merged = all(merged, host.locations, request, request.path().text());
        conditions(merged, merged.conditions(), request);
    }

    /// Goes along the path once. The last name counts as a directory if it is one, and also if it is a file without path info behind
    /// it: so it is in httpd, where `<Directory /a/*>` protects the files in `/a`.
    private MergedSettings directories(MergedSettings from, DirectoryIndex index, Request request, String path)
            throws HttpException, IOException {
        MergedSettings merged = withAccessFile(index.mergeRoot(from), request, path, 0, 0);
        LinkRules links = LinkRules.and(null, 0, options(merged));
        FileStatus status = request.fileStatus();
        boolean directory = status != null && status.isDirectory();
        int hash = 0;
        int depth = 0;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '/' && i > 0 && path.charAt(i - 1) != '/') {
                depth++;
                merged = index.merge(merged, path, i, hash, depth);
                merged = withAccessFile(merged, request, path, i, hash);
                links = LinkRules.and(links, i, options(merged));
            }
            hash = 31 * hash + c;
        }
        boolean last = directory || status != null && request.pathInfo().isEmpty();
        if (last && !path.endsWith("/")) {
            merged = index.merge(merged, path, path.length(), hash, depth + 1);
            merged = directory ? withAccessFile(merged, request, path, path.length(), hash) : merged;
        }
        StorageWalk.checkReached(request);
        request.linkRules(links);
        return merged;
    }

    private static Options options(MergedSettings merged) {
        return merged.settings().get(DirectorySettings.OPTIONS);
    }

    private MergedSettings withAccessFile(MergedSettings merged, Request request, String path, int end, int hash)
            throws HttpException, IOException {
        Overrides allowed = merged.settings().get(DirectorySettings.OVERRIDES);
        if (allowed.none()) {
            return merged;
        }
        AccessFile file = accessFiles.at(request, path, end, hash, allowed);
        return file == null ? merged : file.over(merged);
    }

    private static MergedSettings all(MergedSettings from, Section[] sections, Request request, String subject) {
        MergedSettings merged = from;
        for (Section section : sections) {
            if (section.matches().test(request, subject)) {
                merged = merged.plus(section);
            }
        }
        return merged;
    }

    /// All conditions are looked at before any that is nested in one of them. Each sees what those before it set.
    private static MergedSettings conditions(MergedSettings from, Section[] conditions, Request request) {
        request.settings(from.settings());
        MergedSettings merged = from;
        List<Section> outer = null;
        boolean taken = false;
        for (Section section : conditions) {
            taken &= section.kind() != Section.Kind.IF;
            if (!taken && section.matches().test(request, "")) {
                taken = true;
                merged = merged.plus(section);
                request.settings(merged.settings());
                outer = section.nested().isEmpty() ? outer : and(outer, section);
            }
        }
        if (outer != null) {
            for (Section section : outer) {
                Section[] nested =
                        section.nested().stream().filter(Section::isCondition).toArray(Section[]::new);
                merged = conditions(merged, nested, request);
            }
        }
        return merged;
    }

    private static List<Section> and(@Nullable List<Section> before, Section section) {
        List<Section> all = before == null ? new ArrayList<>() : before;
        all.add(section);
        return all;
    }

    private static String name(String file) {
        return file.substring(file.lastIndexOf('/') + 1);
    }
}
