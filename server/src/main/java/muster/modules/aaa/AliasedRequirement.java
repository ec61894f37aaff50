package muster.modules.aaa;

import java.io.IOException;
import muster.config.Settings;
import muster.core.Authorization;
import muster.core.Request;
import muster.core.Requirement;
import muster.http.HttpException;

/// What `<AuthzProviderAlias>` makes: a requirement that is judged as if the section's directives stood where it is used.
record AliasedRequirement(Requirement requirement, Settings section) implements Requirement {
    @Override
    public Authorization check(Request request) throws HttpException, IOException {
        Settings own = request.settings();
        request.settings(own.plus(section));
        try {
            return requirement.check(request);
        } finally {
            request.settings(own);
        }
    }
}
