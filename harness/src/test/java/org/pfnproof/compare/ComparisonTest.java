package org.pfnproof.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pfnproof.compare.Input.ALLOW_UNCOUNTED;
import static org.pfnproof.compare.Input.ATOMIC;
import static org.pfnproof.compare.Input.FOLL_PIN;
import static org.pfnproof.compare.Input.GET;
import static org.pfnproof.compare.Input.GUARDED;
import static org.pfnproof.compare.Input.INTERRUPTIBLE;
import static org.pfnproof.compare.Input.NOWAIT;
import static org.pfnproof.compare.Input.PAGE_OUT;
import static org.pfnproof.compare.Input.PIN;
import static org.pfnproof.compare.Input.UPGRADE;
import static org.pfnproof.compare.Input.WRITE;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pfnproof.compare.Outcome.Held;
import org.pfnproof.compare.Outcome.Report;
import org.pfnproof.compare.Outcome.Result;

class ComparisonTest {

    private static final Comparison COMPARISON = Comparison.make();

    private static Outcome outcome(String shape, Set<Input> call, Host host) {
        Environment environment = new Environment(Environment.Slot.USABLE, host, false, false, false, false);
        return COMPARISON
                .shape(shape)
                .call(call)
                .behaviour()
                .get(Environment.all().indexOf(environment));
    }

    private static List<Difference> differences(String from, String to, String change) {
        return COMPARISON.differences(COMPARISON.shape(from), COMPARISON.shape(to)).stream()
                .filter(difference -> difference.change().equals(change))
                .toList();
    }

    @Test
    void unguardedCallersOfV8GetAnotherErrorForReadOnlyEntries() {
        List<Difference> found = differences("v7", "v8", "result: ERR_RO_FAULT -> ERR_FAULT");
        assertThat(found).hasSize(1);
        assertThat(found.get(0).always()).containsExactlyInAnyOrder(WRITE, GET);
        assertThat(found.get(0).never()).contains(GUARDED);
        assertThat(found.get(0).hosts())
                .containsExactlyInAnyOrder(Host.COUNTED_READ_ONLY, Host.UNCOUNTED_READ_ONLY, Host.NO_STRUCT_READ_ONLY);
    }

    @Test
    void guardedCallersOfV11GetAnotherErrorForReadOnlyEntriesOfStructPages() {
        List<Difference> found = differences("v8", "v11", "result: ERR_RO_FAULT -> ERR_FAULT");
        assertThat(found).hasSize(1);
        assertThat(found.get(0).always()).containsExactlyInAnyOrder(WRITE, GUARDED);
        assertThat(found.get(0).never()).contains(ALLOW_UNCOUNTED);
        assertThat(found.get(0).hosts()).containsExactlyInAnyOrder(Host.COUNTED_READ_ONLY, Host.UNCOUNTED_READ_ONLY);
    }

    @Test
    void theLateExitPutsWhatV11DoesNotHold() {
        assertThat(COMPARISON.unbalanced())
                .contains(new FaultEnd("v11", "late retry", Host.RAM_WRITABLE, -1))
                .allMatch(end -> end.exit().equals("late retry"))
                .extracting(FaultEnd::shape)
                .doesNotContain("bools-6.12", "6.13");
        assertThat(FaultEnd.all(COMPARISON.shapes()))
                .contains(new FaultEnd("bools-6.12", "late retry", Host.RAM_WRITABLE, 0));
    }

    @Test
    void aShapeDiffersInNothingFromItself() {
        for (Shape shape : COMPARISON.shapes()) {
            assertThat(COMPARISON.differences(shape, shape)).as(shape.id()).isEmpty();
            assertThat(Counterparts.of(shape, shape).without()).as(shape.id()).isEmpty();
        }
    }

    @Test
    void threeInputsHaveNoFlag() {
        assertThat(COMPARISON.flagOf())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        WRITE, Set.of(WRITE),
                        NOWAIT, Set.of(NOWAIT),
                        INTERRUPTIBLE, Set.of(INTERRUPTIBLE),
                        ATOMIC, Set.of(),
                        UPGRADE, Set.of(),
                        PIN, Set.of()));
        assertThat(COMPARISON.flagExceptions()).isEmpty();
    }

    @Test
    void theSketchReturnsAddresses() {
        assertThat(COMPARISON.badSlots())
                .contains(
                        new Comparison.BadSlot(Environment.Slot.READ_ONLY, 64, Result.ERR_RO_FAULT, Result.ERR_FAULT),
                        new Comparison.BadSlot(Environment.Slot.NONE, 32, Result.NOSLOT, Result.WRONG_FRAME))
                .hasSize(6);
    }

    @Test
    void theSketchTakesTheFirstSnapshotForNone() {
        assertThat(COMPARISON.refusedSnapshots(true)).isEqualTo(COMPARISON.environments());
        assertThat(COMPARISON.refusedSnapshots(false)).isZero();
    }

    /** From the table of combinations in the history of the API, not from the enumeration. */
    @Test
    void theBoolsOf612HaveTheCallsThatTheirCodeSays() {
        Map<CallClass, List<Call>> classes = COMPARISON.classes(COMPARISON.shape("bools-6.12"));
        assertThat(classes.get(CallClass.CAUGHT)).hasSize(8).allMatch(call -> call.has(ATOMIC) && call.has(NOWAIT));
        assertThat(classes.get(CallClass.USELESS))
                .hasSize(2)
                .allMatch(call -> call.has(ATOMIC) && !call.has(WRITE) && !call.has(UPGRADE));
        assertThat(classes.get(CallClass.CONTRADICTORY)).allMatch(call -> call.has(INTERRUPTIBLE));
    }

    @Test
    void everyCallHasOneClass() {
        for (Shape shape : COMPARISON.shapes()) {
            assertThat(COMPARISON.classes(shape).values().stream()
                            .mapToInt(List::size)
                            .sum())
                    .as(shape.id())
                    .isEqualTo(shape.calls().size())
                    .isEqualTo(1 << shape.inputs().size());
        }
    }

    @Test
    void whatLandedLosesTheSketchsCheckForPfnmapAreasOnly() {
        Shape sketch = COMPARISON.shape("sketch");
        Shape landed = COMPARISON.shape("6.13");
        assertThat(COMPARISON.unprotected(sketch, Host.RAM_WRITABLE)).isZero();
        assertThat(COMPARISON.unprotected(sketch, Host.COUNTED_WRITABLE)).isZero();
        assertThat(COMPARISON.unprotected(landed, Host.RAM_WRITABLE)).isZero();
        assertThat(COMPARISON.unprotected(landed, Host.COUNTED_WRITABLE)).isPositive();
        assertThat(COMPARISON.unprotected(COMPARISON.shape("all-flags"), Host.RAM_WRITABLE))
                .isPositive();
    }

    @Test
    void getHasNoEffectInWhatLanded() {
        assertThat(COMPARISON.classes(COMPARISON.shape("6.13")).get(CallClass.REDUNDANT))
                .isNotEmpty()
                .allMatch(call -> call.has(GET));
    }

    @ParameterizedTest
    @CsvSource({
        "bools-6.1, COUNTED_WRITABLE, FRAME, REFERENCE",
        "bools-6.12, UNCOUNTED_WRITABLE, ERR_FAULT, NOTHING",
        "bools-6.12, NO_STRUCT_READ_ONLY, FRAME, NOTHING",
        "v6, COUNTED_WRITABLE, FRAME, NOTHING",
        "v6, UNCOUNTED_WRITABLE, FRAME, NOTHING",
        "all-flags, RAM_WRITABLE, FRAME, NOTHING"
    })
    void thePlainestCallDoesWhatTheShapeSays(String shape, Host host, Result result, Held held) {
        Outcome outcome = outcome(shape, Set.of(), host);
        assertThat(outcome.result()).isEqualTo(result);
        assertThat(outcome.held()).isEqualTo(held);
    }

    @Test
    void whatLandedRequiresItsOutputsAndRefusesUnsafePins() {
        assertThat(outcome("6.13", Set.of(WRITE, UPGRADE), Host.RAM_WRITABLE).report())
                .isEqualTo(Report.WARN);
        assertThat(outcome("6.13", Set.of(WRITE, PAGE_OUT), Host.RAM_WRITABLE).report())
                .isEqualTo(Report.WARN);
        assertThat(outcome("6.13-static", Set.of(PAGE_OUT, PIN), Host.COUNTED_WRITABLE)
                        .result())
                .isEqualTo(Result.ERR_FAULT);
        assertThat(outcome("6.13-static", Set.of(PAGE_OUT, PIN, UPGRADE), Host.RAM_READ_ONLY_AREA)
                        .report())
                .isEqualTo(Report.WARN);
        assertThat(outcome("6.13-static", Set.of(PAGE_OUT, PIN, UPGRADE), Host.RAM_WRITABLE)
                        .report())
                .isEqualTo(Report.NONE);
    }

    @Test
    void flagsInternalToMmAreRefusedUnlessTheLocklessWalkIsEnough() {
        assertThat(outcome("all-flags", Set.of(FOLL_PIN, GET), Host.RAM_WRITABLE)
                        .report())
                .isEqualTo(Report.WARN);
        assertThat(outcome("all-flags", Set.of(FOLL_PIN, GET, WRITE), Host.RAM_WRITABLE)
                        .report())
                .isEqualTo(Report.NONE);
        assertThat(outcome("v11", Set.of(GET, ATOMIC, NOWAIT, WRITE), Host.RAM_WRITABLE)
                        .report())
                .isEqualTo(Report.WARN);
        assertThat(outcome("v9", Set.of(ATOMIC, NOWAIT, WRITE), Host.RAM_WRITABLE)
                        .report())
                .isEqualTo(Report.BUG);
    }
}
