package muster.main;

import java.io.IOException;
import java.util.List;
import muster.config.ConfigException;
import muster.config.DiskSource;
import muster.config.StartOptions;
import muster.core.GenerationLogs;
import muster.core.Product;
import muster.core.Renewable;
import muster.log.LogFiles;
import muster.log.LogOpenException;
import muster.log.LogPrograms;
import muster.log.LogTarget;
import muster.main.ServerAssembly.Assembled;
import muster.mpm.MpmSizes;
import muster.parent.ConfigurationSource;
import muster.parent.OpenLogs;
import muster.parent.Reading;

/// The configuration as the parent reads it, at start and at each restart.
final class DiskConfiguration implements ConfigurationSource {
    private final StartOptions options;
    private final String command;
    private final LogPrograms programs = new LogPrograms();
    private int errorLog = 2;

    /// @param command its name, for messages
    DiskConfiguration(StartOptions options, String command) {
        this.options = options;
        this.command = command;
    }

    @Override
    public Reading read(int generation) throws ConfigException, IOException {
        var source = new DiskSource(options);
        Assembled assembled = ServerAssembly.assemble(source, _ -> {});
        ConfigurationCheck.run(assembled);
        var main = assembled.compiled().mainHost();
        var hosts = assembled.compiled().virtualHosts();
        List<LogTarget> targets = GenerationLogs.targets(main, hosts);
        LogFiles files = opened(targets, GenerationLogs.errorTargets(main, hosts));
        errorLog = files.output(0).descriptor();
        var logs = new OpenLogs(new GenerationLogs(main, hosts, files), files, programs);
        MpmSizes sizes = MpmSizes.of(main.settings(), assembled.mpm());
        var renewals = DiskRenewals.of(assembled.modules().registry().provider(Renewable.class, Renewable.NAME), source);
        var snapshot = source.snapshot();
        return new Reading(
                snapshot.toBytes(),
                snapshot.sharedBytes(),
                main.settings(),
                assembled.mpm(),
                sizes,
                logs,
                assembled.compiled().wantedPrograms(),
                renewals,
                Product.DESCRIPTION);
    }

    private LogFiles opened(List<LogTarget> targets, List<LogTarget> ofErrors) throws IOException {
        try {
            return LogFiles.open(targets, programs);
        } catch (LogOpenException refused) {
            throw new IOException(refused.report(command, ofErrors.contains(refused.target())), refused);
        }
    }

    /// The descriptor of the main error log of the last reading.
    int errorLog() {
        return errorLog;
    }
}
