package muster.modules.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Where pass phrases of encrypted keys come from: a program that is asked for each. The server has no terminal to ask at, since it
/// must be able to start alone.
///
/// @param program its path; empty for the dialog at the terminal
/// @param piped whether one program is told prompts and answers with lines (`|program`); else it is run for each key
record PassPhraseDialog(String program, boolean piped) {
    static final PassPhraseDialog BUILT_IN = new PassPhraseDialog("", false);

    private static final int PATIENCE_SECONDS = 60;

    /// Runs the program. It prints the pass phrase on a line.
    /// @param host `name:port` of the virtual host
    /// @param key `RSA`, `EC`..., or the key's number within its host
    String ask(String host, String key) throws IOException {
        if (program.isEmpty()) {
            throw new IOException("the key is encrypted, and SSLPassPhraseDialog names no program to ask for its pass phrase");
        }
        List<String> command = piped ? List.of("/bin/sh", "-c", program) : List.of(program, host, key);
        Process asked = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (var in = asked.getOutputStream()) {
            if (piped) {
                in.write(("Enter pass phrase for " + host + " (" + key + "):\n").getBytes(StandardCharsets.ISO_8859_1));
            }
        } catch (IOException deaf) {
            // It answers without having been told.
        }
        String answer;
        try (var out = asked.inputReader(StandardCharsets.ISO_8859_1)) {
            answer = out.readLine();
        }
        try {
            if (!asked.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                asked.destroyForcibly();
                throw new IOException("the pass phrase dialog " + program + " doesn't end");
            }
        } catch (InterruptedException unexpected) {
            throw new IOException("interrupted while asking for a pass phrase", unexpected);
        }
        if (answer == null || answer.isEmpty()) {
            throw new IOException("the pass phrase dialog " + program + " gave no pass phrase");
        }
        return answer;
    }
}
