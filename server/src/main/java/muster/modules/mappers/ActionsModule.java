package muster.modules.mappers;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import muster.config.Arguments;
import muster.config.ConfigException;
import muster.config.ConfigSlot;
import muster.config.DirectiveType;
import muster.config.DirectiveType.Takes;
import muster.config.OverrideClass;
import muster.core.Hook;
import muster.core.Methods;
import muster.core.Module;
import muster.core.Registry;
import muster.core.Request;
import muster.core.Verdict;
import muster.http.HttpException;
import muster.http.UriEscape;
import muster.modules.mappers.ActionSettings.Action;
import org.jspecify.annotations.Nullable;

import static muster.config.Context.DIRECTORY;
import static muster.config.Context.SERVER;
import static muster.config.Context.VIRTUAL_HOST;

/// mod_actions: programs that answer for files of some type, for a handler's name, or for a method.
public final class ActionsModule implements Module {
    private static final int NOT_FOUND = 404;

    private static final ConfigSlot<ActionSettings> SLOT =
            ConfigSlot.directory("Action", ActionSettings.UNSET, ActionSettings::merge);

    @Override
    public String name() {
        return "actions_module";
    }

    @Override
    public String file() {
        return "mod_actions.c";
    }

    @Override
    public void register(Registry registry) {
        registry.directive(DirectiveType.named("Action")
                .in(SERVER, VIRTUAL_HOST, DIRECTORY)
                .htaccess(OverrideClass.FILE_INFO)
                .takes(Takes.TWO_OR_THREE)
                .means("a media type followed by a script name")
                .sets(SLOT, ActionsModule::action));
        registry.directive(DirectiveType.named("Script")
                .in(SERVER, VIRTUAL_HOST, DIRECTORY)
                .takes(Takes.TWO)
                .means("a method followed by a script name")
                .sets(SLOT, ActionsModule::script));
        registry.fallbackHandler(Hook.Place.LAST, ActionsModule::handle);
    }

    private static ActionSettings action(ActionSettings before, Arguments words) throws ConfigException {
        boolean virtual = words.count() == 3;
        if (virtual && !words.text(2).equalsIgnoreCase("virtual")) {
            throw words.wrong("unrecognized option '" + words.text(2) + "'");
        }
        return before.withAction(words.text(0).toLowerCase(Locale.ROOT), new Action(words.text(1), virtual));
    }

    private static ActionSettings script(ActionSettings before, Arguments words) throws ConfigException {
        String method = words.text(0);
        if (method.equals("TRACE")) {
            throw words.wrong("TRACE not allowed for Script");
        }
        return before.withScript(method.equals("HEAD") ? "GET" : method, words.text(1));
    }

    private static Verdict handle(Request request) throws HttpException, IOException {
        ActionSettings settings = request.get(SLOT);
        if (settings == ActionSettings.UNSET) {
            return Verdict.DECLINED;
        }
        settings.scripts().keySet().forEach(method -> request.allowMethods(Methods.bit(method)));
        String script = forMethod(request, settings.scripts());
        if (script != null && request.previous() != null && request.previous().previous() != null) {
            return Verdict.DECLINED; // the program isn't one: it would come back here without end
        }
        String kind = kind(request);
        Action action = kind == null ? null : settings.actions().get(kind.toLowerCase(Locale.ROOT));
        if (action != null) {
            if (!action.virtual() && request.fileStatus() == null) {
                request.log().info("actions", 652, "File does not exist: " + request.file());
                throw new HttpException(NOT_FOUND, "");
            }
            request.environment().set("HANDLER", String.valueOf(kind));
            script = action.script();
        }
        if (script == null) {
            return Verdict.DECLINED;
        }
        String url = script + UriEscape.path(request.path().text());
        request.server().processor().redirectInternally(
                request, request.query() == null ? url : url + "?" + request.query());
        return Verdict.OK;
    }

    /// A script for GET is for requests with a query: all others are for files.
    private static @Nullable String forMethod(Request request, Map<String, String> scripts) {
        if (request.isGet()) {
            return request.query() == null ? null : scripts.get("GET");
        }
        return scripts.get(request.method());
    }

    private static @Nullable String kind(Request request) {
        if (request.handler() != null) {
            return request.handler();
        }
        String type = request.response().contentType();
        int end = type == null ? -1 : type.indexOf(';');
        return type == null || end < 0 ? type : type.substring(0, end).strip();
    }
}
