package muster.modules.aaa.authn;

import java.io.IOException;
import muster.config.Settings;
import muster.core.Request;
import muster.http.HttpException;

/// What `<AuthnProviderAlias>` makes: a provider that is asked as if the section's directives stood where it is used.
public record AliasedProvider(AuthnProvider provider, Settings section) implements AuthnProvider {
    @Override
    public Answer checkPassword(Request request, String user, String password) throws HttpException, IOException {
        Settings own = request.settings();
        request.settings(own.plus(section));
        try {
            return provider.checkPassword(request, user, password);
        } finally {
            request.settings(own);
        }
    }

    @Override
    public boolean knowsRealms() {
        return provider.knowsRealms();
    }

    @Override
    public RealmHash realmHash(Request request, String user, String realm) throws HttpException, IOException {
        Settings own = request.settings();
        request.settings(own.plus(section));
        try {
            return provider.realmHash(request, user, realm);
        } finally {
            request.settings(own);
        }
    }
}
