package org.pfnproof.engine.tlc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.pfnproof.catalogue.Problem;
import org.pfnproof.catalogue.Property.Kind;
import org.pfnproof.engine.RunResult;
import org.pfnproof.engine.Verdict;
import org.pfnproof.trace.Counterexample;
import org.pfnproof.trace.Step;
import org.pfnproof.trace.Value;

/** What TLC finds, on toy specs; each test runs it in its own JVM. */
class TlcEngineTest {

    @Test
    void modelThatHoldsIsReportedWithStatesActionsAndWitnesses() throws Exception {
        RunResult result = ToyModel.of("Counter")
                .checks(Kind.INVARIANT, "InRange", "AsksMayCount", "ViaLet")
                .checks(Kind.ACTION, "OnlyUpOrToZero")
                .witness("AboveMax", "JumpsByTwo")
                .pinned(9)
                .result();

        assertThat(result.verdict()).isEqualTo(new Verdict.Holds());
        assertThat(result.states()).contains(new RunResult.States(9, 25, 3));
        assertThat(result.actions()).containsOnly(entry("Count", 20L), entry("Reset", 4L));
        assertThat(result.witnesses()).containsOnly(entry("AboveMax", true), entry("JumpsByTwo", true));
        assertThat(result.asExpected()).isTrue();
        assertThat(result.command()).contains("tlc2.TLC -workers 1 -fp 0 -lncheck final -config MC.cfg MC.tla");
    }

    @Test
    void numberOfStatesOffItsPinIsNotAsExpected() throws Exception {
        RunResult result = ToyModel.of("Counter")
                .checks(Kind.INVARIANT, "InRange")
                .pinned(10)
                .result();

        assertThat(result.verdict()).isEqualTo(new Verdict.Holds());
        assertThat(result.asExpected()).isFalse();
        assertThat(result.notes()).contains("The model has 9 distinct states, and not the 10 that it pins.");
    }

    @Test
    void violatedInvariantIsReportedWithTheInterleaving() throws Exception {
        RunResult result = ToyModel.of("Counter")
                .checks(Kind.INVARIANT, "InRange", "NeverAboveMax")
                .result();

        assertThat(result.verdict()).isEqualTo(new Verdict.Violated("NeverAboveMax"));
        Counterexample trace = result.counterexample().orElseThrow();
        assertThat(trace.kind()).isEqualTo(Counterexample.Kind.TRACE);
        assertThat(trace.engine()).isEqualTo("TLC 2.18");
        assertThat(trace.inputsHash()).matches("sha256:[0-9a-f]{64}");
        assertThat(trace.initial().variables()).containsEntry("n", new Value.Int(0));
        assertThat(trace.steps()).extracting(Step::action).containsExactly("Count", "Count");
        assertThat(trace.steps()).extracting(Step::actor).containsExactly("w1", "w1");
        assertThat(trace.steps().get(1).arguments())
                .containsExactly(entry("w", new Value.Text("w1")), entry("by", new Value.Int(2)));
        assertThat(trace.steps().get(1).changed()).containsExactly("n");
        assertThat(trace.steps().get(1).state().variables()).containsEntry("n", new Value.Int(3));
    }

    @Test
    void runsAtOnceDoNotDisturbEachOtherAndGiveTheSameCounterexample() throws Exception {
        ToyModel model = ToyModel.of("Counter").checks(Kind.INVARIANT, "NeverMax");
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<RunResult> first = threads.submit(() -> model.result());
            Future<RunResult> second = threads.submit(() -> model.result());

            assertThat(first.get().verdict()).isEqualTo(new Verdict.Violated("NeverMax"));
            assertThat(second.get().counterexample()).isEqualTo(first.get().counterexample());
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void valuesAreTheSameHoweverTheyWereMadeAndBoundsMayHaveAnyForm() throws Exception {
        RunResult result = ToyModel.of("Values")
                .bounds("{\"People\": [\"ann\", \"bob\"], \"Table\": {\"ann\": 1, \"bob\": 2}, \"Flag\": true,"
                        + " \"Names\": {\"x\": [{}], \"y\": \"bob\"}, \"Word\": \"word\"}")
                .checks(Kind.INVARIANT, "BoundsAsGiven", "StaysOne")
                .result();

        assertThat(result.verdict()).isEqualTo(new Verdict.Violated("StaysOne"));
        Counterexample trace = result.counterexample().orElseThrow();
        assertThat(trace.initial().variables().keySet()).containsExactly("zebra", "apple", "mango", "banana", "state");
        assertThat(trace.initial().toString())
                .isEqualTo("State[variables={zebra=1, apple=text, mango=(ann :> ann, bob :> bob),"
                        + " banana={[a |-> 1, b |-> <<TRUE, {}>>]}, state=(0 :> {1, 2, 3}, 1 :> {1, 2, 3})}]");
        assertThat(trace.steps().get(0).state().toString())
                .isEqualTo("State[variables={zebra=2, apple=<<1, 2>>, mango=[a |-> a, b |-> b], banana={{}, {ann}},"
                        + " state=<<0, 1>>}]");
    }

    @Test
    void invariantFalseInAnInitialStateIsATraceWithoutSteps() throws Exception {
        RunResult result =
                ToyModel.of("Counter").checks(Kind.INVARIANT, "StartsAtOne").result();

        assertThat(result.verdict()).isEqualTo(new Verdict.Violated("StartsAtOne"));
        assertThat(result.counterexample().orElseThrow().steps()).isEmpty();
        assertThat(result.counterexample().orElseThrow().initial().variables()).containsEntry("n", new Value.Int(0));
    }

    @Test
    void violatedActionPropertyIsFalseInTheLastStep() throws Exception {
        RunResult result = ToyModel.of("Counter")
                .checks(Kind.ACTION, "OnlyUpOrToZero", "OnlyUp")
                .result();

        assertThat(result.verdict()).isEqualTo(new Verdict.Violated("OnlyUp"));
        List<Step> steps = result.counterexample().orElseThrow().steps();
        assertThat(steps.get(steps.size() - 1).action()).isEqualTo("Reset");
        assertThat(steps.get(steps.size() - 1).actor()).isEqualTo("mm");
    }

    @Test
    void deadlockIsAViolationOfItsOwnName() throws Exception {
        RunResult result = ToyModel.of("Endings")
                .bounds("{}")
                .checks(Kind.INVARIANT, "Small")
                .deadlock()
                .result();

        assertThat(result.verdict()).isEqualTo(new Verdict.Violated("Deadlock"));
        assertThat(result.counterexample().orElseThrow().steps()).hasSize(2);
    }

    @Test
    void livenessViolatedByALoopSaysWhereItReturnsTo() throws Exception {
        RunResult result = ToyModel.of("Counter")
                .specification("FairSpec")
                .checks(Kind.LIVENESS, "StaysAtMax")
                .result();

        assertThat(result.verdict()).isEqualTo(new Verdict.Violated("StaysAtMax"));
        Counterexample lasso = result.counterexample().orElseThrow();
        assertThat(lasso.kind()).isEqualTo(Counterexample.Kind.LASSO);
        assertThat(lasso.loop().orElseThrow()).isLessThan(lasso.length());
    }

    @Test
    void livenessViolatedByStutteringLoopsInTheLastState() throws Exception {
        RunResult result =
                ToyModel.of("Counter").checks(Kind.LIVENESS, "ReachesMax").result();

        assertThat(result.verdict()).isEqualTo(new Verdict.Violated("ReachesMax"));
        Counterexample lasso = result.counterexample().orElseThrow();
        assertThat(lasso.loop()).hasValue(lasso.length());
    }

    @Test
    void livenessThatHoldsUnderFairnessHolds() throws Exception {
        RunResult result = ToyModel.of("Counter")
                .specification("FairSpec")
                .checks(Kind.LIVENESS, "ReachesMax", "AlwaysReturns")
                .result();

        assertThat(result.verdict()).isEqualTo(new Verdict.Holds());
    }

    @Test
    void ofSeveralTemporalPropertiesTheViolatedOneIsSingledOut() throws Exception {
        RunResult result = ToyModel.of("Counter")
                .specification("FairSpec")
                .checks(Kind.LIVENESS, "ReachesMax", "StaysAtMax")
                .result();

        assertThat(result.verdict()).isEqualTo(new Verdict.Violated("StaysAtMax"));
        assertThat(result.notes())
                .containsExactly("TLC found one of ReachesMax, StaysAtMax violated; checked alone, StaysAtMax is.");
    }

    @Test
    void violatedRefinementIsNamedThoughTlcNamesOnlyAPartOfIt() throws Exception {
        RunResult result = ToyModel.of("Refining")
                .bounds("{}")
                .checks(Kind.INVARIANT, "TypeOK")
                .checks(Kind.REFINEMENT, "RefinesUp", "RefinesSteps")
                .result();

        assertThat(result.verdict()).isEqualTo(new Verdict.Violated("RefinesSteps"));
        assertThat(result.counterexample().orElseThrow().steps())
                .extracting(Step::action)
                .containsExactly("Up", "Jump");
    }

    @Test
    void symmetryShrinksTheStateSpaceAndItsCounterexamplesAreStillReal() throws Exception {
        ToyModel model = ToyModel.of("Counter").symmetric("Workers").checks(Kind.INVARIANT, "InRange");

        assertThat(model.result().states().orElseThrow().distinct()).isEqualTo(5);
        assertThat(model.checks(Kind.INVARIANT, "NeverAboveMax").result().verdict())
                .isEqualTo(new Verdict.Violated("NeverAboveMax"));
    }

    @Test
    void substitutionOfTheModelTakesEffect() throws Exception {
        RunResult result = ToyModel.of("Counter")
                .substitute("MayCount", "NeverCounts")
                .checks(Kind.INVARIANT, "InRange")
                .neverTaken("Count")
                .neverTaken("Reset")
                .result();

        assertThat(result.verdict()).isEqualTo(new Verdict.Holds());
        assertThat(result.states().orElseThrow().distinct()).isEqualTo(1);
    }

    @Test
    void witnessNotReachedAndActionsNotTakenAreVacuous() throws Exception {
        RunResult result = ToyModel.of("Endings")
                .bounds("{}")
                .checks(Kind.INVARIANT, "Small")
                .witness("Big", "StepsByTwo")
                .result();

        assertThat(result.verdict())
                .isEqualTo(new Verdict.Vacuous(List.of(
                        "The witness Big is not reached.",
                        "The witness StepsByTwo is not reached.",
                        "The action ForNobody is never taken.",
                        "The action Impossible is never taken.")));
    }

    @Test
    void actionsExcusedByTheModelMayBeMissingButMustNotBeTaken() throws Exception {
        RunResult result = ToyModel.of("Endings")
                .bounds("{}")
                .checks(Kind.INVARIANT, "Small")
                .neverTaken("ForNobody")
                .neverTaken("Impossible")
                .neverTaken("Up")
                .neverTaken("Renamed")
                .result();

        assertThat(result.verdict())
                .isEqualTo(new Verdict.Vacuous(List.of(
                        "The action Up is taken, although the model says that it never is.",
                        "The model says that Renamed is never taken, but the spec has no such action.")));
    }

    @Test
    void evaluationErrorIsBrokenWithItsPlace() throws Exception {
        RunResult result = ToyModel.of("Mistakes")
                .bounds("{}")
                .checks(Kind.INVARIANT, "Fine")
                .result();

        List<Problem> problems = ((Verdict.Broken) result.verdict()).problems();
        assertThat(problems).hasSize(1);
        assertThat(problems.get(0).location().orElseThrow().file()).endsWith("/tla/Mistakes.tla");
        assertThat(problems.get(0).location().orElseThrow().line()).isEqualTo(8);
        assertThat(problems.get(0).message()).contains("Attempted to apply");
    }

    @Test
    void failedAssertAndFalseAssumptionAreBroken() throws Exception {
        RunResult asserting = ToyModel.of("Mistakes")
                .bounds("{}")
                .specification("AssertingSpec")
                .checks(Kind.INVARIANT, "Fine")
                .result();
        RunResult assuming = ToyModel.of("Assuming")
                .bounds("{}")
                .checks(Kind.INVARIANT, "Fine")
                .result();

        assertThat(asserting.verdict().toString()).contains("never 1");
        assertThat(assuming.verdict()).isInstanceOf(Verdict.Broken.class);
        assertThat(assuming.verdict().toString()).contains("Assumption line 4").contains("Assuming.tla");
    }

    @Test
    void endlessRecursionIsBroken() throws Exception {
        RunResult result = ToyModel.of("Counter")
                .substitute("MayCount", "AsksItself")
                .checks(Kind.INVARIANT, "InRange")
                .result();

        assertThat(result.verdict()).isInstanceOf(Verdict.Broken.class);
        assertThat(result.verdict().toString())
                .contains("StackOverflowError", "calls itself for ever", "Base0!Op")
                .doesNotContain("at tlc2.");
    }

    @Test
    void mapsAreEmptyWhenNothingWasRun() throws Exception {
        RunResult result = ToyModel.of("Counter").result();

        assertThat(result.verdict())
                .isEqualTo(new Verdict.Broken(
                        List.of(Problem.of("The model toy has no properties: there is nothing to check."))));
        assertThat(result.actions()).isEqualTo(Map.of());
    }
}
