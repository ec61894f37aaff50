package muster.main;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;

/// The run from which the build makes the cache of loaded and linked classes: it goes through what every start needs.
public final class Training {
    private Training() {}

    public static void main(String[] words) {
        var nowhere = new PrintStream(OutputStream.nullOutputStream());
        Installation installation = Installation.fromProperties();
        for (var call : List.of(List.of("-v"), List.of("-l"), List.of("-h"))) {
            System.out.println(call + ": " + Main.run(call, installation, nowhere, nowhere));
        }
    }
}
