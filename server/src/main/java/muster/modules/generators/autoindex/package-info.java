/// mod_autoindex: a page that lists a folder. [muster.modules.generators.autoindex.FolderScan] finds what may be seen,
/// [muster.modules.generators.autoindex.EntryOrder] sorts it, [muster.modules.generators.autoindex.Listing] writes it in one of
/// three shapes, and [muster.modules.generators.autoindex.PageFrame] puts head and tail around it.
@NullMarked
package muster.modules.generators.autoindex;

import org.jspecify.annotations.NullMarked;
