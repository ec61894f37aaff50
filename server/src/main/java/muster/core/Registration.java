package muster.core;

import java.util.List;

/// One hook of one module, as `-D DUMP_HOOKS` lists it.
///
/// @param module the file of the module that brought it: `mod_alias.c`
/// @param order within its place: the load order
/// @param after files of modules whose hooks in the same place come before this one
public record Registration(Phase phase, Hook.Place place, String module, int order, List<String> after, Hook hook) {}
