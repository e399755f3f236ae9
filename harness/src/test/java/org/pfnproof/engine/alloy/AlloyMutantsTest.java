package org.pfnproof.engine.alloy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pfnproof.catalogue.MutationPlan;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.child.ChildRunner;
import org.pfnproof.engine.mutant.Kind;
import org.pfnproof.engine.mutant.Mutant;
import org.pfnproof.engine.mutant.Mutants;
import org.pfnproof.engine.mutant.Outcome;
import org.pfnproof.engine.mutant.Outcome.By;

/** A hand that moves over the values of a dial: each kind of change, and what becomes of it. */
@Timeout(120)
class AlloyMutantsTest {

    private static final String DIAL = """
            module Alone
            open util/ordering[Value] as order
            sig Value { mark: lone Value }
            var one sig Hand in Value {}

            fact Start { Hand = order/first }
            fact Steps { always (moves[Hand] or stays) }
            fact AtTheEnd { always (Hand = order/last implies stays) }
            fact Marks { no mark & iden and some Value }
            fact Early { all v: Value.mark | lt[v, order/last] }

            -- The hand is somewhere (it is one), so that it could not go on from the end (if it tried).
            pred moves[v: Value] { some v.order/next and Hand' = v.order/next }
            pred stays { Hand' = Hand }
            pred unused { some Hand and some Value }

            assert OneAtATime { always (Hand' = Hand or Hand' = Hand.order/next) }
            assert NeverBack { always gte[Hand', Hand] }
            assert MovesChange { always (moves[Hand] implies Hand' != Hand) }
            assert LastHasNoMark { no mark.(order/last) }
            check OneAtATime for exactly 3 Value, 3 int, 1..4 steps expect 0
            check NeverBack for exactly 3 Value, 3 int, 1..4 steps expect 0
            check MovesChange for exactly 3 Value, 3 int, 1..4 steps expect 0
            check LastHasNoMark for exactly 3 Value, 3 int, 1..4 steps expect 0
            run w { eventually Hand = order/last } for exactly 3 Value, 3 int, 1..4 steps expect 1
            """;

    @TempDir
    static Path temporary;

    private static AlloyMutants dial;
    private static Map<String, Mutant> byId;
    private static Map<String, Outcome> outcomes;

    private static AlloyMutants mutants(Path folder, Run run) {
        return new AlloyMutants(
                folder,
                ChildRunner.open(),
                new MutationPlan.Group(
                        "toy", List.of("Alone"), List.of(new MutationPlan.Use(run.model(), Set.of())), 90));
    }

    @BeforeAll
    static void run() throws Exception {
        Toys toys = Toys.copyTo(temporary);
        Run run = toys.alone(DIAL, "OneAtATime", "NeverBack", "MovesChange", "LastHasNoMark");
        dial = mutants(toys.folder(), run);
        dial.prepare();
        byId = dial.mutants().stream().collect(Collectors.toMap(Mutant::id, mutant -> mutant));
        outcomes = dial.run(dial.mutants(), Duration.ofMinutes(2)).entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().id(), Map.Entry::getValue));
    }

    private static String becomes(String id) {
        return dial.difference(byId.get(id)).get(1);
    }

    @Test
    void changesAreWhatTheirNamesSay() {
        assertThat(dial.mutants())
                .extracting(Mutant::kind)
                .contains(Kind.DROP_CONJUNCT, Kind.DROP_DISJUNCT, Kind.DROP_UPDATE, Kind.NEGATE_TEST, Kind.OFF_BY_ONE);
        assertThat(becomes("Alone.Steps.drop-disjunct.1"))
                .matches("\\+ fact Steps \\{ always \\(some none +or stays\\) }");
        assertThat(becomes("Alone.AtTheEnd.negate-test.1"))
                .isEqualTo("+ fact AtTheEnd { always ((not (Hand = order/last)) implies stays) }");
        assertThat(becomes("Alone.moves.drop-update.1"))
                .matches("\\+ pred moves\\[v: Value] \\{ some v.order/next and Hand' = Hand +}");
        assertThat(becomes("Alone.moves.off-by-one.2")).contains("Hand' = v.order/next.order/next }");
        assertThat(becomes("Alone.Early.off-by-one.1")).contains("lte[v, order/last]");
    }

    @Test
    void noticedByACheckOrARun() {
        assertThat(outcomes.get("Alone.moves.off-by-one.2"))
                .isEqualTo(new Outcome.Killed(By.PROPERTY, "OneAtATime", "alone"));
        assertThat(outcomes.get("Alone.Early.off-by-one.1"))
                .isEqualTo(new Outcome.Killed(By.PROPERTY, "LastHasNoMark", "alone"));
        assertThat(outcomes.get("Alone.Steps.drop-disjunct.1")).isEqualTo(new Outcome.Killed(By.WITNESS, "w", "alone"));
        assertThat(outcomes.values()).noneMatch(Outcome.Invalid.class::isInstance);
    }

    /** MovesChange would fall, but only because it says something else then. */
    @Test
    void statementThatUsesWhatIsChangedIsNotAsked() {
        assertThat(outcomes.get("Alone.moves.drop-update.1")).isEqualTo(new Outcome.Killed(By.WITNESS, "w", "alone"));
    }

    @Test
    void sameMeaningIsEquivalentAndAnotherIsNot() {
        // There is always a hand, so there is a next value if it moves there.
        assertThat(outcomes.get("Alone.moves.drop-conjunct.1")).isEqualTo(new Outcome.Equivalent(List.of("alone")));
        assertThat(outcomes.get("Alone.Marks.drop-conjunct.1")).isEqualTo(new Outcome.Survived(List.of("alone")));
    }

    @Test
    void whatNoFactUsesIsLeftAlone() {
        assertThat(dial.mutants()).extracting(Mutant::operator).doesNotContain("unused", "w", "OneAtATime");
    }

    @Test
    void withoutTimeNothingIsRun() throws Exception {
        assertThat(dial.run(dial.mutants(), Duration.ZERO).values()).containsOnly(new Outcome.NotRun());
    }

    @Test
    void modelThatDoesNotHoldIsRefused(@TempDir Path other) {
        Toys toys = Toys.copyTo(other);
        AlloyMutants refused = mutants(
                toys.folder(),
                toys.alone(DIAL.replace("assert NeverBack { always gte", "assert NeverBack { always gt"), "NeverBack"));
        assertThatThrownBy(refused::prepare)
                .isInstanceOf(Mutants.UnusableException.class)
                .hasMessageContaining("the unchanged model alone does not hold: NeverBack");
    }
}
