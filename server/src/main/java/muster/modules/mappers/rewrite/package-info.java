/// mod_rewrite: rules that change what a request asks for, by patterns.
///
/// [RewriteModule] is the entrance. While the configuration is read, [RewriteDirectives] compiles lines to [Rule]s and [Condition]s and
/// files them in [RewriteSettings]. A request meets rules at two places: [HostRewrite] applies those of its host before the URL is
/// mapped, [DirectoryRewrite] those of the innermost section or `.htaccess` file when all settings are known. Both run the rules by a
/// [Rewriting], which holds the text while it changes.
///
/// What must stay true: while rules run there is one text, as in httpd; but what comes of it is a URL path, a file path, a
/// URL to redirect to or a URL for the proxy, each made in one place and never taken for another.
@NullMarked
package muster.modules.mappers.rewrite;

import org.jspecify.annotations.NullMarked;
