package org.pfnproof.engine.explorer.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pfnproof.engine.explorer.toys.Toy;
import org.pfnproof.engine.explorer.toys.ToyState;
import org.pfnproof.engine.explorer.toys.Toys;
import org.pfnproof.kernel.state.Field;
import org.pfnproof.kernel.state.Layout;

class SymmetryTest {

    private static final SearchOptions PLAIN = SearchOptions.of(2, 64L << 20);
    private static final SearchOptions SYMMETRIC = PLAIN.symmetric(List.of("PROCESSES"));

    @ParameterizedTest
    @CsvSource({"2,5,15", "3,10,220", "5,4,56", "5,7,462"})
    void interchangeableCountersAreMultisetsAndTheirOrbitsAreAllStates(int count, int base, long multisets)
            throws Exception {
        try (Search<ToyState> search = search(Toys.counters(count, base), SYMMETRIC)) {
            Outcome outcome = run(search);

            assertThat(outcome.distinct()).isEqualTo(multisets);
            assertThat(outcome.generated()).isEqualTo(count * multisets + 1);
            assertThat(outcome.depth()).isEqualTo(count * (base - 1) + 1);
            assertThat(search.orbits()).isEqualTo(Math.round(Math.pow(base, count)));
        }
    }

    @Test
    void withoutSymmetryEveryStateStandsForItself() throws Exception {
        try (Search<ToyState> search = search(Toys.counters(3, 5), PLAIN)) {
            assertThat(run(search).distinct()).isEqualTo(search.orbits()).isEqualTo(125);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void trailUnderSymmetryIsAnExecutionAndTheSameForAnyNumberOfThreads(int threads) throws Exception {
        Toy toy = Toys.counters(3, 8)
                .stepRule("NeverOverSeventeen", (before, after) -> sum(after) <= 17)
                .stepRule("NeverBackFromSixteen", (before, after) -> sum(before) != 16 || sum(after) > 15);
        SearchOptions options =
                new SearchOptions(threads, 64L << 20, Integer.MAX_VALUE, List.of("PROCESSES"), true, false);
        try (Search<ToyState> search = search(toy, options)) {
            Outcome outcome = run(search);
            Violation violation = outcome.violations().get(0);
            Trail<ToyState> trail = search.trail(violation);

            assertThat(violation.rule()).isEqualTo("NeverBackFromSixteen");
            assertThat(trail.steps()).hasSize(17);
            ToyState state = toy.newState();
            for (Trail.TrailStep<ToyState> step : trail.steps()) {
                assertThat(step.move().tryTake(state)).isTrue();
                assertThat(step.state()).isEqualTo(state);
            }
            assertThat(sum(state)).isLessThan(15);
            // The least representatives are found whichever thread comes first.
            assertThat(trail.steps().get(15).state().words).containsExactly(0b010_111_111L);
        }
    }

    @Test
    void renamingsThatAreNoSymmetriesAreNotTrusted() throws Exception {
        Layout layout = new Layout();
        Field[] counters = layout.fields("c", 0, 2, 0, 3);
        Toy toy = new Toy(layout)
                .start(state -> {})
                .move("OnlySecondCounts", 1, state -> {
                    state.set(counters[1], (state.get(counters[1]) + 1) % 4);
                    return true;
                })
                .renaming((from, to) -> {
                    to.set(counters[0], from.get(counters[1]));
                    to.set(counters[1], from.get(counters[0]));
                })
                .invariant("FirstStaysZero", state -> state.get(counters[0]) == 0);

        try (Search<ToyState> search = search(toy, SYMMETRIC)) {
            Outcome outcome = run(search);

            assertThat(outcome.violations()).isNotEmpty();
            assertThatThrownBy(() -> search.trail(outcome.violations().get(0)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("no symmetries");
        }
    }

    @Test
    void thingsThatAreNotInterchangeableAreRefused() {
        assertThatThrownBy(() -> search(Toys.tokenRing(3, 1), SYMMETRIC)).isInstanceOf(IllegalArgumentException.class);
    }

    private static int sum(ToyState state) {
        return IntStream.range(0, 3)
                .map(i -> (int) (state.words[0] >>> 3 * i) & 7)
                .sum();
    }

    private static Search<ToyState> search(Toy toy, SearchOptions options) {
        return new Search<>(toy, toy.rules(), options);
    }

    private static Outcome run(Search<ToyState> search) throws InterruptedException {
        return search.run((distinct, generated, queue) -> {});
    }
}
