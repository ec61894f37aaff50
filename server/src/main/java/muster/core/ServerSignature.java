package muster.core;

/// The line under pages that the server makes: who made it, and where.
public final class ServerSignature {
    private ServerSignature() {}

    /// HTML by ServerSignature; empty if it is off.
    /// @param before what comes before the line, if there is one
    public static String of(Request request, String before) {
        var wanted = request.get(DirectorySettings.SERVER_SIGNATURE);
        if (wanted == DirectorySettings.Signature.OFF) {
            return "";
        }
        String name = Html.escape(ServerNames.nameForUrl(request));
        if (wanted == DirectorySettings.Signature.EMAIL) {
            String admin = request.host().settings().get(ServerSettings.SERVER_ADMIN);
            name = "<a href=\"mailto:" + Html.escape(admin) + "\">" + name + "</a>";
        }
        return before + "<address>" + request.server().banner() + " Server at " + name + " Port "
                + ServerNames.port(request) + "</address>\n";
    }
}
