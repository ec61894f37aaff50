package muster.modules.aaa.authn;

import static muster.config.Context.DIRECTORY;
import static muster.config.OverrideClass.AUTH_CONFIG;

import java.io.IOException;
import muster.config.ConfigSlot;
import muster.config.DirectiveType;
import muster.config.DirectiveType.Takes;
import muster.core.Module;
import muster.core.Registry;
import muster.core.Request;
import muster.http.HttpException;
import muster.io.FileSystem;
import muster.log.LogLevel;
import muster.modules.aaa.ParsedFiles;
import org.jspecify.annotations.Nullable;

/// mod_authn_file: users and passwords in a text file.
public final class AuthnFileModule implements Module {
    /// `AuthUserFile`; empty where nothing is said.
    static final ConfigSlot<String> USER_FILE = ConfigSlot.directoryValue("AuthUserFile", "");

    private static final String SHORT_NAME = "authn_file";

    @Override
    public String name() {
        return "authn_file_module";
    }

    @Override
    public String file() {
        return "mod_authn_file.c";
    }

    @Override
    public void register(Registry registry) {
        registry.directive(DirectiveType.named("AuthUserFile")
                .in(DIRECTORY)
                .htaccess(AUTH_CONFIG)
                .takes(Takes.ONE)
                .means("text file containing user IDs and passwords")
                .sets(USER_FILE, (_, line) -> line.path(0)));
        var provider = new Provider();
        registry.provider(AuthnProvider.class, "file", provider);
        registry.configured((_, source, _) -> provider.checks.start(source));
    }

    private static final class Provider implements AuthnProvider {
        private final ParsedFiles<PasswordFile> files = new ParsedFiles<>(PasswordFile::parse);
        private final PasswordChecks checks = new PasswordChecks(SHORT_NAME);

        @Override
        public Answer checkPassword(Request request, String user, String password)
                throws HttpException, IOException {
            PasswordFile file = open(request, 1619);
            if (file == null) {
                return Answer.ERROR;
            }
            String hash = file.hash(user);
            return hash == null
                    ? Answer.USER_NOT_FOUND
                    : checks.check(request, user, password, hash, request.get(USER_FILE));
        }

        @Override
        public boolean knowsRealms() {
            return true;
        }

        @Override
        public RealmHash realmHash(Request request, String user, String realm) {
            PasswordFile file = open(request, 1621);
            if (file == null) {
                return RealmHash.without(Answer.ERROR);
            }
            String hash = file.hash(user, realm);
            return hash == null ? RealmHash.without(Answer.USER_NOT_FOUND) : RealmHash.of(hash);
        }

        /// @param number of the message that no file is named; the next one's is that it can't be read
        private @Nullable PasswordFile open(Request request, int number) {
            String path = request.get(USER_FILE);
            if (path.isEmpty()) {
                request.log().error(SHORT_NAME, number, "AuthUserFile not specified in the configuration");
                return null;
            }
            try {
                return files.get(request, path);
            } catch (IOException failure) {
                String message = "Could not open password file: " + path;
                request.log()
                        .writeFailure(LogLevel.ERROR, SHORT_NAME, number + 1, FileSystem.errno(failure), message);
                return null;
            }
        }
    }
}
