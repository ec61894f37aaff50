package muster.modules.aaa;

import java.io.IOException;
import muster.core.RemoteHost;
import muster.core.Request;
import muster.core.Subnet;

/// One word after `Allow from` or `Deny from`.
sealed interface Origin {
    boolean covers(Request request) throws IOException;

    /// `all`.
    record Everybody() implements Origin {
        @Override
        public boolean covers(Request request) {
            return true;
        }
    }

    /// `env=NAME`, `env=!NAME`.
    record Variable(String name, boolean set) implements Origin {
        @Override
        public boolean covers(Request request) {
            return request.environment().has(name) == set;
        }
    }

    record Addresses(Subnet subnet) implements Origin {
        @Override
        public boolean covers(Request request) {
            return subnet.contains(request.client());
        }
    }

    /// A host name or the end of one, lower case: it must be the verified name of the client.
    record Domain(String name) implements Origin {
        @Override
        public boolean covers(Request request) throws IOException {
            String found = RemoteHost.verifiedName(request);
            return found != null && AuthzHostModule.inDomain(name, found);
        }
    }
}
