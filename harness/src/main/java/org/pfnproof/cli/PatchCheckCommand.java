package org.pfnproof.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.pfnproof.catalogue.Catalogue;
import org.pfnproof.catalogue.Model;
import org.pfnproof.catalogue.Nearest;
import org.pfnproof.catalogue.Patch;
import org.pfnproof.catalogue.Problem;
import org.pfnproof.check.Capacity;
import org.pfnproof.check.CheckRequest;
import org.pfnproof.check.ExitCode;
import org.pfnproof.check.Toolbox;
import org.pfnproof.conform.Conform;
import org.pfnproof.conform.ConformResult;
import org.pfnproof.conform.Participants;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.source.Definitions;
import org.pfnproof.patch.JavaHalf;
import org.pfnproof.patch.Originals;
import org.pfnproof.patch.PatchCheck;
import org.pfnproof.patch.PatchModels;
import org.pfnproof.patch.PatchResult;
import org.pfnproof.patch.PatchTwins;
import org.pfnproof.patch.Scaffold;
import org.pfnproof.report.PatchJson;
import org.pfnproof.report.PatchText;
import org.pfnproof.report.Style;
import org.pfnproof.report.Versions;
import org.pfnproof.report.race.RaceDiagrams;
import org.pfnproof.trace.Counterexample;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code patch check}: a change of a user's own on all models that it applies to. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description =
                "Checks a change that \"patch new\" has made a folder for, on all models whose modules contain what it"
                        + " replaces, against the code as it is. Says that it is safe within the bounds, that it breaks a property, and by"
                        + " which interleaving, that it behaves exactly like the code as it is, or that the specs have moved meanwhile.",
        exitCodeListHeading = "%nExit codes, the first that applies:%n",
        exitCodeList = {
            "2:usage, bad input, an error in the module or the specs; the specs have moved",
            "4:the patch's Java half, or the reference implementation, does not do the same as its module",
            "1:a property is violated",
            "3:inconclusive, or something is no longer reached",
            "0:safe within the bounds, or the same behaviour"
        },
        footerHeading = "%nFor example:%n",
        footer = {
            "  harness/pfnproof patch check /tmp/my-change",
            "  harness/pfnproof patch check /tmp/my-change --suite full",
            "  harness/pfnproof patch check /tmp/my-change --model retry-one --model retry-core",
            "  harness/pfnproof patch check /tmp/my-change --format json --output result.json"
        })
final class PatchCheckCommand implements Callable<Integer> {

    /** What shells report for a process that Ctrl-C ended. */
    private static final int INTERRUPTED = 130;

    /** The forms of a report. */
    enum Format {
        TEXT,
        JSON
    }

    @Parameters(paramLabel = "DIR", description = "The folder of the patch.")
    private Path folder;

    @Option(
            names = "--model",
            paramLabel = "M",
            description = "Only this model, whatever suite it belongs to; may be given several times.")
    private List<String> only = new ArrayList<>();

    @Option(names = "--format", defaultValue = "text", description = "text or json.")
    private Format format;

    @Mixin
    private RunOptions runs;

    @Option(names = "--no-cache", description = "Run everything, whatever earlier checks found, and keep nothing.")
    private boolean noCache;

    @Option(names = "--verbose", description = "Show every interleaving.")
    private boolean verbose;

    @Option(
            names = "--rebase",
            description =
                    "The replacements were adapted to the specs as they are: record what they replace anew, then check.")
    private boolean rebase;

    private final Environment environment;

    PatchCheckCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        CheckRequest request = runs.request(List.of(), Optional.empty());
        Optional<OutputFile> output = runs.output();
        if (output.isPresent()) {
            output.get().requireWritable();
        }
        Catalogue catalogue = Catalogue.load(environment.specs());
        Patch patch = patch(catalogue);
        PatchFiles.requireWritable(patch);
        Optional<PatchResult> refusal = PatchCheck.refusal(patch, catalogue);
        if (refusal.isPresent()) {
            return report(refusal.get(), List.of(), ExitCode.OK, catalogue, output);
        }
        PatchModels models = models(patch, catalogue, request);
        Optional<JavaHalf> java =
                patch.java().map(name -> JavaHalf.of(patch, Optional.ofNullable(ToolProvider.getSystemJavaCompiler())));
        PatchTwins twins = new PatchTwins(patch, java.flatMap(JavaHalf::change), catalogue);
        List<Problem> problems = java.map(JavaHalf::problems).orElse(List.of());
        if (problems.isEmpty() && java.isPresent()) {
            problems = twins.problems(models.chosen());
        }
        if (!problems.isEmpty()) {
            PatchResult refused = PatchResult.refused(patch, List.of(), problems);
            return report(refused, List.of(), ExitCode.OK, catalogue, output);
        }
        Toolbox engines = environment.tools().open(environment.specs(), Optional.empty());
        Toolbox tools = noCache ? engines : KeptResults.before(engines, environment);
        Interruption interruption = Interruption.ofThisThread();
        try {
            PatchResult found = run(patch, models, catalogue, tools, request);
            if (java.isPresent() && !twins.runs(found).isEmpty()) {
                found = found.with(compared(twins.runs(found), tools, request));
            }
            PatchFiles.Written written = new PatchFiles(twins).write(found);
            if (!written.note().isEmpty()) {
                environment.err().println("pfnproof: " + written.note());
            }
            return report(written.result(), written.files(), written.exit(), catalogue, output);
        } catch (InterruptedException e) {
            environment.err().println("pfnproof: interrupted; every run was stopped.");
            return INTERRUPTED;
        } finally {
            interruption.over();
        }
    }

    private Patch patch(Catalogue catalogue) throws Exception {
        Patch patch = Patch.load(folder, catalogue);
        if (!rebase) {
            return patch;
        }
        Patch now = patch.withOriginals(
                new Originals(patch, Definitions.read(environment.specs()), environment.specs()).now());
        try {
            AtomicFile.write(folder.resolve(Patch.FILE), Scaffold.json(now));
        } catch (IOException e) {
            throw new UserException(folder.resolve(Patch.FILE) + " cannot be written: " + OutputFile.reason(e));
        }
        return now;
    }

    private PatchModels models(Patch patch, Catalogue catalogue, CheckRequest request) throws UserException {
        List<String> extended =
                new Originals(patch, Definitions.read(environment.specs()), environment.specs()).extended();
        PatchModels models = PatchModels.of(patch, extended, catalogue, request.suite(), only);
        for (String name : only) {
            List<String> known = models.chosen().stream().map(Model::id).toList();
            if (!known.contains(name)) {
                List<String> all =
                        PatchModels.of(patch, extended, catalogue, Model.Suite.NIGHTLY, List.of()).chosen().stream()
                                .map(Model::id)
                                .toList();
                Optional<String> otherwise = models.leftOut().entrySet().stream()
                        .filter(left -> left.getKey().id().equals(name))
                        .map(left -> "the patch does not apply to " + name + ": " + left.getValue()
                                + "; \"harness/pfnproof patch new NAME DIR --model " + name + "\" begins with that")
                        .findFirst();
                throw new UserException(otherwise.orElse(
                        "there is no model \"" + name + "\" that the patch applies to" + Nearest.hint(name, all)));
            }
        }
        return models;
    }

    private PatchResult run(Patch patch, PatchModels models, Catalogue catalogue, Toolbox tools, CheckRequest request)
            throws InterruptedException {
        try (Progress progress = Progress.on(environment, models.chosen().size(), request.jobs())) {
            return new PatchCheck(catalogue, tools, request, Capacity.ofThisMachine(request.jobs()), progress)
                    .run(patch, models);
        }
    }

    /** Whether both halves of the patch take the same steps and give the same verdicts. */
    private ConformResult compared(List<Run> runs, Toolbox tools, CheckRequest request) throws InterruptedException {
        Participants participants = Participants.of(runs, tools.conformer());
        int comparisons =
                participants.runs().size() + participants.verdicts().questions().size();
        Capacity capacity = Capacity.ofThisMachine(request.jobs());
        try (Progress progress = Progress.on(environment, comparisons, request.jobs())) {
            return new Conform(tools.conformer(), tools.verdicts(), capacity, request, progress).run(participants);
        }
    }

    private int report(
            PatchResult result, List<Path> files, ExitCode other, Catalogue catalogue, Optional<OutputFile> output) {
        ExitCode exit = ExitCode.worst(Stream.of(result.exit(), other));
        List<String> names = files.stream().map(Path::toString).toList();
        Style style = output.isPresent() ? Style.PLAIN : environment.terminal().outStyle();
        Function<Counterexample, String> diagrams = new RaceDiagrams(catalogue)::text;
        String text =
                switch (format) {
                    case TEXT -> new PatchText(style, diagrams, folder.toString(), verbose).render(result, names);
                    case JSON -> new PatchJson(Versions.current()).render(result, names, exit);
                };
        boolean written = new Reports(environment).write(text, output);
        return (written ? exit : ExitCode.UNUSABLE).code();
    }
}
