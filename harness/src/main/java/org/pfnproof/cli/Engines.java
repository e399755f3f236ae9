package org.pfnproof.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.pfnproof.catalogue.Model.EngineKind;
import org.pfnproof.check.Toolbox;
import org.pfnproof.check.UnusableToolException;
import org.pfnproof.engine.Engine;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.StateGraphs;
import org.pfnproof.engine.agree.PropertyChecker;
import org.pfnproof.engine.agree.VerdictComparison;
import org.pfnproof.engine.alloy.AlloyEngine;
import org.pfnproof.engine.alloy.AlloyPropertyChecker;
import org.pfnproof.engine.child.ChildRunner;
import org.pfnproof.engine.explorer.ExplorerEngine;
import org.pfnproof.engine.explorer.ExplorerPropertyChecker;
import org.pfnproof.engine.explorer.ExploringEngine;
import org.pfnproof.engine.tlc.Canary;
import org.pfnproof.engine.tlc.DistributedTlcEngine;
import org.pfnproof.engine.tlc.Distribution;
import org.pfnproof.engine.tlc.McFiles;
import org.pfnproof.engine.tlc.TlcConformer;
import org.pfnproof.engine.tlc.TlcEngine;
import org.pfnproof.engine.tlc.TlcGraphs;
import org.pfnproof.engine.tlc.TlcJar;
import org.pfnproof.engine.tlc.TlcPropertyChecker;
import org.pfnproof.engine.twin.Conformer;
import org.pfnproof.engine.twin.RegisteredProtocols;
import org.pfnproof.engine.twin.TwinRequest;

/** The real checkers: the one place where they are wired in. */
final class Engines implements ToolboxFactory {

    @Override
    public Toolbox open(Path specs, Optional<Path> tla2tools) throws UnusableToolException {
        try {
            TlcJar jar = tla2tools.isPresent() ? TlcJar.open(tla2tools.get()) : TlcJar.bundled();
            ChildRunner children = ChildRunner.open();
            TlcEngine tlc = new TlcEngine(specs, jar, children);
            return new Checkers(
                    specs,
                    jar,
                    children,
                    tlc,
                    tlc,
                    new AlloyEngine(specs, children),
                    new ExplorerEngine(
                            RegisteredProtocols.class,
                            children,
                            Runtime.getRuntime().availableProcessors()),
                    new TlcConformer(specs, jar, children, RegisteredProtocols.class),
                    new TlcGraphs(specs, jar, children),
                    new VerdictComparison(
                            new TlcPropertyChecker(specs, jar, children),
                            new ExplorerPropertyChecker(RegisteredProtocols.class, children)));
        } catch (TlcJar.NotTlcException e) {
            throw new UnusableToolException(e.problem().toString());
        }
    }

    private record Checkers(
            Path specs,
            TlcJar jar,
            ChildRunner children,
            TlcEngine tlc,
            Engine runner,
            AlloyEngine alloy,
            ExplorerEngine explorer,
            Conformer conformer,
            StateGraphs graphs,
            VerdictComparison verdicts)
            implements Toolbox {

        @Override
        public Engine engine(EngineKind kind) {
            return switch (kind) {
                case TLC -> runner;
                case ALLOY -> alloy;
                case EXPLORER -> explorer;
            };
        }

        @Override
        public PropertyChecker properties(EngineKind kind) {
            return kind == EngineKind.ALLOY ? new AlloyPropertyChecker(alloy) : Toolbox.super.properties(kind);
        }

        @Override
        public Toolbox exploring() {
            // Runs share the machine, so each has one thread.
            ExplorerEngine one = new ExplorerEngine(RegisteredProtocols.class, children, 1);
            Engine either = new ExploringEngine(tlc, one, RegisteredProtocols.class);
            return new Checkers(specs, jar, children, tlc, either, alloy, explorer, conformer, graphs, verdicts);
        }

        @Override
        public Toolbox distributed(Distribution distribution) {
            Engine workers = new DistributedTlcEngine(specs, jar, children, distribution);
            return new Checkers(specs, jar, children, tlc, workers, alloy, explorer, conformer, graphs, verdicts);
        }

        @Override
        public List<Canary> canaries() throws InterruptedException {
            return tlc.canaries();
        }

        @Override
        public Optional<String> canaryInputs() {
            return tlc.stamp();
        }

        @Override
        public String configuration(Run run) {
            return switch (run.model().engine()) {
                case TLC -> {
                    McFiles files = McFiles.of(run);
                    yield "\\* MC.tla\n" + files.module() + "\n\\* MC.cfg\n" + files.config();
                }
                case EXPLORER -> {
                    Gson gson = new GsonBuilder().setPrettyPrinting().create();
                    yield gson.toJson(TwinRequest.of(run, RegisteredProtocols.class)
                                    .json()) + "\n";
                }
                // Alloy's commands, with their scopes, stand in the file itself.
                case ALLOY -> "// " + run.id() + " is run as it stands: " + root(run) + "\n";
            };
        }

        private Path root(Run run) {
            return run.variant()
                    .map(variant -> variant.folder().resolve(variant.module() + ".als"))
                    .orElse(specs.resolve("alloy").resolve(run.model().spec() + ".als"));
        }
    }
}
