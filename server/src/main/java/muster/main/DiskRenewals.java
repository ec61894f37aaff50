package muster.main;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import muster.config.ConfigException;
import muster.config.DiskSource;
import muster.core.Renewable;
import muster.parent.Renewals;
import org.jspecify.annotations.Nullable;

/// Looks after the certificates and keys of a generation on the disk.
///
/// A change counts when it has lasted from one look to the next: a certificate and its key are two files, and somebody may be in the
/// middle of replacing them.
final class DiskRenewals implements Renewals {
    /// How long keys of session tickets are used.
    private static final long SECRETS_LIVE_NANOS = TimeUnit.HOURS.toNanos(12);

    private final Renewable renewable;
    private DiskSource source;
    private Map<String, String> used;
    private Map<String, String> seen;
    private long secretsSince = System.nanoTime();

    private DiskRenewals(Renewable renewable, DiskSource source) {
        this.renewable = renewable;
        this.source = source;
        this.used = states(renewable.files());
        this.seen = used;
    }

    /// @param renewable null if no module has anything to renew
    static Renewals of(@Nullable Renewable renewable, DiskSource source) {
        boolean any = renewable != null && (!renewable.files().isEmpty() || !renewable.secrets().isEmpty());
        return any ? new DiskRenewals(renewable, source) : NONE;
    }

    @Override
    public byte @Nullable [] look(Consumer<String> said) {
        Map<String, String> now = states(renewable.files());
        boolean lasting = now.equals(seen);
        seen = now;
        boolean files = lasting && !now.equals(used);
        boolean secrets = System.nanoTime() - secretsSince > SECRETS_LIVE_NANOS;
        if (!files && !secrets) {
            return null;
        }
        used = now;
        DiskSource newer = source.renewed(files ? renewable.files() : List.of(), secrets ? renewable.secrets() : List.of());
        if (secrets) {
            secretsSince = System.nanoTime();
        }
        try {
            renewable.check(newer);
        } catch (ConfigException wrong) {
            said.accept("what was replaced can't be used, the certificates and keys there were stay in use: "
                    + (wrong.position() == null ? "" : wrong.position() + ": ") + String.valueOf(wrong.getMessage()).replace('\n', ' '));
            return null;
        }
        source = newer;
        return newer.snapshot().toBytes();
    }

    /// What tells one state of a file from another.
    private static Map<String, String> states(Collection<String> files) {
        var states = new TreeMap<String, String>();
        for (String file : files) {
            states.put(file, state(file));
        }
        return states;
    }

    private static String state(String file) {
        try {
            var attributes = Files.readAttributes(Path.of(file), BasicFileAttributes.class);
            return attributes.lastModifiedTime() + " " + attributes.size() + " " + attributes.fileKey();
        } catch (IOException | RuntimeException gone) {
            return "gone";
        }
    }
}
