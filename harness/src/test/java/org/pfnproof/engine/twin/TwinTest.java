package org.pfnproof.engine.twin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.pfnproof.kernel.Move;
import org.pfnproof.kernel.Protocol;
import org.pfnproof.kernel.Rule;
import org.pfnproof.kernel.state.PackedState;
import org.pfnproof.trace.Step;
import org.pfnproof.trace.Value;

/** A twin that counts to a limit, told by hand what a checker would tell. */
class TwinTest {

    private static final int LIMIT = 20_000;

    private final Twin<Number> twin = Twin.of(new Counting(LIMIT), List.of(), List.of(), List.of());
    private final int next = twin.number("Next()");

    @Test
    void followsThroughMoreStatesThanFitIntoOneChunk() {
        twin.initial(fingerprint(0), told(0));
        for (int i = 0; i < LIMIT; i++) {
            tell(i, i + 1);
        }
        twin.end();
        assertThat(twin.report()).isEqualTo(new TwinReport(1, LIMIT + 1, 0, LIMIT, List.of(), Optional.empty()));
    }

    @Test
    void aDifferenceFarAwayComesWithTheWholeWayToIt() {
        twin.initial(fingerprint(0), told(0));
        for (int i = 0; i < LIMIT - 1; i++) {
            tell(i, i + 1);
        }
        tell(LIMIT - 1, 0);
        twin.end();
        TwinReport report = twin.report();
        assertThat(report.differences().get(0).message()).isEqualTo("Next() leads to different states.");
        List<Step> steps = report.path().orElseThrow().steps();
        assertThat(steps).hasSize(LIMIT - 1);
        assertThat(steps.get(LIMIT - 2).state().variables()).isEqualTo(state(LIMIT - 1));
    }

    @Test
    void anActionThatOnlyTheSpecHasIsADifference() {
        twin.initial(fingerprint(0), told(0));
        twin.expand(fingerprint(0));
        twin.step(next, fingerprint(1), told(1));
        twin.step(twin.number("Back(by=1)"), fingerprint(0), told(0));
        twin.end();
        assertThat(twin.report().differences())
                .extracting(Difference::message)
                .containsExactly(
                        "The spec takes Back(by=1), the reference implementation does not, and has no such move at all.");
    }

    @Test
    void nothingIsComparedAfterTheStateInWhichTheTwoPart() {
        twin.initial(fingerprint(0), told(0));
        tell(0, 1);
        tell(1, 7);
        tell(7, 9);
        assertThat(twin.isOver()).isTrue();
        assertThat(twin.report().differences()).hasSize(1);
    }

    @Test
    void anInitialStateThatOnlyTheTwinHasIsADifferenceEvenIfTheSpecHasNone() {
        twin.end();
        assertThat(twin.report().differences())
                .extracting(Difference::kind)
                .containsExactly(Difference.Kind.INITIAL_STATE_TOO_MANY);
    }

    @Test
    void aSearchThatIsNotBreadthFirstIsRefused() {
        twin.initial(fingerprint(0), told(0));
        tell(0, 1);
        tell(1, 2);
        assertThatThrownBy(() -> twin.expand(fingerprint(0))).hasMessageContaining("breadth first");
    }

    @Test
    void aStateThatCannotBeDescribedIsADifference() {
        Twin<Number> failing = Twin.of(
                new Counting(3) {
                    @Override
                    public Map<String, Object> describe(Number number) {
                        if (number.words[0] == 1) {
                            throw new IllegalStateException("not one");
                        }
                        return super.describe(number);
                    }
                },
                List.of(),
                List.of(),
                List.of());
        failing.initial(fingerprint(0), told(0));
        failing.expand(fingerprint(0));
        failing.step(failing.number("Next()"), fingerprint(1), told(1));
        failing.end();
        assertThat(failing.report().differences()).hasSize(1);
        assertThat(failing.report().differences().get(0).kind()).isEqualTo(Difference.Kind.CRASH);
        assertThat(failing.report().differences().get(0).message())
                .startsWith("Next() leads to a state that cannot be described")
                .contains("IllegalStateException: not one");
    }

    @Test
    void twoStepsOfOneLabelMayLeadToDifferentStates() {
        Twin<Number> both = Twin.of(
                new Counting(2) {
                    @Override
                    public List<Move<Number>> moves() {
                        return List.of(super.moves().get(0), new Move<>("Next", List.of(), number -> {
                            boolean enabled = number.words[0] == 0;
                            number.words[0] += enabled ? 2 : 0;
                            return enabled;
                        }));
                    }
                },
                List.of(),
                List.of(),
                List.of());
        both.initial(fingerprint(0), told(0));
        both.expand(fingerprint(0));
        both.step(both.number("Next()"), fingerprint(2), told(2));
        both.step(both.number("Next()"), fingerprint(1), told(1));
        both.expand(fingerprint(1));
        both.step(both.number("Next()"), fingerprint(2), told(2));
        both.end();
        assertThat(both.report()).isEqualTo(new TwinReport(1, 3, 0, 3, List.of(), Optional.empty()));
    }

    @Test
    void nothingIsLookedAtBehindAStateThatViolatesTheBoundary() {
        Twin<Number> bounded = Twin.of(new Counting(LIMIT), List.of(), List.of("BelowTwo"), List.of());
        bounded.initial(fingerprint(0), told(0));
        bounded.expand(fingerprint(0));
        bounded.step(bounded.number("Next()"), fingerprint(1), told(1));
        bounded.expand(fingerprint(1));
        bounded.step(bounded.number("Next()"), fingerprint(2), told(2));
        bounded.end();
        assertThat(bounded.report()).isEqualTo(new TwinReport(1, 3, 1, 2, List.of(), Optional.empty()));
    }

    @Test
    void aStepFromAStateThatTheTwinTakesForAViolationIsADifference() {
        Twin<Number> bounded = Twin.of(new Counting(LIMIT), List.of(), List.of("BelowTwo"), List.of());
        bounded.initial(fingerprint(0), told(0));
        for (int i = 0; i < 3; i++) {
            int to = i + 1;
            bounded.expand(fingerprint(i));
            bounded.step(bounded.number("Next()"), fingerprint(to), told(to));
        }
        bounded.end();
        assertThat(bounded.report().differences())
                .extracting(Difference::message)
                .containsExactly("The spec takes Next(), the reference implementation does not.");
    }

    @Test
    void aBoundaryThatTheTwinDoesNotStateIsRefused() {
        assertThatThrownBy(() -> Twin.of(new Counting(1), List.of(), List.of("BelowFive"), List.of()))
                .hasMessageContaining("BelowFive");
    }

    @Test
    void aDescriptionOfAnUnknownKindIsRefused() {
        Counting wrong = new Counting(1) {
            @Override
            public Map<String, Object> describe(Number number) {
                return Map.of("n", 1L);
            }
        };
        assertThatThrownBy(() -> Twin.of(wrong, List.of(), List.of(), List.of()))
                .hasMessageContaining("java.lang.Long");
    }

    /** Steps from 0 to 1 and so on; the first disagreement is the nearest, also where a state has no step. */
    @Test
    void whatIsNotSaidAlikeOfAStateComesWithTheWayToIt() {
        Twin<Number> judging = Twin.of(new Counting(3), List.of(), List.of(), List.of("BelowTwo", "Unheard"));
        judging.initial(fingerprint(0), told(0));
        for (int i = 0; i < 3; i++) {
            int to = i + 1;
            judging.expand(fingerprint(i));
            judging.step(judging.number("Next()"), fingerprint(to), told(to, to != 3));
        }
        judging.end();
        TwinReport report = judging.report();
        assertThat(report.differences())
                .containsExactly(new Difference(
                        Difference.Kind.PREDICATE,
                        Optional.empty(),
                        "The two sides do not say the same of this state.",
                        List.of(new Difference.Variable(
                                "BelowTwo", Optional.of(new Value.Bool(true)), Optional.of(new Value.Bool(false))))));
        assertThat(report.path().orElseThrow().steps()).hasSize(2);
        assertThat(report.compared()).isEqualTo(new TwinReport.Compared(List.of("BelowTwo"), List.of("Unheard")));
    }

    @Test
    void aWrongStepComesBeforeWhatIsSaidOfTheStatesBehind() {
        Twin<Number> judging = Twin.of(new Counting(3), List.of(), List.of(), List.of("BelowTwo"));
        judging.initial(fingerprint(0), told(0));
        judging.expand(fingerprint(0));
        judging.step(judging.number("Next()"), fingerprint(1), told(1, false));
        judging.step(judging.number("Back()"), fingerprint(0), told(0));
        judging.end();
        assertThat(judging.report().differences())
                .extracting(Difference::kind)
                .containsExactly(Difference.Kind.STEP_MISSING);
    }

    private void tell(int from, int to) {
        twin.expand(fingerprint(from));
        twin.step(next, fingerprint(to), told(to));
    }

    /** Low bits all alike, as the index must bear it. */
    private static long fingerprint(int n) {
        return (long) n << 40;
    }

    private static Told told(int n) {
        return told(n, true);
    }

    private static Told told(int n, boolean truth) {
        return new Told() {
            @Override
            public Map<String, Value> variables() {
                return state(n);
            }

            @Override
            public boolean isTrue(String id) {
                return truth;
            }
        };
    }

    private static Map<String, Value> state(int n) {
        return Map.of("n", new Value.Int(n));
    }

    /** A state. */
    private static final class Number extends PackedState {
        Number() {
            super(1);
        }
    }

    private static class Counting implements Protocol<Number> {

        private final int limit;

        Counting(int limit) {
            this.limit = limit;
        }

        @Override
        public Number newState() {
            return new Number();
        }

        @Override
        public void initialStates(Consumer<Number> receiver) {
            receiver.accept(new Number());
        }

        @Override
        public List<Move<Number>> moves() {
            return List.of(new Move<>("Next", List.of(), number -> {
                boolean enabled = number.words[0] < limit;
                number.words[0] += enabled ? 1 : 0;
                return enabled;
            }));
        }

        @Override
        public List<Rule<Number>> rules() {
            return List.of(new Rule.Invariant<>("BelowTwo", number -> number.words[0] < 2));
        }

        @Override
        public List<BiConsumer<Number, Number>> renamings(List<String> things) {
            return List.of();
        }

        @Override
        public Map<String, Object> describe(Number number) {
            return Map.of("n", (int) number.words[0]);
        }
    }
}
