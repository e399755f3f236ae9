package org.pfnproof.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.pfnproof.catalogue.Catalogue;
import org.pfnproof.catalogue.CatalogueException;
import org.pfnproof.catalogue.Model.EngineKind;
import org.pfnproof.check.Capacity;
import org.pfnproof.check.Check;
import org.pfnproof.check.CheckRequest;
import org.pfnproof.check.CheckResult;
import org.pfnproof.check.ExitCode;
import org.pfnproof.check.KillMatrix;
import org.pfnproof.check.MatrixResult;
import org.pfnproof.check.Selection;
import org.pfnproof.check.Selector;
import org.pfnproof.check.Toolbox;
import org.pfnproof.check.UnusableToolException;
import org.pfnproof.engine.Run;
import org.pfnproof.report.JsonReport;
import org.pfnproof.report.JunitReport;
import org.pfnproof.report.KtapReport;
import org.pfnproof.report.Style;
import org.pfnproof.report.TextReport;
import org.pfnproof.report.Versions;
import org.pfnproof.report.race.RaceDiagrams;
import org.pfnproof.trace.Counterexample;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code check}: runs models and variants, and says whether everything is as expected. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Runs models and variants and compares the verdicts with the expected ones.",
        exitCodeListHeading = "%nExit codes, the first that applies:%n",
        exitCodeList = {
            "2:usage, spec or catalogue error, bad input",
            "4:engines disagree",
            "1:a verdict other than expected, a count off its pin",
            "3:inconclusive or vacuous",
            "0:everything as expected"
        },
        footerHeading = "%nFor example:%n",
        footer = {
            "  harness/pfnproof check                                  the quick suite",
            "  harness/pfnproof check no-retry-test                    one variant, with its interleaving",
            "  harness/pfnproof check retry-one retry-core             two models",
            "  harness/pfnproof check --changed                        what uncommitted changes may decide otherwise",
            "  harness/pfnproof check --suite full --shard 2/5         a fifth of all, for one of five machines",
            "  harness/pfnproof check --format junit --output report.xml",
            "",
            "\"list claims\", \"list models\" and \"list variants\" say what there is; a change of your own: \"patch new\"."
        })
final class CheckCommand implements Callable<Integer> {

    /** What shells report for a process that Ctrl-C ended. */
    static final int INTERRUPTED = 130;

    @Mixin
    private CheckOptions options;

    private final Environment environment;
    private final Versions versions = Versions.current();

    CheckCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        CheckRequest request = options.request();
        if (options.pin() && !request.names().contains(KillMatrix.ID + "-matrix")) {
            throw new UserException("--pin goes with \"check kill-matrix\" only");
        }
        environment.err().println("pfnproof " + versions.pfnproof() + ": reading " + environment.specs());
        Optional<OutputFile> output = options.output();
        if (output.isPresent()) {
            output.get().requireWritable();
        }
        if (MutantCheck.isAskedFor(request.names())) {
            options.distributed().refuseFor(request.names().get(0));
            return mutants(request, output);
        }
        Catalogue catalogue = Catalogue.load(environment.specs());
        Toolbox tools = tools();
        Selection selection = select(catalogue, request, tools);
        options.distributed().refuse(selection);
        Interruption interruption = Interruption.ofThisThread();
        try {
            return write(pinned(run(tools, request, selection)), catalogue, output);
        } catch (InterruptedException e) {
            environment.err().println("pfnproof: interrupted; every run was stopped.");
            return INTERRUPTED;
        } finally {
            interruption.over();
        }
    }

    private Toolbox tools() throws UnusableToolException, UserException {
        Toolbox tools = environment.tools().open(environment.specs(), options.tla2tools());
        if (options.distributed().wanted()) {
            tools = tools.distributed(options.distributed().distribution(environment));
        }
        if (options.exploring()) {
            tools = tools.exploring();
        }
        return options.cached() ? KeptResults.before(tools, environment) : tools;
    }

    private Selection select(Catalogue catalogue, CheckRequest request, Toolbox tools) throws Exception {
        Selector selector = new Selector(catalogue);
        if (request.names().contains(KillMatrix.ID + "-matrix")) {
            return selector.select(request);
        }
        List<Run> runs = selector.select(request).runs();
        if (options.changed().isPresent()) {
            runs = new ChangedRuns(environment, options.changed().get()).of(runs, tools, options.tla2tools());
        }
        if (options.shard().isPresent()) {
            runs = options.shard().get().of(runs);
        }
        List<Run> part = runs;
        if (part.isEmpty()) {
            environment.err().println("pfnproof: nothing of what was asked for is left to run.");
        }
        return selector.select(request, all -> part);
    }

    private int mutants(CheckRequest request, Optional<OutputFile> output) throws Exception {
        Interruption interruption = Interruption.ofThisThread();
        try {
            return new MutantCheck(environment, options, versions).run(request, output);
        } catch (InterruptedException e) {
            environment.err().println("pfnproof: interrupted; every run was stopped.");
            return INTERRUPTED;
        } finally {
            interruption.over();
        }
    }

    private CheckResult run(Toolbox tools, CheckRequest request, Selection selection) throws InterruptedException {
        try (Progress progress = Progress.on(environment, runs(selection), request.jobs())) {
            return new Check(tools, Capacity.ofThisMachine(request.jobs())).run(request, selection, progress);
        }
    }

    private static int runs(Selection selection) {
        return selection.runs().size()
                + selection.kills().map(kills -> kills.runs().size()).orElse(0);
    }

    /** With --pin, what was found is recorded, and is what was expected. */
    private CheckResult pinned(CheckResult result) throws CatalogueException, IOException {
        if (!options.pin()) {
            return result;
        }
        KillRecord record = new KillRecord(environment.specs());
        List<MatrixResult> matrices = new ArrayList<>();
        for (MatrixResult matrix : result.matrices()) {
            matrices.add(matrix instanceof KillMatrix kills ? record.write(kills) : matrix);
        }
        return result.withMatrices(matrices);
    }

    private int write(CheckResult result, Catalogue catalogue, Optional<OutputFile> output) {
        // Where nothing was run, there is nothing newer to report on.
        if (!result.results().isEmpty() || !result.matrices().isEmpty()) {
            new LastCheck(environment.build())
                    .keep(new JsonReport(versions).render(result))
                    .ifPresent(note -> environment.err().println("pfnproof: " + note));
        }
        if (GithubAnnotations.wanted(System.getenv())) {
            new GithubAnnotations(environment.home()).print(result, environment.err());
        }
        long explored = result.results().stream()
                .filter(run -> run.run().model().engine() == EngineKind.TLC)
                .filter(run -> run.engine().startsWith("Explorer"))
                .count();
        if (explored > 0) {
            environment
                    .err()
                    .println("pfnproof: " + explored + " of these verdicts are the explorer's, about the reference"
                            + " implementation and not the specs; --verbose says which.");
        }
        Reports reports = new Reports(environment);
        boolean written = reports.write(render(result, catalogue, output.isPresent()), output);
        return (written ? result.exit() : ExitCode.UNUSABLE).code();
    }

    private String render(CheckResult result, Catalogue catalogue, boolean toFile) {
        Style style = toFile ? Style.PLAIN : environment.terminal().outStyle();
        Function<Counterexample, String> diagrams = new RaceDiagrams(catalogue)::text;
        return switch (options.format()) {
            case TEXT -> new TextReport(versions, style, options.verbose(), diagrams).render(result);
            case JSON -> new JsonReport(versions).render(result);
            case KTAP -> new KtapReport(diagrams).render(result);
            case JUNIT -> new JunitReport(diagrams).render(result);
        };
    }
}
