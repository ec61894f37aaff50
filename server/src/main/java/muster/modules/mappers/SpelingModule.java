package muster.modules.mappers;

import java.io.IOException;
import java.util.List;
import muster.config.ConfigSlot;
import muster.config.DirectiveType;
import muster.config.DirectiveType.Takes;
import muster.config.OverrideClass;
import muster.core.FilePath;
import muster.core.Hook;
import muster.core.Html;
import muster.core.Module;
import muster.core.Phase;
import muster.core.Registry;
import muster.core.Request;
import muster.core.ServerNames;
import muster.core.Verdict;
import muster.http.HttpException;
import muster.http.UriEscape;
import muster.modules.mappers.Misspelling.Candidate;
import org.jspecify.annotations.Nullable;

import static muster.config.Context.DIRECTORY;
import static muster.config.Context.SERVER;
import static muster.config.Context.VIRTUAL_HOST;

/// mod_speling: a file that isn't there may only be misspelled.
public final class SpelingModule implements Module {
    private static final int MOVED_PERMANENTLY = 301;
    private static final int MULTIPLE_CHOICES = 300;

    /// What a section says, all of it in place of what is said further out.
    ///
    /// @param on CheckSpelling
    /// @param caseOnly CheckCaseOnly
    /// @param baseNames CheckBasenameMatch
    record Spelling(boolean on, boolean caseOnly, boolean baseNames) {
        static final Spelling UNSET = new Spelling(false, false, true);
    }

    private static final ConfigSlot<Spelling> SLOT = ConfigSlot.directoryValue("CheckSpelling", Spelling.UNSET);

    @Override
    public String name() {
        return "speling_module";
    }

    @Override
    public String file() {
        return "mod_speling.c";
    }

    @Override
    public void register(Registry registry) {
        registry.directive(flag("CheckSpelling", "whether or not to fix miscapitalized/misspelled requests")
                .sets(SLOT, (before, words) -> new Spelling(words.flag(0), before.caseOnly, before.baseNames)));
        registry.directive(flag("CheckCaseOnly", "whether or not to fix only miscapitalized requests")
                .sets(SLOT, (before, words) -> new Spelling(before.on, words.flag(0), before.baseNames)));
        registry.directive(flag("CheckBasenameMatch", "whether or not to fix files with the same base name")
                .sets(SLOT, (before, words) -> new Spelling(before.on, before.caseOnly, words.flag(0))));
        registry.hook(Phase.FIXUPS, Hook.Place.LAST, SpelingModule::check);
    }

    private static DirectiveType.Builder flag(String name, String meaning) {
        return DirectiveType.named(name)
                .in(SERVER, VIRTUAL_HOST, DIRECTORY)
                .htaccess(OverrideClass.OPTIONS)
                .takes(Takes.FLAG)
                .means(meaning);
    }

    private static Verdict check(Request request) throws HttpException, IOException {
        Spelling spelling = request.get(SLOT);
        FilePath file = request.file();
        boolean lost = spelling.on
                && request.isGet()
                && request.fileStatus() == null
                && file != null
                && file.text().indexOf('/') >= 0
                && request.main() == null
                && !request.path().text().equals("/");
        if (!lost) {
            return Verdict.DECLINED;
        }
        int slash = file.text().lastIndexOf('/');
        String wanted = file.text().substring(slash + 1);
        String url = request.path().text();
        String tail = wanted + request.pathInfo();
        if (!url.endsWith(tail)) {
            return Verdict.DECLINED; // the URL leads here some other way
        }
        List<Candidate> candidates = Misspelling.find(
                request.server().files(), file.text().substring(0, slash), wanted, spelling.caseOnly, spelling.baseNames);
        if (candidates.isEmpty()) {
            return Verdict.OK;
        }
        suggest(request, url.substring(0, url.length() - tail.length()), candidates);
        return Verdict.OK;
    }

    /// One that is clearly meant is the answer; otherwise the client gets the list.
    private static void suggest(Request request, String folder, List<Candidate> candidates) throws HttpException {
        Candidate best = candidates.getFirst();
        boolean clear = candidates.size() == 1 || best.likeness() != candidates.get(1).likeness();
        String url = request.path().text();
        String referrer = request.header("Referer");
        if (best.likeness() != Misspelling.Likeness.COMMON_BASENAME && clear) {
            String fixed = UriEscape.path(folder + best.name() + request.pathInfo());
            if (request.query() != null) {
                fixed += "?" + request.query();
            }
            request.response().headers().set("Location", ServerNames.url(request, fixed));
            request.log().info("speling", referrer == null ? 3225 : 3224, "Fixed spelling: " + url + " to " + fixed
                    + (referrer == null ? "" : " from " + referrer));
            throw new HttpException(MOVED_PERMANENTLY, "");
        }
        request.notes().set("variant-list", list(request, folder, candidates, referrer));
        variants(request, folder, candidates);
        request.log().info("speling", referrer == null ? 3227 : 3226, "Spelling fix: " + url + ": "
                + candidates.size() + " candidates" + (referrer == null ? "" : " from " + referrer));
        throw new HttpException(MULTIPLE_CHOICES, "");
    }

    private static String url(Request request, String folder, Candidate candidate) {
        String query = request.query();
        return folder + candidate.name() + request.pathInfo() + (query == null ? "" : "?" + query);
    }

    private static void variants(Request request, String folder, List<Candidate> candidates) {
        String all = String.join(",", candidates.stream()
                .map(one -> "\"" + UriEscape.path(url(request, folder, one)) + "\";\"" + one.likeness().words() + "\"")
                .toList());
        String before = request.environment().get("VARIANTS");
        request.environment().set("VARIANTS", before == null ? all : before + ", " + all);
    }

    private static String list(Request request, String folder, List<Candidate> candidates, @Nullable String referrer) {
        var page = new StringBuilder("The document name you requested (<code>");
        page.append(Html.escape(request.path().text()));
        page.append("</code>) could not be found on this server.\nHowever, we found documents with names similar to the one")
                .append(" you requested.<p>Available documents:\n<ul>\n");
        for (int i = 0; i < candidates.size(); i++) {
            Candidate one = candidates.get(i);
            String url = url(request, folder, one);
            page.append("<li><a href=\"").append(UriEscape.path(url)).append("\">").append(Html.escape(url));
            page.append("</a> (").append(one.likeness().words()).append(")\n");
            boolean lastClose = i > 0
                    && i < candidates.size() - 1
                    && one.likeness() != Misspelling.Likeness.COMMON_BASENAME
                    && candidates.get(i + 1).likeness() == Misspelling.Likeness.COMMON_BASENAME;
            if (lastClose) {
                page.append("</ul>\nFurthermore, the following related documents were found:\n<ul>\n");
            }
        }
        page.append("</ul>\n");
        if (referrer != null) {
            page.append("Please consider informing the owner of the referring page <tt>").append(Html.escape(referrer));
            page.append("</tt> about the broken link.\n");
        }
        return page.toString();
    }
}
