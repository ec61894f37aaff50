package muster.core;

import java.io.IOException;
import java.net.InetAddress;
import java.util.function.Predicate;
import muster.expr.EvaluationException;
import muster.expr.ExpressionException;
import muster.expr.Vocabulary;
import muster.http.UriEscape;
import muster.io.FileStatus;
import org.jspecify.annotations.Nullable;

/// The operators of expressions that look at files, other URLs and addresses: `-f`, `-U`, `-ipmatch`.
final class RequestOperators {
    private static final int OK = 200;
    private static final int FIRST_REFUSAL = 400;
    private static final int ANY_EXECUTE = 0111;
    private static final int V4_DOTS = 3;

    private RequestOperators() {}

    static void addTo(Vocabulary.Builder<Request> words) {
        words.unary("d", file(FileStatus::isDirectory))
                .unary("e", file(_ -> true))
                .unary("f", file(FileStatus::isFile))
                .unary("s", file(status -> status.isFile() && status.size() > 0))
                .unary("x", file(status -> (status.mode() & ANY_EXECUTE) != 0))
                .unary("L", link())
                .unary("h", link())
                .unary("U", url())
                .unary("A", url())
                .unary("F", Vocabulary.Operator.of((e, _, path) -> fileAllowed(e.subject(), path)))
                .unary("R", right -> {
                    Subnet subnet = subnet("R", right);
                    return (e, _, _) -> subnet.contains(e.subject().client());
                });
        words.binary("ipmatch", right -> {
            Subnet subnet = subnet("ipmatch", right);
            return (_, left, _) -> isIn(subnet, left);
        });
    }

    private static Vocabulary.Operator<Request> file(Predicate<FileStatus> test) {
        return Vocabulary.Operator.of((e, _, path) -> {
            FileStatus status = status(e.subject(), path, false);
            return status != null && test.test(status);
        });
    }

    private static Vocabulary.Operator<Request> link() {
        return Vocabulary.Operator.of((e, _, path) -> {
            FileStatus status = status(e.subject(), path, true);
            return status != null && status.isLink();
        });
    }

    /// What can't be looked at isn't there.
    private static @Nullable FileStatus status(Request request, String path, boolean ofLink) {
        if (path.isEmpty() || path.indexOf('\0') >= 0) {
            return null;
        }
        try {
            var files = request.server().files();
            return ofLink ? files.lstat(path) : files.stat(path);
        } catch (IOException hidden) {
            return null;
        }
    }

    private static Vocabulary.Operator<Request> url() {
        return Vocabulary.Operator.of((e, _, url) -> looked(e.subject(), url).response().status() == OK);
    }

    /// Whether a file is there and a URL leads to it that may be asked for.
    private static boolean fileAllowed(Request request, String path) {
        FileStatus status = status(request, path, false);
        String root = request.documentRoot();
        if (status == null || !path.startsWith(root + "/")) {
            return false;
        }
        Request found = looked(request, UriEscape.path(path.substring(root.length())));
        FilePath file = found.file();
        return file != null && file.text().equals(path) && found.response().status() < FIRST_REFUSAL;
    }

    private static Request looked(Request request, String url) {
        try {
            return request.server().processor().lookUp(request, url);
        } catch (IOException failed) {
            throw new EvaluationException("Subrequest for " + url + " failed: " + failed.getMessage());
        }
    }

    private static Subnet subnet(String operator, @Nullable String constant) throws ExpressionException {
        if (constant == null) {
            throw new ExpressionException("-" + operator + " requires subnet/netmask as constant argument");
        }
        try {
            return Subnet.parse(constant);
        } catch (IllegalArgumentException wrong) {
            throw new ExpressionException("parsing of subnet/netmask failed");
        }
    }

    /// What is no whole address is in no subnet.
    private static boolean isIn(Subnet subnet, String address) {
        boolean whole = address.indexOf(':') >= 0
                || address.chars().filter(c -> c == '.').count() == V4_DOTS;
        if (!whole) {
            return false;
        }
        try {
            return subnet.contains(InetAddress.ofLiteral(address));
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
    }
}
