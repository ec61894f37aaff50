/// The command line: what `muster` and `httpd` take, what they print, and the one place where everything is put together.
///
/// [Main] dispatches, [BuiltInModules] lists every module there is, [ServerAssembly] makes a server from a configuration.
/// Formats and exit codes are httpd's, since other programs read them.
@NullMarked
package muster.main;

import org.jspecify.annotations.NullMarked;
