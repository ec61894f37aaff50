package muster.core.http1;

import muster.core.HttpStrictness;
import muster.core.ServerSettings;
import muster.core.VirtualHost;
import muster.http.HeadLimits;
import muster.http.ProtocolOptions;

/// What request heads of one virtual host are held to.
record HeadRules(ProtocolOptions options, HeadLimits limits) {
    static HeadRules of(VirtualHost host) {
        HttpStrictness strictness = host.settings().get(ServerSettings.HTTP_PROTOCOL_OPTIONS);
        return new HeadRules(
                new ProtocolOptions(strictness.strict(), strictness.registeredMethods(), strictness.allow09()),
                new HeadLimits(
                        host.settings().get(ServerSettings.LIMIT_REQUEST_LINE),
                        host.settings().get(ServerSettings.LIMIT_REQUEST_FIELDS),
                        host.settings().get(ServerSettings.LIMIT_REQUEST_FIELD_SIZE)));
    }
}
