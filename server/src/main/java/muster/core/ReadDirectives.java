package muster.core;

import java.util.ArrayList;
import java.util.List;
import muster.config.DirectiveType;
import muster.config.DirectiveType.Builder;
import muster.config.DirectiveType.Takes;
import muster.config.OverrideClass;

/// The directives that the reader and the compiler of the configuration carry out themselves: declared here for `-L`, for
/// IfDirective and IfSection, and for the count of their words.
final class ReadDirectives {
    private ReadDirectives() {}

    static List<DirectiveType<?>> all() {
        var all = new ArrayList<DirectiveType<?>>();
        all.addAll(reading());
        all.addAll(conditions());
        all.addAll(sections());
        return all;
    }

    private static List<DirectiveType<?>> reading() {
        return List.of(
                plain(Declare.anywhere("Include")
                        .means("Name(s) of the config file(s) to be included; fails if the wildcard does not match at least"
                                + " one file")),
                plain(Declare.anywhere("IncludeOptional")
                        .means("Name or pattern of the config file(s) to be included; ignored if the file does not exist or"
                                + " the pattern does not match any files")),
                plain(Declare.anywhere("Define")
                        .takes(Takes.ONE_OR_TWO)
                        .means("Define a variable, optionally to a value.  Same as passing -D to the command line.")),
                plain(Declare.anywhere("UnDefine")
                        .means("Undefine the existence of a variable. Undo a Define.")),
                plain(Declare.host("ServerRoot")
                        .means("Common directory of server-related files (logs, confs, etc.)")),
                plain(Declare.global("DefaultRuntimeDir")
                        .means("Common directory for run-time files (shared memory, locks, etc.)")));
    }

    /// mod_so's.
    static List<DirectiveType<?>> loading() {
        return List.of(
                plain(Declare.host("LoadModule")
                        .takes(Takes.TWO)
                        .means("a module name and the name of a shared object file to load it from")),
                plain(Declare.host("LoadFile")
                        .takes(Takes.EACH)
                        .means("shared object file or library to load into the server at runtime")));
    }

    /// mod_version's.
    static List<DirectiveType<?>> version() {
        return List.of(plain(
                Declare.everywhere("<IfVersion").takes(Takes.ONE_TO_THREE).means("a comparison operator, a version (and a delimiter)")));
    }

    private static List<DirectiveType<?>> conditions() {
        return List.of(
                container(Declare.everywhere("<IfModule")
                        .means("Container for directives based on existence of specified modules")),
                container(Declare.everywhere("<IfDefine")
                        .means("Container for directives based on existence of command line defines")),
                container(Declare.everywhere("<IfFile")
                        .means("Container for directives based on existence of files on disk")),
                container(Declare.everywhere("<IfDirective")
                        .means("Container for directives based on existence of named directive")),
                container(Declare.everywhere("<IfSection")
                        .means("Container for directives based on existence of named section")));
    }

    private static List<DirectiveType<?>> sections() {
        return List.of(
                container(Declare.global("<VirtualHost")
                        .means("Container to map directives to a particular virtual host, takes one or more host addresses")),
                container(Declare.host("<Directory")
                        .means("Container for directives affecting resources located in the specified directories")),
                container(Declare.host("<DirectoryMatch")
                        .means("Container for directives affecting resources located in the specified directories")),
                container(Declare.host("<Location")
                        .means("Container for directives affecting resources accessed through the specified URL paths")),
                container(Declare.host("<LocationMatch")
                        .means("Container for directives affecting resources accessed through the specified URL paths")),
                container(Declare.everywhere("<Files")
                        .means("Container for directives affecting files matching specified patterns")),
                container(Declare.everywhere("<FilesMatch")
                        .means("Container for directives affecting files matching specified patterns")),
                container(Declare.everywhere("<If").means("Container for directives to be conditionally applied")),
                container(Declare.everywhere("<ElseIf").means("Container for directives to be conditionally applied")),
                container(Declare.everywhere("<Else").means("Container for directives to be conditionally applied")),
                container(Declare.section("<Limit", OverrideClass.LIMIT, OverrideClass.AUTH_CONFIG)
                        .means("Container for authentication directives when accessed using specified HTTP methods")),
                container(Declare.section("<LimitExcept", OverrideClass.LIMIT, OverrideClass.AUTH_CONFIG)
                        .means("Container for authentication directives to be applied when any HTTP method other than those"
                                + " specified is used to access the resource")));
    }

    private static DirectiveType<?> plain(Builder builder) {
        return builder.sets(Declare.WITHOUT_EFFECT, (before, _) -> before);
    }

    private static DirectiveType<?> container(Builder builder) {
        return plain(builder.takes(Takes.RAW));
    }
}
