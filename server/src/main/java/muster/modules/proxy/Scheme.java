package muster.modules.proxy;

import java.io.IOException;
import muster.core.Request;
import muster.core.Verdict;
import muster.http.HttpException;

/// How requests are handed to backends of one scheme: `fcgi`. A module offers it as a provider under the scheme's name.
public interface Scheme {
    int defaultPort();

    /// Whether connections to backends that the configuration knows are kept where their options don't say.
    default boolean reusesConnections() {
        return false;
    }

    /// What is asked of the backend, as `REQUEST_FILENAME` shows it from now on; what of its path is path info goes into the request.
    ///
    /// @param path of the backend's URL
    /// @param asIs whether the path is spelled as it is to be sent; otherwise it is to be percent-encoded
    Target canonical(Request request, Target target, boolean asIs) throws HttpException;

    /// Answers a request from a backend.
    Verdict serve(Request request, Target target, Backend backend) throws HttpException, IOException;
}
