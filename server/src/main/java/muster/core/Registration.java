package muster.core;

/// One hook of one module, as `-D DUMP_HOOKS` lists it.
///
/// @param module the file of the module that brought it: `mod_alias.c`
/// @param order within its place: the load order
public record Registration(Phase phase, Hook.Place place, String module, int order, Hook hook) {}
