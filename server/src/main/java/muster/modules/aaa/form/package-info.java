/// Logging in with a web form: user and password are kept in a session.
@NullMarked
package muster.modules.aaa.form;

import org.jspecify.annotations.NullMarked;
