package muster.modules.mappers;

import muster.config.Arguments;
import muster.config.ConfigException;
import muster.modules.mappers.AliasSettings.Text;

/// Texts of Alias and Redirect inside a Location.
final class Texts {
    private Texts() {}

    /// @param kind what the text is for, in messages: `alias`, `redirect`
    static Text of(Arguments words, String text, String kind) throws ConfigException {
        if (text.contains("%{")) {
            throw words.wrong("Cannot parse " + kind + " expression '" + text + "'");
        }
        return _ -> text;
    }
}
