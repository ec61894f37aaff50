package muster.modules.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import muster.config.ConfigSlot;
import muster.core.FilePath;
import muster.core.Hook;
import muster.core.Module;
import muster.core.Phase;
import muster.core.Registry;
import muster.core.Request;
import muster.core.Response;
import muster.core.Verdict;
import muster.io.FileStatus;
import muster.modules.http.Extension.Aspect;
import org.jspecify.annotations.Nullable;

/// mod_mime: media type, encoding, language, charset, handler and filters by the extensions of a file's name. `page.html.fr.gz`
/// has three, in any order.
public final class MimeModule implements Module {
    /// The media type of a folder, which is also the name of the handler that lists it.
    public static final String DIRECTORY_TYPE = "httpd/unix-directory";

    static final ConfigSlot<MimeSettings> SETTINGS =
            ConfigSlot.directory("mod_mime", MimeSettings.UNSET, MimeSettings::merge);
    /// TypesConfig. Without it the types of the web itself are known.
    static final ConfigSlot<MimeTypes> TYPES = ConfigSlot.serverValue("TypesConfig", CommonTypes.table());

    @Override
    public String name() {
        return "mime_module";
    }

    @Override
    public String file() {
        return "mod_mime.c";
    }

    @Override
    public void register(Registry registry) {
        MimeDirectives.all().forEach(registry::directive);
        registry.hook(Phase.TYPE_CHECKER, Hook.Place.MIDDLE, MimeModule::findType);
        registry.provider(NameParts.class, NameParts.PROVIDER, MimeModule::unclaimed);
    }

    private static Verdict findType(Request request) {
        FileStatus status = request.fileStatus();
        Response response = request.response();
        if (status != null && status.isDirectory()) {
            response.contentType(DIRECTORY_TYPE);
            return Verdict.OK;
        }
        FilePath file = request.file();
        if (file == null) {
            return Verdict.DECLINED;
        }
        MimeSettings settings = request.get(SETTINGS);
        readExtensions(request, settings, name(request, file, settings));
        TypeText.putCharset(response);
        if (response.contentLanguages().isEmpty() && settings.defaultLanguage() != null) {
            response.contentLanguages(List.of(settings.defaultLanguage()));
        }
        return response.contentType() == null ? Verdict.DECLINED : Verdict.OK;
    }

    private static String name(Request request, FilePath file, MimeSettings settings) {
        return settings.usePathInfo() == Boolean.TRUE ? file.text() + request.pathInfo() : file.text();
    }

    private static void readExtensions(Request request, MimeSettings settings, String path) {
        MimeTypes types = request.host().settings().get(TYPES);
        var name = new FileName(path);
        while (name.hasNext()) {
            String extension = name.extension().toLowerCase(Locale.ROOT);
            apply(request, settings.extensions().get(extension), types, extension);
        }
    }

    private static @Nullable List<String> unclaimed(Request request) {
        FilePath file = request.file();
        if (file == null) {
            return null;
        }
        MimeSettings settings = request.get(SETTINGS);
        MimeTypes types = request.host().settings().get(TYPES);
        return FileName.unclaimed(
                name(request, file, settings), extension -> settings.claims(extension, types.of(extension) != null));
    }

    private static void apply(
            Request request, @Nullable Extension said, MimeTypes types, String extension) {
        String forced = said == null ? null : said.get(Aspect.TYPE);
        String type = forced != null ? forced : types.of(extension);
        if (type != null && !type.isEmpty()) {
            request.response().contentType(type);
        }
        if (said != null) {
            apply(request, said);
        }
    }

    private static void apply(Request request, Extension said) {
        Response response = request.response();
        String charset = said.get(Aspect.CHARSET);
        if (charset != null) {
            response.charset(charset);
        }
        String language = said.get(Aspect.LANGUAGE);
        if (language != null) {
            response.contentLanguages(plus(response.contentLanguages(), language));
        }
        String encoding = said.get(Aspect.ENCODING);
        if (encoding != null) {
            String before = response.contentEncoding();
            response.contentEncoding(before == null ? encoding : before + ", " + encoding);
        }
        String handler = said.get(Aspect.HANDLER);
        if (handler != null) {
            request.handler(handler);
        }
        String filters = said.get(Aspect.OUTPUT_FILTER);
        if (filters != null) {
            MimeSettings.filterNames(filters).forEach(request::insertFilter);
        }
        String inputFilters = said.get(Aspect.INPUT_FILTER);
        if (inputFilters != null) {
            MimeSettings.filterNames(inputFilters).forEach(request::insertInputFilter);
        }
    }

    private static List<String> plus(List<String> tags, String tag) {
        if (tags.isEmpty()) {
            return List.of(tag);
        }
        var more = new ArrayList<>(tags);
        more.add(tag);
        return more;
    }
}
