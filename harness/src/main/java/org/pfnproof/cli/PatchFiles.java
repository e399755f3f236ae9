package org.pfnproof.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pfnproof.catalogue.Model.EngineKind;
import org.pfnproof.catalogue.Patch;
import org.pfnproof.check.ExitCode;
import org.pfnproof.conform.ConformResult;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.RunResult;
import org.pfnproof.engine.twin.Conformity;
import org.pfnproof.patch.ModelAnswer;
import org.pfnproof.patch.PatchResult;
import org.pfnproof.patch.PatchTwins;
import org.pfnproof.record.RecordException;
import org.pfnproof.record.Recorder;
import org.pfnproof.record.Subject;
import org.pfnproof.record.TestSource;
import org.pfnproof.replay.Replays;
import org.pfnproof.trace.Counterexample;
import org.pfnproof.trace.CounterexampleFile;

/**
 * What {@code patch check} writes beside a patch that breaks something: the counterexample, and, if the patch has a twin in Java, a test
 * of it. Of a patch that breaks nothing any more, what an earlier check wrote is deleted.
 */
record PatchFiles(PatchTwins twins) {

    private static final String COUNTEREXAMPLE = "counterexample.json";

    /**
     * What was written.
     *
     * @param result with the counterexample in its least form, where that is known
     * @param exit what it adds to the exit code
     * @param note a remark, or nothing
     */
    record Written(PatchResult result, List<Path> files, ExitCode exit, String note) {}

    /** Fails before minutes of checking rather than after them. */
    static void requireWritable(Patch patch) throws UserException {
        try {
            Files.delete(Files.createTempFile(patch.folder(), ".pfnproof", ".tmp"));
        } catch (IOException e) {
            throw new UserException(patch.folder() + " cannot be written, and a counterexample is to go there ("
                    + OutputFile.reason(e) + "); copy the folder to where it can");
        }
    }

    Written write(PatchResult found) throws UserException {
        Optional<ModelAnswer> example = found.example();
        Patch patch = twins.patch();
        try {
            if (example.isEmpty()) {
                Files.deleteIfExists(file());
                Files.deleteIfExists(test());
                return new Written(found, List.of(), ExitCode.OK, "");
            }
            return write(found, example.get());
        } catch (IOException e) {
            throw new UserException(patch.folder() + " cannot be written: " + OutputFile.reason(e));
        }
    }

    private Written write(PatchResult found, ModelAnswer example) throws IOException {
        RunResult result = example.result().orElseThrow();
        Run run = twins.run(example);
        Counterexample named = Recorder.named(result.counterexample().orElseThrow(), run);
        boolean twin = found.twin().filter(compared -> !conforms(compared, run)).isEmpty() && hasTwin(run, named);
        try {
            Counterexample least = twin ? Recorder.confirmed(named, run) : named;
            PatchResult shown = found.with(example, least);
            List<Path> files = new ArrayList<>(List.of(file()));
            AtomicFile.write(file(), CounterexampleFile.text(least));
            if (twin) {
                Subject subject = new Subject(twins.patch().id(), run, EngineKind.TLC);
                AtomicFile.write(test(), new TestSource(subject, least).text());
                files.add(test());
            } else {
                Files.deleteIfExists(test());
            }
            return new Written(shown, files, ExitCode.OK, "");
        } catch (RecordException e) {
            AtomicFile.write(file(), CounterexampleFile.text(named));
            return new Written(found.with(example, named), List.of(file()), ExitCode.DISAGREEMENT, e.getMessage());
        }
    }

    /** What takes other steps is no witness of a race; it has been told as a difference. */
    private static boolean conforms(ConformResult compared, Run run) {
        return compared.results().stream()
                .filter(result -> result.run().equals(run))
                .anyMatch(result -> result.outcome() == Conformity.Outcome.CONFORMS);
    }

    /** Whether the reference implementation has the same change, and can tell what is violated. */
    private static boolean hasTwin(Run run, Counterexample trace) {
        return run.expectedViolation().isPresent()
                && (trace.kind() == Counterexample.Kind.LASSO
                        ? Replays.covers(run)
                        : Replays.states(run, trace.property()));
    }

    private Path file() {
        return twins.patch().folder().resolve(COUNTEREXAMPLE);
    }

    private Path test() {
        Patch patch = twins.patch();
        return patch.folder().resolve(TestSource.className(patch.id()) + ".java");
    }
}
