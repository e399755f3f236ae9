package org.pfnproof.engine.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pfnproof.catalogue.Model;
import org.pfnproof.catalogue.Problem;
import org.pfnproof.engine.Limits;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.RunResult;
import org.pfnproof.engine.Verdict;
import org.pfnproof.engine.child.ChildRunner;
import org.pfnproof.engine.explorer.toys.ToyFactory;
import org.pfnproof.engine.explorer.toys.ToyModels;
import org.pfnproof.trace.Counterexample;
import org.pfnproof.trace.Step;
import org.pfnproof.trace.Value;

class ExplorerEngineTest {

    @TempDir
    Path temporary;

    private static final int SHARED = 256;

    private Map<String, String> neverTaken = Map.of();
    private OptionalLong pinned = OptionalLong.empty();

    @Test
    void modelWhoseRulesAreAllKnownHolds() throws Exception {
        RunResult result = run("Counters", 4, 64, List.of(), "Small", "?Wrapped");

        assertThat(result.verdict()).isEqualTo(new Verdict.Holds());
        assertThat(result.states()).contains(new RunResult.States(10_000, 40_001, 37));
        assertThat(result.actions()).isEqualTo(Map.of("Count", 40_000L));
        assertThat(result.witnesses()).isEqualTo(Map.of("Wrapped", true));
        try (Stream<Path> left = Files.list(temporary)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void symmetryIsTheModelsOwn() throws Exception {
        RunResult result = run("Counters", 4, 64, List.of("PROCESSES"), "Small");

        assertThat(result.states()).contains(new RunResult.States(715, 2861, 37));
    }

    @Test
    void propertyThatTheImplementationDoesNotStateIsNotSaidToHold() throws Exception {
        RunResult result = run("Counters", 2, 64, List.of(), "Small", "EventuallyZero", "?Unseen");

        assertThat(result.verdict())
                .isEqualTo(new Verdict.Inconclusive("All states were explored and nothing was violated, but the"
                        + " reference implementation does not state EventuallyZero, Unseen."));
        assertThat(result.states()).map(RunResult.States::distinct).contains(100L);
    }

    @Test
    void witnessThatIsNotReachedMakesTheRunVacuous() throws Exception {
        RunResult result = run("Counters", 2, 64, List.of(), "Small", "?Unreachable");

        assertThat(result.verdict()).isEqualTo(new Verdict.Vacuous(List.of("The witness Unreachable is not reached.")));
    }

    @Test
    void deadlockIsShownStepByStep() throws Exception {
        RunResult result = run("Philosophers", 3, 64, List.of(), "NeighboursDoNotEatTogether");

        assertThat(result.verdict()).isEqualTo(new Verdict.Violated("Deadlock"));
        Counterexample trace = result.counterexample().orElseThrow();
        assertThat(trace.steps()).map(Step::action).containsExactly("TakeLeft", "TakeLeft", "TakeLeft");
        assertThat(trace.steps()).map(Step::actor).containsExactlyInAnyOrder("p0", "p1", "mm");
        assertThat(trace.steps().get(2).changed()).containsExactly("pc");
        assertThat(trace.steps().get(2).state().variables().get("pc"))
                .isInstanceOfSatisfying(Value.Function.class, pc -> assertThat(pc.entries())
                        .containsEntry(new Value.Text("p2"), new Value.Text("hasLeft")));
    }

    @Test
    void overflowIsAnErrorOfTheBounds() throws Exception {
        RunResult result = run("Overflowing", 5, 64, List.of(), "Natural");

        assertThat(result.verdict())
                .isInstanceOfSatisfying(Verdict.Broken.class, broken -> assertThat(broken.problems())
                        .singleElement()
                        .asString()
                        .startsWith("The bounds are too small for counter = 8 is outside 0..7, at Grow() in"));
    }

    @Test
    void statesThatDoNotFitIntoTheHeapAreInconclusive() throws Exception {
        RunResult result = run("Counters", 9, 64, List.of(), "Small");

        assertThat(result.verdict())
                .isInstanceOfSatisfying(Verdict.Inconclusive.class, inconclusive -> assertThat(inconclusive.reason())
                        .startsWith("The states found so far, ")
                        .endsWith("; give it more with --heap."));
        assertThat(result.states())
                .hasValueSatisfying(states -> assertThat(states.distinct()).isGreaterThan(1_000_000));
    }

    @Test
    void specWithoutImplementationIsNotExplored() throws Exception {
        assertThat(run("Unheard", 1, 64, List.of(), "Small").verdict())
                .isEqualTo(
                        broken("The explorer cannot explore this: there is no reference implementation of Unheard."));
    }

    @Test
    void thingsThatAreNotInterchangeableAreRefused() throws Exception {
        assertThat(run("Philosophers", 3, 64, List.of("PROCESSES"), "NeighboursDoNotEatTogether")
                        .verdict())
                .isEqualTo(broken("The explorer cannot explore this: [PROCESSES] are not interchangeable."));
    }

    @Test
    void saysHowMuchMemoryTheStatesTook() throws Exception {
        assertThat(run("Counters", 4, 64, List.of(), "Small").memory().orElseThrow())
                .isGreaterThan(10_000L * Long.BYTES);
    }

    @Test
    void actionThatIsSaidNeverToBeTakenMustBeOne() throws Exception {
        neverTaken = Map.of("Cuont", "a slip of the pen");
        assertThat(run("Counters", 2, 64, List.of(), "Small").verdict())
                .isEqualTo(new Verdict.Vacuous(List.of("The model says that Cuont is never taken, but the reference"
                        + " implementation has no such action.")));
    }

    @Test
    void shortSearchesShareAJvmAndGiveTheSameResults() throws Exception {
        ExplorerEngine engine = engine();
        List<RunResult> alone = List.of(
                run(engine, "Counters", 2, SHARED, List.of(), "Small", "?Wrapped"),
                run(engine, "Philosophers", 3, SHARED, List.of(), "NeighboursDoNotEatTogether"));
        pinned = OptionalLong.of(100);
        List<RunResult> shared = List.of(
                run(engine, "Counters", 2, SHARED, List.of(), "Small", "?Wrapped"),
                run(engine, "Philosophers", 3, SHARED, List.of(), "NeighboursDoNotEatTogether"));

        assertThat(shared.get(0).command())
                .isEqualTo(shared.get(1).command())
                .isNotEqualTo(alone.get(0).command());
        for (int i = 0; i < shared.size(); i++) {
            assertThat(shared.get(i))
                    .usingRecursiveComparison()
                    .ignoringFields("run", "command", "time", "notes")
                    .isEqualTo(alone.get(i));
        }
    }

    @Test
    void aSearchThatEndsTheSharedJvmIsMadeAgainInItsOwnAndHarmsNoOther() throws Exception {
        ExplorerEngine engine = engine();
        pinned = OptionalLong.of(100);
        RunResult before = run(engine, "Counters", 2, SHARED, List.of(), "Small");
        RunResult halted = run(engine, "Halting", 2, SHARED, List.of(), "Small");
        RunResult after = run(engine, "Counters", 2, SHARED, List.of(), "Small");

        assertThat(halted.verdict())
                .isEqualTo(new Verdict.Inconclusive("The explorer's JVM ended by itself with exit code 9."));
        assertThat(halted.command()).isNotEqualTo(before.command());
        assertThat(after.verdict()).isEqualTo(new Verdict.Holds());
        assertThat(after.command()).isNotEqualTo(before.command());
    }

    @Test
    void aSearchWithLittleMemoryDoesNotShare() throws Exception {
        ExplorerEngine engine = engine();
        pinned = OptionalLong.of(100);

        assertThat(run(engine, "Counters", 2, 64, List.of(), "Small").command()).contains("-Xmx64m");
    }

    private static Verdict broken(String message) {
        return new Verdict.Broken(List.of(Problem.of(message)));
    }

    private ExplorerEngine engine() {
        return new ExplorerEngine(ToyFactory.class, ChildRunner.open(ChildRunner.ownJava(), temporary), 2);
    }

    private RunResult run(String spec, int size, int heap, List<String> symmetric, String... rules)
            throws InterruptedException {
        return run(engine(), spec, size, heap, symmetric, rules);
    }

    private RunResult run(
            ExplorerEngine engine, String spec, int size, int heap, List<String> symmetric, String... rules)
            throws InterruptedException {
        Model model = ToyModels.of(spec, size, heap, symmetric, neverTaken, pinned, rules);
        return engine.run(
                new Run(model, Optional.empty()),
                new Limits(Duration.ofMinutes(5), heap),
                (run, distinct, generated, queue) -> {});
    }
}
