/// Who is it? Providers that know users (files, anybody), ways to ask them (Basic), and the checking of passwords.
@NullMarked
package muster.modules.aaa.authn;

import org.jspecify.annotations.NullMarked;
