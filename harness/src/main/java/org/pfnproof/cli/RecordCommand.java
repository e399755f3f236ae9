package org.pfnproof.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.pfnproof.catalogue.Catalogue;
import org.pfnproof.catalogue.Model;
import org.pfnproof.catalogue.Nearest;
import org.pfnproof.check.ExitCode;
import org.pfnproof.check.Toolbox;
import org.pfnproof.engine.Limits;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.RunResult;
import org.pfnproof.engine.Verdict;
import org.pfnproof.record.Pins;
import org.pfnproof.record.RecordException;
import org.pfnproof.record.Recorder;
import org.pfnproof.record.Recordings;
import org.pfnproof.record.Subject;
import org.pfnproof.trace.Counterexample;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code record}: writes counterexamples and their tests, or the pinned numbers of states. */
@Command(
        name = "record",
        mixinStandardHelpOptions = true,
        description =
                "Finds the counterexamples of variants (and of models that must be violated), brings them into their least form,"
                        + " and writes counterexamples/*.json and a JUnit test for each. Changes nothing that is up to date.",
        exitCodeListHeading = "%nExit codes, the first that applies:%n",
        exitCodeList = {
            "2:usage, spec or catalogue error, a file cannot be written",
            "1:a counterexample is not the expected one, or is not confirmed; the others are written",
            "0:all is recorded"
        },
        footerHeading = "%nFor example:%n",
        footer = {
            "  harness/pfnproof record range-overwritten               its counterexample and its test",
            "  harness/pfnproof record --pins retry-core               the number of states of a model"
        })
final class RecordCommand implements Callable<Integer> {

    /** What shells report for a process that Ctrl-C ended. */
    private static final int INTERRUPTED = 130;

    @Parameters(
            paramLabel = "MODEL|VARIANT",
            arity = "0..*",
            description = "What to record; without a name, everything that must be violated and can be confirmed.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--pins",
            description =
                    "Write the pinned number of states of the models named (distinctStates) in place of counterexamples.")
    private boolean pins;

    private final Environment environment;
    private int written;
    private int unchanged;

    RecordCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        if (pins && names.isEmpty()) {
            throw new UserException("--pins: name the models whose numbers are to be written");
        }
        Catalogue catalogue = Catalogue.load(environment.specs());
        Toolbox tools = environment.tools().open(environment.specs(), Optional.empty());
        Interruption interruption = Interruption.ofThisThread();
        try {
            ExitCode code = pins ? pins(catalogue, tools) : counterexamples(catalogue, tools);
            environment.out().println(written + " written, " + unchanged + " unchanged");
            return code.code();
        } catch (InterruptedException e) {
            environment.err().println("pfnproof: interrupted; what was recorded so far is written.");
            return INTERRUPTED;
        } finally {
            interruption.over();
        }
    }

    private ExitCode counterexamples(Catalogue catalogue, Toolbox tools) throws UserException, InterruptedException {
        Recordings recordings = new Recordings(environment.home().resolve("counterexamples"));
        Recorder recorder = new Recorder(tools, environment.specs());
        ExitCode code = ExitCode.OK;
        for (Subject subject : subjects(catalogue)) {
            environment
                    .err()
                    .println("pfnproof: recording " + subject.id() + " ("
                            + subject.run().id() + ")");
            try {
                Counterexample trace = recorder.record(subject, (run, distinct, generated, queue) -> {});
                for (Map.Entry<Path, String> file :
                        recordings.texts(subject, trace).entrySet()) {
                    write(file.getKey(), file.getValue());
                }
            } catch (RecordException e) {
                environment.err().println("pfnproof: " + e.getMessage());
                code = ExitCode.UNEXPECTED;
            }
        }
        return code;
    }

    private Collection<Subject> subjects(Catalogue catalogue) throws UserException {
        Map<String, Subject> all = Subject.of(catalogue);
        if (names.isEmpty()) {
            List<Subject> left = all.values().stream()
                    .filter(subject -> !subject.isConfirmable())
                    .toList();
            if (!left.isEmpty()) {
                environment
                        .err()
                        .println("pfnproof: left out, since their specs have no reference implementation: "
                                + String.join(
                                        ", ", left.stream().map(Subject::id).toList()));
            }
            return all.values().stream().filter(Subject::isConfirmable).toList();
        }
        Map<String, Subject> named = new LinkedHashMap<>();
        for (String name : names) {
            if (!all.containsKey(name)) {
                throw new UserException(
                        catalogue.names().contains(name)
                                ? name + " is not expected to violate anything, so there is no counterexample of it"
                                : "there is no model or variant \"" + name + "\"" + Nearest.hint(name, all.keySet()));
            }
            named.put(name, all.get(name));
        }
        return named.values();
    }

    private ExitCode pins(Catalogue catalogue, Toolbox tools) throws UserException, InterruptedException {
        ExitCode code = ExitCode.OK;
        for (String name : names) {
            Model model = catalogue.models().stream()
                    .filter(candidate -> candidate.id().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new UserException("there is no model \"" + name + "\""
                            + Nearest.hint(
                                    name,
                                    catalogue.models().stream().map(Model::id).toList())));
            code = pin(model, tools) ? code : ExitCode.UNEXPECTED;
        }
        return code;
    }

    private boolean pin(Model model, Toolbox tools) throws UserException, InterruptedException {
        RunResult result = tools.engine(model.engine())
                .run(
                        new Run(model, Optional.empty()),
                        new Limits(model.timeout(), model.heap()),
                        (run, distinct, generated, queue) -> {});
        if (!(result.verdict() instanceof Verdict.Holds) || result.states().isEmpty()) {
            environment
                    .err()
                    .println("pfnproof: " + model.id() + " is "
                            + result.verdict().label() + "; only a model that holds has a number of states to pin");
            return false;
        }
        Path file = environment.specs().resolve("models").resolve(model.id() + ".json");
        try {
            Optional<String> text =
                    Pins.replace(Files.readString(file), result.states().get().distinct());
            if (text.isEmpty()) {
                throw new UserException(file + " has no \"distinctStates\"; add it with any number first");
            }
            write(file, text.get());
            return true;
        } catch (IOException e) {
            throw new UserException(file + ": " + OutputFile.reason(e));
        }
    }

    private void write(Path file, String text) throws UserException {
        try {
            if (Files.exists(file) && Files.readString(file).equals(text)) {
                unchanged++;
            } else {
                Files.createDirectories(AtomicFile.folder(file));
                AtomicFile.write(file, text);
                written++;
            }
        } catch (IOException e) {
            throw new UserException(file + ": " + OutputFile.reason(e));
        }
    }
}
