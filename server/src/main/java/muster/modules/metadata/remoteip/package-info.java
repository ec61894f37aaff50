/// mod_remoteip: who asks, when a proxy asks for them.
@NullMarked
package muster.modules.metadata.remoteip;

import org.jspecify.annotations.NullMarked;
