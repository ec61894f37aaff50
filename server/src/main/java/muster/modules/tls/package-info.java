/// mod_ssl: HTTPS, by the system's OpenSSL ([muster.openssl]).
///
/// [HostSecurity] is what the directives of a virtual host come to; [SecureHosts] has all of them and chooses; [SecureLayer] puts TLS
/// under a connection, and a [ClientSession] answers what the library asks about it. Of requests, [RequestChecks] decides,
/// [Variables] tells.
///
/// What must stay true: certificates and keys come from the generation's snapshot and its renewals, never from a file that a child
/// opens.
@NullMarked
package muster.modules.tls;

import org.jspecify.annotations.NullMarked;
