package org.pfnproof.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pfnproof.catalogue.Catalogue;
import org.pfnproof.catalogue.Property;
import org.pfnproof.catalogue.RecordedKills;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.agree.Answer;
import org.pfnproof.testing.Fixture;
import org.pfnproof.testing.Results;

class KillMatrixTest {

    private final Run run = Results.run("toy-live+toy-stuck");

    private static Property property(String id, Property.Kind kind) {
        return new Property(id, kind, "Toy", "says", "rule");
    }

    private KillRow row(Optional<Property> named, Map<String, Answer> answers, Map<String, String> open) {
        return new KillRow(run, named, true, "tlc", answers, open, Optional.empty());
    }

    private KillRow named(Map<String, Answer> answers) {
        return row(Optional.of(property("Named", Property.Kind.INVARIANT)), answers, Map.of());
    }

    @Test
    void theNamedPropertyMustFallAndNoOtherBeforeIt() {
        assertThat(named(Map.of("Named", Answer.violated(5), "Other", Answer.violated(5)))
                        .faults())
                .isEmpty();
        assertThat(named(Map.of("Named", Answer.violated(5), "Other", Answer.violated(4)))
                        .faults())
                .containsExactly(run.id() + ": Other catches it after 4 steps, before Named");
    }

    @Test
    void aVariantThatNothingCatchesIsAFault() {
        assertThat(named(Map.of("Named", Answer.HOLDS)).faults())
                .containsExactly(run.id() + ": no property catches it");
        assertThat(named(Map.of("Named", Answer.HOLDS, "Other", Answer.violated(3)))
                        .faults())
                .containsExactly(run.id() + ": Named does not catch it, {Other=3} do");
    }

    @Test
    void whatIsNotDecidedIsNoKill() {
        KillRow row = row(
                Optional.of(property("Named", Property.Kind.INVARIANT)), Map.of(), Map.of("Named", "out of memory"));
        assertThat(row.faults()).containsExactly(run.id() + ": Named must fall, and is not decided: out of memory");
    }

    @Test
    void aSearchThatFailedIsAFaultWhateverWasFoundBefore() {
        KillRow row = new KillRow(
                run,
                Optional.of(property("Named", Property.Kind.INVARIANT)),
                true,
                "explorer",
                Map.of("Named", Answer.violated(3)),
                Map.of("Other", "it failed"),
                Optional.of("it failed"));
        assertThat(row.faults()).containsExactly(run.id() + ": the search failed: it failed");
    }

    @Test
    void aVariantThatMustHoldMayLoseNothingAndLeaveNothingOpen() {
        assertThat(row(Optional.empty(), Map.of("Other", Answer.HOLDS), Map.of())
                        .faults())
                .isEmpty();
        assertThat(row(Optional.empty(), Map.of("Other", Answer.violated(3)), Map.of("Last", "timeout"))
                        .faults())
                .hasSize(2);
    }

    @Test
    void livenessIsLookedAtBehindAllOthers() {
        KillRow row = row(
                Optional.of(property("Ends", Property.Kind.LIVENESS)),
                Map.of("Ends", Answer.violated(2), "Other", Answer.violated(9)),
                Map.of());
        assertThat(row.faults()).containsExactly(run.id() + ": Other catches it after 9 steps, before Ends");
    }

    private static KillMatrix matrix(
            Map<String, Integer> recorded, Map<String, String> unkilled, KillRow row, boolean whole) {
        Catalogue plain = Fixture.catalogue();
        RecordedKills kills = new RecordedKills(
                List.of(), unkilled, Map.of(row.run().id(), new RecordedKills.Row("tlc", recorded, List.of())));
        Catalogue catalogue = new Catalogue(
                plain.root(),
                plain.profiles(),
                plain.properties(),
                plain.models(),
                plain.variants(),
                plain.claims(),
                plain.matrices(),
                plain.bugs(),
                plain.notations(),
                plain.functions(),
                kills);
        return new KillMatrix(catalogue, List.of(row), whole);
    }

    @Test
    void otherStepsThanRecordedAreADeviation() {
        KillRow row = named(Map.of("Named", Answer.violated(5)));
        assertThat(matrix(Map.of("Named", 5), Map.of(), row, false).exit()).isEqualTo(ExitCode.OK);
        KillMatrix changed = matrix(Map.of("Named", 6), Map.of(), row, false);
        assertThat(changed.deviations()).containsExactly(run.id() + ": is {Named=5}, recorded {Named=6}");
        assertThat(changed.exit()).isEqualTo(ExitCode.UNEXPECTED);
    }

    @Test
    void aPropertyThatNothingViolatesNeedsAReason() {
        KillRow row = named(Map.of("Named", Answer.violated(5)));
        KillMatrix silent = matrix(Map.of("Named", 5), Map.of(), row, true);
        assertThat(silent.deviations()).contains("NoLostUpdate: no variant violates it");
        Map<String, String> excuses = new LinkedHashMap<>();
        silent.properties().forEach(id -> excuses.put(id, "a reason"));
        assertThat(matrix(Map.of("Named", 5), excuses, row, true).deviations()).isEmpty();
    }

    @Test
    void anExcuseForWhatFallsIsADeviation() {
        KillRow row = named(Map.of("Named", Answer.violated(5), "NoLostUpdate", Answer.violated(5)));
        Map<String, String> excuses = new LinkedHashMap<>();
        matrix(Map.of(), Map.of(), row, true).properties().forEach(id -> excuses.put(id, "a reason"));
        assertThat(matrix(Map.of("Named", 5, "NoLostUpdate", 5), excuses, row, true)
                        .deviations())
                .containsExactly("NoLostUpdate: a variant violates it, so kill-matrix.json need not excuse it");
    }
}
