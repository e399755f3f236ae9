package org.pfnproof.engine.explorer.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pfnproof.engine.explorer.toys.Toy;
import org.pfnproof.engine.explorer.toys.ToyState;
import org.pfnproof.engine.explorer.toys.Toys;
import org.pfnproof.kernel.state.Field;
import org.pfnproof.kernel.state.Layout;

class SearchTest {

    private static final long MEMORY = 256L << 20;
    private static final SearchOptions ONE = SearchOptions.of(1, MEMORY);
    private static final SearchOptions FOUR = SearchOptions.of(4, MEMORY);

    @ParameterizedTest
    @CsvSource({"1,7", "3,10", "5,4", "17,2"})
    void countersHaveTheStatesThatArithmeticSays(int count, int base) throws Exception {
        Outcome outcome = search(Toys.counters(count, base), ONE);

        long states = Math.round(Math.pow(base, count));
        assertThat(outcome.end()).isEqualTo(new End.Exhausted());
        assertThat(outcome.distinct()).isEqualTo(states);
        assertThat(outcome.generated()).isEqualTo(count * states + 1);
        assertThat(outcome.depth()).isEqualTo(count * (base - 1) + 1);
        assertThat(outcome.actions()).isEqualTo(Map.of("Count", count * states));
    }

    @ParameterizedTest
    @CsvSource({"3,14", "4,34", "5,82", "10,6726"})
    void philosophersHaveThePellLucasNumberOfStates(int count, long states) throws Exception {
        Outcome outcome = search(Toys.philosophers(count), FOUR.deadlock(false));

        assertThat(outcome.end()).isEqualTo(new End.Exhausted());
        assertThat(outcome.distinct()).isEqualTo(states);
        assertThat(outcome.witnesses()).isEqualTo(Map.of("SomeoneEats", true));
    }

    @Test
    void tokenRingHasTwoStatesForEachProcess() throws Exception {
        Toy ring = Toys.tokenRing(9, 1);

        Outcome outcome = search(ring, ONE.all(true));

        assertThat(outcome.distinct()).isEqualTo(18);
        assertThat(outcome.actions()).isEqualTo(Map.of("Enter", 9L, "Leave", 9L, "Pass", 9L));
        assertThat(outcome.witnesses()).isEqualTo(Map.of("LastInside", true, "LastGetsToken", true));
        assertThat(lengths(outcome)).isEqualTo(Map.of("FirstNeverEnters", 1));
    }

    @Test
    void witnessThatIsNeverSeenIsSaidToBe() throws Exception {
        Toy toy = Toys.counters(2, 3)
                .witness("Never", state -> false)
                .stepWitness("NeverAStep", (before, after) -> before.equals(after))
                .stepWitness("Step", (before, after) -> !before.equals(after));

        assertThat(search(toy, ONE).witnesses()).isEqualTo(Map.of("Never", false, "NeverAStep", false, "Step", true));
    }

    static LongStream seeds() {
        return LongStream.range(0, 40);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anyNumberOfThreadsFindsWhatThePlainSearchFinds(long seed) throws Exception {
        Toy graph = Toys.graph(seed, 1000 + 700 * (int) seed, 2 + (int) seed % 5);
        Reference reference = Reference.of(graph);

        for (int threads : new int[] {1, 2, 3, 8}) {
            Outcome outcome = search(graph, SearchOptions.of(threads, MEMORY).all(true));

            assertThat(outcome.end()).isEqualTo(new End.Exhausted());
            assertThat(outcome.distinct()).isEqualTo(reference.distinct());
            assertThat(outcome.generated()).isEqualTo(reference.generated());
            assertThat(outcome.depth()).isEqualTo(reference.depth());
            assertThat(outcome.actions()).isEqualTo(reference.actions());
            assertThat(lengths(outcome)).isEqualTo(reference.shortest());
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void counterexampleIsShortestAndTheSameForAnyNumberOfThreads(long seed) throws Exception {
        Toy graph = Toys.graph(seed, 20_000, 4);
        int shortest = Reference.of(graph).shortest().values().stream()
                .mapToInt(length -> length)
                .min()
                .orElseThrow();
        Found one = find(graph, ONE);

        assertThat(one.trail().steps()).hasSize(shortest);
        assertThat(one.violation().length()).isEqualTo(shortest);
        for (int threads : new int[] {2, 5}) {
            assertThat(find(graph, SearchOptions.of(threads, MEMORY)).text()).isEqualTo(one.text());
        }
    }

    @Test
    void manyThreadsAgreeWhileTheTableGrows() throws Exception {
        for (int i = 0; i < 5; i++) {
            Outcome outcome = search(Toys.counters(6, 10), SearchOptions.of(4, MEMORY));

            assertThat(outcome.distinct()).isEqualTo(1_000_000);
            assertThat(outcome.generated()).isEqualTo(6_000_001);
            assertThat(outcome.depth()).isEqualTo(55);
        }
    }

    @Test
    void deadlockIsFoundAfterAsManyStepsAsThereArePhilosophers() throws Exception {
        Found found = find(Toys.philosophers(4), FOUR);

        assertThat(found.violation().rule()).isEqualTo("Deadlock");
        assertThat(found.trail().steps())
                .hasSize(4)
                .allMatch(step -> step.move().action().equals("TakeLeft"));
        assertThat(found.outcome().end()).isEqualTo(new End.Violated());
    }

    @Test
    void stepRuleIsViolatedByTheLastStepOfItsTrail() throws Exception {
        Found found = find(Toys.tokenRing(4, 1), ONE);

        assertThat(found.violation().rule()).isEqualTo("FirstNeverEnters");
        assertThat(found.trail().steps()).singleElement().satisfies(step -> assertThat(step.move())
                .hasToString("Enter(p=p0)"));
    }

    @Test
    void trailLeadsFromAnInitialStateByMovesThatAreEnabled() throws Exception {
        Toy ring = Toys.tokenRing(6, 2);
        Found found = find(ring, FOUR, "OneInside");

        ToyState state = ring.newState();
        ring.initialStates(state::copyFrom);
        assertThat(found.trail().initial()).isEqualTo(state);
        for (Trail.TrailStep<ToyState> step : found.trail().steps()) {
            assertThat(step.move().tryTake(state)).isTrue();
            assertThat(step.state()).isEqualTo(state);
        }
        assertThat(found.trail().steps()).hasSize(2);
    }

    @Test
    void equallyShortViolationsAreReportedInTheOrderOfTheRules() throws Exception {
        Toy toy = Toys.overflowing(10);

        Outcome all = search(toy, ONE.all(true));

        assertThat(all.violations()).map(Violation::rule).containsExactly("Tiny", "Small", "AlsoSmall");
        assertThat(all.violations()).map(Violation::length).containsExactly(2, 3, 3);
        assertThat(search(toy, ONE).violations()).map(Violation::rule).containsExactly("Tiny");
    }

    @Test
    void violationInAnInitialStateHasNoSteps() throws Exception {
        Found found = find(Toys.counters(2, 2).invariant("Never", state -> false), ONE);

        assertThat(found.violation().length()).isZero();
        assertThat(found.trail().steps()).isEmpty();
        assertThat(found.outcome().distinct()).isEqualTo(1);
        assertThat(found.outcome().depth()).isEqualTo(1);
    }

    @Test
    void overflowIsAFailureOfTheRunAndNamesTheStep() throws Exception {
        Toy toy = Toys.overflowing(5);

        Outcome outcome = search(toy, ONE.all(true));

        assertThat(outcome.end()).isInstanceOfSatisfying(End.Failed.class, failed -> {
            assertThat(failed.message()).isEqualTo("counter = 8 is outside 0..7");
            assertThat(failed.where()).startsWith("at Grow() in");
            assertThat(failed.overflow()).isTrue();
        });
        assertThat(lengths(outcome)).isEqualTo(Map.of("Tiny", 2, "Small", 3, "AlsoSmall", 3));
    }

    @Test
    void violationThatIsNotFartherThanAFailureIsReported() throws Exception {
        Toy toy = Toys.counters(1, 5).move("Fail", 0, state -> {
            if (state.words[0] == 2) {
                throw new IllegalStateException("broken");
            }
            return false;
        });

        assertThat(search(toy, ONE).end())
                .isEqualTo(new End.Failed(
                        "java.lang.IllegalStateException: broken",
                        "at Fail(p=p0) in " + Map.of("counters", "[2]"),
                        false));
        assertThat(search(toy.invariant("NotThree", state -> state.words[0] != 3), ONE)
                        .end())
                .isEqualTo(new End.Violated());
    }

    @Test
    void stateSpaceThatDoesNotFitIntoMemoryIsNotCounted() throws Exception {
        for (int threads : new int[] {1, 4}) {
            Outcome outcome = search(Toys.counters(7, 10), SearchOptions.of(threads, 20L << 20));

            assertThat(outcome.end()).isEqualTo(new End.OutOfMemory(20L << 20));
            // 8 bytes a state and 6 to 10 of index: most of the memory must have been put to use.
            assertThat(outcome.distinct()).isBetween(1_000_000L, 1_500_000L);
            assertThat(outcome.memory()).isLessThanOrEqualTo(20L << 20);
        }
    }

    @Test
    void memoryThatDoesNotSufficeForTheFirstStateIsSaidToBeTooLittle() throws Exception {
        assertThat(search(Toys.counters(2, 2), SearchOptions.of(1, 1000)).end()).isEqualTo(new End.OutOfMemory(1000));
    }

    @Test
    void violationFoundBeforeMemoryRanOutIsKept() throws Exception {
        Toy toy = Toys.counters(7, 10).invariant("LastIsZero", state -> (state.words[0] >>> 24) == 0);

        Found found = find(toy, SearchOptions.of(2, 20L << 20).all(true));

        assertThat(found.outcome().end()).isInstanceOf(End.OutOfMemory.class);
        assertThat(lengths(found.outcome())).isEqualTo(Map.of("LastIsZero", 1));
        assertThat(found.trail().steps()).singleElement().satisfies(step -> assertThat(step.move())
                .hasToString("Count(p=p6)"));
    }

    @Test
    void moreStatesThanIndexesAreNotCounted() throws Exception {
        for (int threads : new int[] {1, 3}) {
            SearchOptions options = SearchOptions.of(threads, MEMORY).maxStates(5000);

            assertThat(search(Toys.counters(4, 10), options).end()).isEqualTo(new End.TooManyStates(5000));
            assertThat(search(Toys.counters(3, 10), options).end()).isEqualTo(new End.Exhausted());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void memoryStaysBelowTheBoundPerState(int threads) throws Exception {
        Outcome outcome = search(Toys.counters(6, 12), SearchOptions.of(threads, MEMORY));

        assertThat(outcome.distinct()).isEqualTo(2_985_984);
        assertThat((double) outcome.memory() / outcome.distinct()).isLessThan(1.5 * Long.BYTES + 8);
    }

    @Test
    void progressIsToldAndNeverExceedsTheTruth() throws Exception {
        AtomicLong most = new AtomicLong();
        Toy slow = Toys.counters(1, 30).move("Wait", 0, state -> {
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return false;
        });
        try (Search<ToyState> search = new Search<>(slow, List.of(), ONE)) {
            search.run((distinct, generated, queue) -> most.accumulateAndGet(distinct, Math::max));
        }

        assertThat(most.get()).isBetween(2L, 30L + StateStore.BLOCK);
    }

    @Test
    void interruptedSearchStops() throws Exception {
        Toy toy = Toys.counters(9, 10);
        Thread caller = Thread.currentThread();
        try (Search<ToyState> search = new Search<>(toy, List.of(), SearchOptions.of(2, MEMORY))) {
            assertThatThrownBy(() -> search.run((distinct, generated, queue) -> caller.interrupt()))
                    .isInstanceOf(InterruptedException.class);
        }
    }

    @Test
    void moveThatChangesTheStateThoughNotEnabledIsNoticedUnderAssertions() {
        Layout layout = new Layout();
        Field counter = layout.field("counter", 0, 9);
        Toy toy = new Toy(layout).start(state -> {}).move("Sneak", 0, state -> {
            state.set(counter, 1);
            return false;
        });

        assertThatThrownBy(() -> search(toy, ONE))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("not enabled");
    }

    private record Found(Outcome outcome, Violation violation, Trail<ToyState> trail) {
        String text() {
            StringBuilder text = new StringBuilder(violation.rule());
            text.append(java.util.Arrays.toString(trail.initial().words));
            trail.steps()
                    .forEach(step -> text.append(step.move()).append(java.util.Arrays.toString(step.state().words)));
            return text.toString();
        }
    }

    private static Found find(Toy toy, SearchOptions options, String... rules) throws InterruptedException {
        List<String> wanted = List.of(rules);
        try (Search<ToyState> search = new Search<>(
                toy,
                toy.rules().stream()
                        .filter(rule -> wanted.isEmpty() || wanted.contains(rule.id()))
                        .toList(),
                options)) {
            Outcome outcome = search.run((distinct, generated, queue) -> {});
            Violation violation = outcome.violations().get(0);
            return new Found(outcome, violation, search.trail(violation));
        }
    }

    private static Outcome search(Toy toy, SearchOptions options) throws InterruptedException {
        try (Search<ToyState> search = new Search<>(toy, toy.rules(), options)) {
            return search.run((distinct, generated, queue) -> {});
        }
    }

    private static Map<String, Integer> lengths(Outcome outcome) {
        Map<String, Integer> lengths = new TreeMap<>();
        outcome.violations().forEach(violation -> lengths.put(violation.rule(), violation.length()));
        return lengths;
    }
}
