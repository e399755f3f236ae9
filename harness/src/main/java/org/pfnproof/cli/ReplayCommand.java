package org.pfnproof.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.pfnproof.catalogue.Catalogue;
import org.pfnproof.check.ExitCode;
import org.pfnproof.check.Toolbox;
import org.pfnproof.engine.Run;
import org.pfnproof.replay.Course;
import org.pfnproof.replay.Courses;
import org.pfnproof.replay.Origin;
import org.pfnproof.replay.Recheck;
import org.pfnproof.replay.Replay;
import org.pfnproof.replay.Replayed;
import org.pfnproof.report.ReplayText;
import org.pfnproof.trace.Counterexample;
import org.pfnproof.trace.CounterexampleFile;
import org.pfnproof.trace.TraceFormatException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code replay}: drives counterexamples through the reference implementation, with and without the change. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description =
                "Drives counterexamples step by step through the reference implementation and compares every state; then shows"
                        + " where the unchanged kernel takes another way. What has no reference implementation is looked for again by the"
                        + " checker that found it.",
        exitCodeListHeading = "%nExit codes, the first that applies:%n",
        exitCodeList = {
            "2:usage or catalogue error; a file that cannot be read, or is no counterexample of its model",
            "4:a step leads to another state than the counterexample says",
            "1:a counterexample is not reproduced, or the unchanged kernel violates the property, too; with --variant: it does"
                    + " not violate the property at these steps",
            "0:all are reproduced"
        },
        footerHeading = "%nFor example:%n",
        footer = {
            "  harness/pfnproof replay                                 all that are recorded",
            "  harness/pfnproof replay range-overwritten               one of them, step by step",
            "  harness/pfnproof replay my.json                         a file, of Apalache as well",
            "",
            "docs/counterexamples.md says what is compared."
        })
final class ReplayCommand implements Callable<Integer> {

    /** What shells report for a process that Ctrl-C ended. */
    private static final int INTERRUPTED = 130;

    @Parameters(
            paramLabel = "COUNTEREXAMPLE",
            arity = "0..*",
            description = "A file (ITF, too), or the name of one in counterexamples/; without any, all of those.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--variant",
            paramLabel = "V",
            description =
                    "Show what this variant does at the same steps, or \"base\" for the unchanged kernel; without a name, for the"
                            + " counterexamples that it can be put on. The folder of a patch that has a Java file will do, too.")
    private String variant;

    private final Environment environment;

    ReplayCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        List<Path> files = files();
        Catalogue catalogue = Catalogue.load(environment.specs());
        Toolbox tools = environment.tools().open(environment.specs(), Optional.empty());
        ReplayText text = new ReplayText(environment.terminal().outStyle());
        List<ExitCode> codes = new ArrayList<>();
        Interruption interruption = Interruption.ofThisThread();
        try {
            for (Path file : files) {
                codes.add(replay(file, catalogue, tools, text));
            }
            return ExitCode.worst(codes.stream()).code();
        } catch (InterruptedException e) {
            environment.err().println("pfnproof: interrupted.");
            return INTERRUPTED;
        } finally {
            interruption.over();
        }
    }

    private ExitCode replay(Path file, Catalogue catalogue, Toolbox tools, ReplayText text)
            throws InterruptedException, UserException {
        try {
            Counterexample trace = CounterexampleFile.read(file);
            try {
                return replay(file, trace, catalogue, tools, text);
            } catch (TraceFormatException e) {
                throw e.in(file);
            }
        } catch (TraceFormatException e) {
            environment.err().println("pfnproof: " + e.getMessage());
            return ExitCode.UNUSABLE;
        }
    }

    private ExitCode replay(Path file, Counterexample trace, Catalogue catalogue, Toolbox tools, ReplayText text)
            throws TraceFormatException, InterruptedException, UserException {
        Run run = Origin.of(trace, catalogue);
        Optional<Run> other = other(run, catalogue);
        if (variant != null && other.isEmpty()) {
            return ExitCode.OK;
        }
        Optional<Replayed> walked = Replay.of(trace, run);
        Replayed replayed = walked.isPresent()
                ? walked.get()
                : Recheck.of(trace, run, tools.engine(run.model().engine()));
        Optional<Course> course =
                walked.isPresent() && other.isPresent() ? Courses.of(replayed.trace(), other.get()) : Optional.empty();
        if (variant != null && course.isEmpty()) {
            throw new UserException("--variant: " + other.get().id()
                    + " has no reference implementation that could take the steps of " + file);
        }
        environment
                .out()
                .print(text.render(file, run, replayed, course.map(taken -> new ReplayText.There(other.get(), taken))));
        return code(replayed, course);
    }

    /** What takes the steps as well: what the user names, or the base of a variant. Empty also if what is named does not fit one of many. */
    private Optional<Run> other(Run run, Catalogue catalogue) throws UserException {
        if (variant == null) {
            return run.variant().map(own -> new Run(run.model(), Optional.empty()));
        }
        OtherRun named = new OtherRun(catalogue, "--variant");
        return names.isEmpty() && !named.fits(run.model(), variant)
                ? Optional.empty()
                : Optional.of(named.of(run.model(), variant));
    }

    private ExitCode code(Replayed replayed, Optional<Course> other) {
        return switch (replayed.outcome()) {
            case REPRODUCED -> {
                boolean happens = other.filter(course -> happens(replayed.trace(), course))
                        .isPresent();
                yield happens == (variant != null) ? ExitCode.OK : ExitCode.UNEXPECTED;
            }
            case NOT_REPRODUCED -> ExitCode.UNEXPECTED;
            case DIFFERS -> ExitCode.DISAGREEMENT;
        };
    }

    /** A lasso violates liveness, which no step shows: that it can be taken must do when a variant is asked for. */
    private boolean happens(Counterexample trace, Course course) {
        return course.violated().isPresent()
                || variant != null
                        && trace.kind() == Counterexample.Kind.LASSO
                        && course.stop().isEmpty();
    }

    private List<Path> files() throws UserException {
        Path folder = environment.home().resolve("counterexamples");
        if (names.isEmpty()) {
            try (Stream<Path> all = Files.list(folder)) {
                return all.filter(file -> file.toString().endsWith(".json"))
                        .sorted()
                        .toList();
            } catch (IOException e) {
                throw new UserException(folder + ": " + OutputFile.reason(e));
            }
        }
        return names.stream()
                .map(name -> Files.exists(Path.of(name)) || !Files.exists(folder.resolve(name + ".json"))
                        ? Path.of(name)
                        : folder.resolve(name + ".json"))
                .toList();
    }
}
