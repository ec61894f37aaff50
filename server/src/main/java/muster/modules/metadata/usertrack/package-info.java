/// mod_usertrack: a cookie that tells a visitor's requests from others' in the logs.
@NullMarked
package muster.modules.metadata.usertrack;

import org.jspecify.annotations.NullMarked;
