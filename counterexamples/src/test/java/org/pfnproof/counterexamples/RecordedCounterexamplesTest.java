package org.pfnproof.counterexamples;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pfnproof.catalogue.Catalogue;
import org.pfnproof.catalogue.CatalogueException;
import org.pfnproof.catalogue.Model;
import org.pfnproof.catalogue.Schemas;
import org.pfnproof.catalogue.Variant;
import org.pfnproof.engine.Engine;
import org.pfnproof.engine.Limits;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.RunResult;
import org.pfnproof.engine.alloy.AlloyEngine;
import org.pfnproof.engine.child.ChildRunner;
import org.pfnproof.engine.explorer.ExplorerEngine;
import org.pfnproof.engine.tlc.TlcEngine;
import org.pfnproof.engine.tlc.TlcJar;
import org.pfnproof.engine.twin.RegisteredProtocols;
import org.pfnproof.trace.Counterexample;
import org.pfnproof.trace.State;
import org.pfnproof.trace.Step;
import org.pfnproof.trace.TraceFormatException;
import org.pfnproof.trace.TraceJson;

/** The recorded counterexamples: of the right form, consistent, and what the engines find today. */
@Timeout(300)
class RecordedCounterexamplesTest {

    private static final Path SPECS = Path.of("../specs");

    static List<Path> files() throws Exception {
        try (Stream<Path> files = Files.list(Path.of("."))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void thereIsOneOfEachKind() throws Exception {
        List<Counterexample.Kind> kinds = files().stream()
                .map(RecordedCounterexamplesTest::read)
                .map(Counterexample::kind)
                .distinct()
                .toList();
        assertThat(kinds).containsExactlyInAnyOrder(Counterexample.Kind.values());
    }

    @ParameterizedTest
    @MethodSource("files")
    void fitsTheSchema(Path file) throws Exception {
        JsonElement json = JsonParser.parseString(Files.readString(file));
        assertThat(new Schemas().violations("counterexample", json)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("files")
    void eachStepChangesWhatItSays(Path file) {
        Counterexample trace = read(file);
        State before = trace.initial();
        for (Step step : trace.steps()) {
            assertThat(step.changed()).as(step.action()).isEqualTo(before.changedIn(step.state()));
            before = step.state();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void theEngineFindsItAgain(Path file) throws Exception {
        Counterexample recorded = read(file);
        Run run = run(recorded);
        RunResult result = engine(run)
                .run(run, new Limits(run.model().timeout(), run.model().heap()), (r, d, g, q) -> {});
        assertThat(result.counterexample().map(found -> withHash(found, recorded.inputsHash())))
                .as(result.verdict().toString())
                .contains(recorded);
    }

    /** A spec may have been edited since without a change of this execution: the hash is no part of what must be equal. */
    private static Counterexample withHash(Counterexample trace, String hash) {
        return new Counterexample(
                trace.kind(),
                trace.model(),
                trace.variant(),
                trace.profile(),
                trace.bounds(),
                trace.engine(),
                trace.property(),
                hash,
                trace.initial(),
                trace.steps(),
                trace.loop(),
                trace.predicate());
    }

    private static Run run(Counterexample recorded) throws CatalogueException {
        Catalogue catalogue = Catalogue.load(SPECS);
        Model model = catalogue.models().stream()
                .filter(candidate -> candidate.id().equals(recorded.model()))
                .findFirst()
                .orElseThrow();
        Optional<Variant> variant = recorded.variant().map(id -> catalogue.variants().stream()
                .filter(candidate -> candidate.id().equals(id))
                .findFirst()
                .orElseThrow());
        return new Run(model, variant);
    }

    private static Engine engine(Run run) throws TlcJar.NotTlcException {
        return switch (run.model().engine()) {
            case TLC -> new TlcEngine(SPECS, TlcJar.bundled(), ChildRunner.open());
            case ALLOY -> new AlloyEngine(SPECS, ChildRunner.open());
            case EXPLORER -> new ExplorerEngine(RegisteredProtocols.class, ChildRunner.open(), 1);
        };
    }

    private static Counterexample read(Path file) {
        try {
            return TraceJson.read(JsonParser.parseString(Files.readString(file)));
        } catch (TraceFormatException | java.io.IOException e) {
            throw new AssertionError(file + ": " + e.getMessage(), e);
        }
    }
}
