package muster.modules.aaa.authn;

import muster.config.ConfigSlot;
import muster.core.RequestText;
import org.jspecify.annotations.Nullable;

/// What the directives of mod_auth_basic say; null where nothing is said.
///
/// @param digest whether the providers are asked for what digest authentication keeps
record BasicSettings(
        ProviderList providers, @Nullable Boolean authoritative, @Nullable Fake fake, @Nullable Boolean digest) {
    /// `AuthBasicFake`.
    ///
    /// @param password null with `user` null, for Off
    record Fake(@Nullable RequestText user, @Nullable RequestText password) {
        static final Fake OFF = new Fake(null, null);
    }

    static final BasicSettings UNSET = new BasicSettings(ProviderList.UNSET, null, null, null);

    static final ConfigSlot<BasicSettings> SLOT =
            ConfigSlot.directory("AuthBasicProvider", UNSET, BasicSettings::merge);

    BasicSettings with(ProviderList list) {
        return new BasicSettings(list, authoritative, fake, digest);
    }

    BasicSettings authoritative(boolean on) {
        return new BasicSettings(providers, on, fake, digest);
    }

    BasicSettings with(Fake credentials) {
        return new BasicSettings(providers, authoritative, credentials, digest);
    }

    BasicSettings digest(boolean on) {
        return new BasicSettings(providers, authoritative, fake, on);
    }

    private static BasicSettings merge(BasicSettings outer, BasicSettings inner) {
        return new BasicSettings(
                inner.providers.or(outer.providers),
                inner.authoritative == null ? outer.authoritative : inner.authoritative,
                inner.fake == null ? outer.fake : inner.fake,
                inner.digest == null ? outer.digest : inner.digest);
    }
}
