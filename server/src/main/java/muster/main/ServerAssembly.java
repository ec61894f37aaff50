package muster.main;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import muster.child.ChildHeader;
import muster.child.Serving;
import muster.config.ConfigException;
import muster.config.ConfigReader;
import muster.config.ConfigSource;
import muster.config.ConfigTree;
import muster.config.Snapshot;
import muster.config.Warning;
import muster.core.AccessFileReader;
import muster.core.DiskAccessFiles;
import muster.core.GenerationLogs;
import muster.core.Module;
import muster.core.PhasedProcessor;
import muster.core.Registry;
import muster.core.Renewable;
import muster.core.SectionWalk;
import muster.core.ServerCompiler;
import muster.core.http1.HttpConnections;
import muster.io.KernelNotices;
import muster.io.PosixFileSystem;
import muster.io.SharedProgram;
import muster.io.Stop;
import muster.log.Log;
import muster.log.LogFiles;
import muster.log.LogTarget;
import muster.mpm.Mpm;
import muster.mpm.Rehearsal;
import muster.scoreboard.ServerSnapshot;

/// Puts a server together from its configuration. The parent and its children do it in the same way: the parent from the files,
/// to know what to open and to start; a child from the parent's snapshot, to serve.
final class ServerAssembly {
    private static final int TOO_MANY_MPMS = 534;

    private ServerAssembly() {}

    /// A configuration, read and compiled.
    ///
    /// @param mpmReason why this MPM, where the configuration names none; empty otherwise
    record Assembled(ConfigTree tree, LoadedModules modules, ServerCompiler.Compiled compiled, Mpm mpm, String mpmReason) {}

    /// @param warned told what the operator should know, even if an error follows
    /// @throws ConfigException if it is wrong
    static Assembled assemble(ConfigSource source, Consumer<Warning> warned) throws ConfigException {
        var modules = new LoadedModules();
        ConfigTree tree = ConfigReader.read(source, modules, warned);
        String reason = chooseMpm(modules);
        ServerCompiler.Compiled compiled = ServerCompiler.compile(tree, source, modules, modules.registry(), warned);
        modules.registry().look(compiled, source, warned);
        return new Assembled(tree, modules, compiled, modules.chosenMpms().getFirst(), reason);
    }

    private static String chooseMpm(LoadedModules modules) throws ConfigException {
        List<Mpm> chosen = modules.chosenMpms();
        if (chosen.size() > 1) {
            List<String> names = chosen.stream().map(mpm -> "mpm_" + mpm.name() + "_module").toList();
            throw new ConfigException(
                    TOO_MANY_MPMS,
                    "Configuration error: More than one MPM loaded.\nKeep one of these LoadModule lines and remove the others: "
                            + String.join(", ", names));
        }
        if (!chosen.isEmpty()) {
            return "";
        }
        List<String> names = modules.registry().modules().stream().map(Module::name).toList();
        MpmChoice choice = MpmChoice.of(MpmChoice.Machine.here(), names);
        modules.choose(choice.mpm());
        return choice.why();
    }

    /// A child's side: the same configuration from the parent's snapshot, and the log descriptors the parent opened.
    static Serving serving(byte[] snapshot, ChildHeader header, ServerSnapshot.Source status, Stop stop)
            throws ConfigException, IOException {
        var source = Snapshot.of(snapshot, header::shared);
        Assembled assembled = assemble(source, _ -> {});
        AssembledServer server = server(source, assembled, header::logDescriptor, header.generation(), status);
        List<SharedProgram> programs = assembled.compiled().wantedPrograms();
        for (int i = 0; i < programs.size(); i++) {
            programs.get(i).connect(header.programDescriptor(i));
        }
        LoadedModules modules = assembled.modules();
        return new Serving(
                server,
                new HttpConnections(server, stop, modules.registry()),
                assembled.mpm(),
                server.requestTail(),
                new Rehearsal(new RehearsalStage(modules.registry().modules()), RehearsalStage.PATH, stop),
                newer -> renew(newer, header, modules.registry(), server.logs().serverLog()));
    }

    /// Takes newer certificates over in a child.
    private static void renew(byte[] snapshot, ChildHeader header, Registry registry, Log log) {
        Renewable renewable = registry.provider(Renewable.class, Renewable.NAME);
        if (renewable == null) {
            return;
        }
        try {
            renewable.renew(Snapshot.of(snapshot, header::shared));
        } catch (IOException | RuntimeException failed) {
            log.error("ssl", 60114, "certificates that were replaced can't be used: " + failed);
        }
    }

    /// @param logDescriptors the descriptor of each log, by its place among the configuration's targets
    static AssembledServer server(
            ConfigSource source,
            Assembled assembled,
            IntUnaryOperator logDescriptors,
            int generation,
            ServerSnapshot.Source status) {
        var compiled = assembled.compiled();
        List<LogTarget> targets = GenerationLogs.targets(compiled.mainHost(), compiled.virtualHosts());
        int[] descriptors = IntStream.range(0, targets.size()).map(logDescriptors).toArray();
        var files = new PosixFileSystem();
        var logs = new GenerationLogs(compiled.mainHost(), compiled.virtualHosts(), LogFiles.adopt(targets, descriptors));
        LoadedModules modules = assembled.modules();
        var reader = new AccessFileReader(
                assembled.tree(), source.options(), modules, modules.registry(), compiled.patterns());
        var walk = new SectionWalk(compiled.mainHost(), compiled.virtualHosts(), new DiskAccessFiles(files, new KernelNotices(files), reader));
        var processor = new PhasedProcessor(modules.registry(), walk, files);
        return new AssembledServer(assembled, logs, files, processor, generation, status);
    }
}
