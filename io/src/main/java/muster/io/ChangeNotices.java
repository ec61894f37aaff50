package muster.io;

/// Tells cheaply that nothing has changed: for what would otherwise be asked of the kernel, path by path, for every request.
///
/// Who keeps something that was found out about a path asks for the path to be watched *first*, then looks, and keeps what [#now] said
/// before. As long as it says the same, looking again would find the same. All is noticed that is done to a path by the time the call
/// that does it returns: creation, removal, renaming of the file or a folder on the way, changed links, modes, contents. What the kernel
/// gives no notice of (mounting over a folder, writing through a mapping) holds a moment later.
public interface ChangeNotices {
    /// Nothing is ever watched.
    ChangeNotices NONE = new ChangeNotices() {
        @Override
        public long now() {
            return 0;
        }

        @Override
        public boolean watch(String path) {
            return false;
        }
    };

    /// How many values of [#now] belong together.
    int MOMENTS = 1 << 20;

    /// Moves on when something that is watched may have changed, and every few milliseconds.
    long now();

    /// Watches what a path leads to, whether there is anything yet or not.
    /// @return false if that can't be: look each time
    boolean watch(String path);

    /// Whether just time has passed: all that was watched still is, and has to be looked at again but not watched again.
    static boolean sameWatches(long before, long now) {
        return before / MOMENTS == now / MOMENTS;
    }
}
