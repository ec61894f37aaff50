package muster.modules.generators.autoindex;

/// IndexOrderDefault: what pages are sorted by where the client doesn't choose.
///
/// @param key see [IndexQuery]
/// @param direction see [IndexQuery]
record IndexOrder(char key, char direction) {
    static final IndexOrder UNSET = new IndexOrder('N', 'A');
}
