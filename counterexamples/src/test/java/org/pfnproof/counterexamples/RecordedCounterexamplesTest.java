package org.pfnproof.counterexamples;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pfnproof.catalogue.Model.EngineKind;
import org.pfnproof.catalogue.Schemas;
import org.pfnproof.engine.Run;
import org.pfnproof.record.Subject;
import org.pfnproof.replay.Course;
import org.pfnproof.replay.Courses;
import org.pfnproof.replay.Minimal;
import org.pfnproof.replay.Origin;
import org.pfnproof.replay.Replay;
import org.pfnproof.replay.Replayed;
import org.pfnproof.trace.Counterexample;

/**
 * The recorded counterexamples and the tests made from them: complete, of the right form, and up to date. What fails here is recorded
 * anew with {@code harness/pfnproof record NAME}.
 */
@Timeout(300)
class RecordedCounterexamplesTest {

    private static final String REMEDY = "harness/pfnproof record ";

    static List<String> ids() {
        return Recorded.ids();
    }

    @Test
    void everythingThatCanBeConfirmedIsRecorded() {
        List<String> missing = Recorded.SUBJECTS.values().stream()
                .filter(Subject::isConfirmable)
                .map(Subject::id)
                .filter(id -> !Files.exists(Recorded.RECORDINGS.file(id)))
                .toList();
        assertThat(missing).as(REMEDY + String.join(" ", missing)).isEmpty();
    }

    @Test
    void nothingElseIs() {
        assertThat(new TreeSet<>(ids())).isSubsetOf(Recorded.SUBJECTS.keySet());
    }

    @Test
    void thereIsOneOfEachKind() {
        assertThat(ids().stream().map(id -> Recorded.read(id).kind()).distinct())
                .containsExactlyInAnyOrder(Counterexample.Kind.values());
    }

    @ParameterizedTest
    @MethodSource("ids")
    void fitsTheSchema(String id) throws Exception {
        String text = Files.readString(Recorded.RECORDINGS.file(id));
        assertThat(new Schemas().violations("counterexample", JsonParser.parseString(text)))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("ids")
    void fileAndTestAreWhatRecordWrites(String id) throws Exception {
        Map<Path, String> texts = Recorded.RECORDINGS.texts(Recorded.SUBJECTS.get(id), Recorded.read(id));
        for (Map.Entry<Path, String> text : texts.entrySet()) {
            assertThat(Files.readString(text.getKey())).as(REMEDY + id).isEqualTo(text.getValue());
        }
    }

    @ParameterizedTest
    @MethodSource("ids")
    void isOfTheRunThatMustFall(String id) throws Exception {
        Subject subject = Recorded.SUBJECTS.get(id);
        Counterexample trace = Recorded.read(id);
        Run run = Origin.of(trace, Recorded.CATALOGUE);
        assertThat(run.id()).isEqualTo(subject.run().id());
        assertThat(trace.property()).isEqualTo(subject.property());
        assertThat(trace.profile()).isEqualTo(run.model().profile());
    }

    @ParameterizedTest
    @MethodSource("ids")
    void isReproducedWithTheChangeAndPreventedWithoutIt(String id) throws Exception {
        Counterexample trace = Recorded.read(id);
        Run run = Origin.of(trace, Recorded.CATALOGUE);
        Optional<Replayed> replayed = Replay.of(trace, run);
        if (replayed.isEmpty()) {
            // Alloy's are looked for again by the tests made from them.
            assertThat(run.model().engine()).isEqualTo(EngineKind.ALLOY);
            return;
        }
        assertThat(replayed.get().outcome())
                .as(REMEDY + id + ": " + replayed.get().message())
                .isEqualTo(Replayed.Outcome.REPRODUCED);
        if (run.variant().isPresent()) {
            Course base =
                    Courses.of(trace, new Run(run.model(), Optional.empty())).orElseThrow();
            assertThat(base.violated()).isEmpty();
            // A lasso may be possible without the change, too, but not be fair there.
            if (trace.kind() == Counterexample.Kind.TRACE) {
                assertThat(base.steps()).as("what the unchanged kernel does").isNotEqualTo(trace.steps());
            }
        }
    }

    /** Minimal looks at every choice of some of the steps, and at every order of them. */
    @ParameterizedTest
    @MethodSource("ids")
    void noStepCanBeLeftOutAndNoneStandsApartWithoutNeed(String id) throws Exception {
        Counterexample trace = Recorded.read(id);
        Optional<Counterexample> least = Minimal.of(trace, Origin.of(trace, Recorded.CATALOGUE));
        assertThat(least.orElse(trace)).isEqualTo(trace);
    }
}
