package muster.modules.aaa.authn;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import muster.config.Arguments;
import muster.config.ConfigException;
import muster.core.Registry;
import muster.core.Request;
import muster.http.HttpException;
import muster.modules.aaa.authn.AuthnProvider.Answer;
import muster.modules.aaa.authn.AuthnProvider.RealmHash;
import org.jspecify.annotations.Nullable;

/// `AuthBasicProvider` and its like: the providers that are asked one after another until one knows the user. Without such a line that is
/// the one named `file`.
public record ProviderList(List<Named> providers) {
    private static final String DEFAULT = "file";

    /// A provider, and what the configuration calls it.
    public record Named(String name, AuthnProvider provider) {}

    /// Nothing said.
    public static final ProviderList UNSET = new ProviderList(List.of());

    /// With the provider that a directive's word names.
    /// @param kind of authentication, for the complaint: `Digest`
    public ProviderList plus(Arguments line, Registry registry, boolean realms, String kind) throws ConfigException {
        String name = line.text(0);
        AuthnProvider provider = registry.provider(AuthnProvider.class, name);
        if (provider == null) {
            throw line.wrong("Unknown Authn provider: " + name);
        }
        if (realms && !provider.knowsRealms()) {
            throw line.wrong("The '" + name + "' Authn provider doesn't support " + kind + " Authentication");
        }
        var more = new ArrayList<>(providers);
        more.add(new Named(name, provider));
        return new ProviderList(List.copyOf(more));
    }

    /// An inner section's list replaces an outer one's.
    public ProviderList or(ProviderList outer) {
        return providers.isEmpty() ? outer : this;
    }

    /// Those to ask; null if nothing is said and there is no provider of the usual name.
    public @Nullable List<Named> orDefault(Registry registry) {
        if (!providers.isEmpty()) {
            return providers;
        }
        AuthnProvider usual = registry.provider(AuthnProvider.class, DEFAULT);
        return usual == null ? null : List.of(new Named(DEFAULT, usual));
    }

    /// What the first provider that knows the user says of his password.
    public static Answer check(List<Named> providers, Request request, String user, String password)
            throws HttpException, IOException {
        for (Named one : providers) {
            Answer answer = one.provider.checkPassword(request, user, password);
            if (answer != Answer.USER_NOT_FOUND) {
                return answer;
            }
        }
        return Answer.USER_NOT_FOUND;
    }

    /// As [#check], for the hash of a user's password.
    public static RealmHash realmHash(List<Named> providers, Request request, String user, String realm)
            throws HttpException, IOException {
        for (Named one : providers) {
            RealmHash answer = one.provider.realmHash(request, user, realm);
            if (answer.answer() != Answer.USER_NOT_FOUND) {
                return answer;
            }
        }
        return RealmHash.without(Answer.USER_NOT_FOUND);
    }
}
