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
            "1:a counterexample is not reproduced, or the unchanged kernel violates the property, too",
            "0:all are reproduced"
        })
final class ReplayCommand implements Callable<Integer> {

    /** What shells report for a process that Ctrl-C ended. */
    private static final int INTERRUPTED = 130;

    @Parameters(
            paramLabel = "COUNTEREXAMPLE",
            arity = "0..*",
            description = "A file (ITF, too), or the name of one in counterexamples/; without any, all of those.")
    private List<String> names = new ArrayList<>();

    @Option(names = "--variant", paramLabel = "V", description = "Replay on this variant, in place of its own.")
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
            throws InterruptedException {
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
            throws TraceFormatException, InterruptedException {
        Run own = Origin.of(trace, catalogue);
        Run run = variant == null ? own : Origin.of(own, variant, catalogue);
        Optional<Replayed> walked = Replay.of(trace, run);
        if (walked.isEmpty() && variant != null) {
            throw new TraceFormatException(
                    "/model", run.id() + " has no reference implementation, so it cannot be replayed on " + variant);
        }
        Replayed replayed = walked.isPresent()
                ? walked.get()
                : Recheck.of(trace, run, tools.engine(run.model().engine()));
        Optional<Course> base = run.variant().isPresent() && walked.isPresent()
                ? Courses.of(replayed.trace(), new Run(run.model(), Optional.empty()))
                : Optional.empty();
        environment.out().print(text.render(file, run, replayed, base));
        return code(replayed, base);
    }

    private static ExitCode code(Replayed replayed, Optional<Course> base) {
        return switch (replayed.outcome()) {
            case REPRODUCED ->
                base.filter(course -> course.violated().isPresent()).isPresent() ? ExitCode.UNEXPECTED : ExitCode.OK;
            case NOT_REPRODUCED -> ExitCode.UNEXPECTED;
            case DIFFERS -> ExitCode.DISAGREEMENT;
        };
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
