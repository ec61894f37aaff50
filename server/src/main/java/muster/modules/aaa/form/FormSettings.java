package muster.modules.aaa.form;

import java.util.EnumMap;
import java.util.Map;
import muster.config.ConfigSlot;
import muster.core.RequestText;
import muster.modules.aaa.authn.ProviderList;
import org.jspecify.annotations.Nullable;

/// What the directives of mod_auth_form say; null where nothing is said.
///
/// @param names of the form's fields, where they aren't the usual ones
/// @param locations where browsers are sent
/// @param site AuthFormSitePassphrase
/// @param size bytes that a form may have
record FormSettings(
        ProviderList providers,
        Map<Field, String> names,
        Map<Place, RequestText> locations,
        @Nullable String site,
        @Nullable Long size,
        @Nullable Boolean authoritative,
        @Nullable Boolean fakesBasic,
        @Nullable Boolean storable) {
    /// What a login form says.
    enum Field {
        USERNAME("httpd_username"),
        PASSWORD("httpd_password"),
        LOCATION("httpd_location"),
        METHOD("httpd_method"),
        MIMETYPE("httpd_mimetype"),
        BODY("httpd_body");

        private final String usual;

        Field(String usual) {
            this.usual = usual;
        }
    }

    enum Place {
        LOGIN_REQUIRED,
        LOGIN_SUCCESS,
        LOGOUT
    }

    private static final long USUAL_SIZE = 8192;

    static final FormSettings UNSET =
            new FormSettings(ProviderList.UNSET, Map.of(), Map.of(), null, null, null, null, null);

    static final ConfigSlot<FormSettings> SLOT = ConfigSlot.directory("AuthFormProvider", UNSET, FormSettings::merge);

    static FormSettings of(ProviderList providers) {
        return new FormSettings(providers, Map.of(), Map.of(), null, null, null, null, null);
    }

    static FormSettings of(Field field, String name) {
        return new FormSettings(ProviderList.UNSET, Map.of(field, name), Map.of(), null, null, null, null, null);
    }

    static FormSettings of(Place place, RequestText url) {
        return new FormSettings(ProviderList.UNSET, Map.of(), Map.of(place, url), null, null, null, null, null);
    }

    static FormSettings site(String passphrase) {
        return new FormSettings(ProviderList.UNSET, Map.of(), Map.of(), passphrase, null, null, null, null);
    }

    static FormSettings size(long bytes) {
        return new FormSettings(ProviderList.UNSET, Map.of(), Map.of(), null, bytes, null, null, null);
    }

    static FormSettings authoritative(boolean on) {
        return new FormSettings(ProviderList.UNSET, Map.of(), Map.of(), null, null, on, null, null);
    }

    static FormSettings fakesBasic(boolean on) {
        return new FormSettings(ProviderList.UNSET, Map.of(), Map.of(), null, null, null, on, null);
    }

    static FormSettings storable(boolean on) {
        return new FormSettings(ProviderList.UNSET, Map.of(), Map.of(), null, null, null, null, on);
    }

    static FormSettings merge(FormSettings outer, FormSettings inner) {
        return new FormSettings(
                inner.providers.or(outer.providers),
                together(Field.class, outer.names, inner.names),
                together(Place.class, outer.locations, inner.locations),
                inner.site == null ? outer.site : inner.site,
                inner.size == null ? outer.size : inner.size,
                inner.authoritative == null ? outer.authoritative : inner.authoritative,
                inner.fakesBasic == null ? outer.fakesBasic : inner.fakesBasic,
                inner.storable == null ? outer.storable : inner.storable);
    }

    private static <K extends Enum<K>, V> Map<K, V> together(Class<K> keys, Map<K, V> outer, Map<K, V> inner) {
        var all = new EnumMap<K, V>(keys);
        all.putAll(outer);
        all.putAll(inner);
        return all;
    }

    FormSettings and(FormSettings line) {
        return merge(this, line);
    }

    String name(Field field) {
        return names.getOrDefault(field, field.usual);
    }

    long mostBytes() {
        return size == null ? USUAL_SIZE : size;
    }
}
