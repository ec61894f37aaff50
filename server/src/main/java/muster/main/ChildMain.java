package muster.main;

import muster.child.ChildProcess;

/// Where a child begins.
public final class ChildMain {
    private ChildMain() {}

    public static void main(String[] words) {
        ChildProcess.run(ServerAssembly::serving);
    }
}
