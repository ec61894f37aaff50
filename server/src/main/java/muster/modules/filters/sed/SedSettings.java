package muster.modules.filters.sed;

/// What a section says. The innermost that says anything says everything, as in httpd.
record SedSettings(Script output, Script input) {
    static final SedSettings NONE = new SedSettings(Script.NONE, Script.NONE);
}
