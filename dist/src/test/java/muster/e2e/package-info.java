/// End-to-end tests: they start the built server with the commands a user would give, and talk to it in bytes.
///
/// [TestServer] is a server in a folder of its own, Muster or Apache httpd; [Wire] is the client; [Await] waits for
/// conditions. With `-Dmuster.e2e.program=APACHE` the same classes run against Apache httpd, which shows that a test asks for
/// what httpd does.
@NullMarked
package muster.e2e;

import org.jspecify.annotations.NullMarked;
