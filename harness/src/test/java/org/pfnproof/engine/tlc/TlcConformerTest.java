package org.pfnproof.engine.tlc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pfnproof.catalogue.Property.Kind;
import org.pfnproof.engine.Limits;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.RunResult;
import org.pfnproof.engine.child.ChildRunner;
import org.pfnproof.engine.twin.Conformity;
import org.pfnproof.engine.twin.Conformity.Outcome;
import org.pfnproof.engine.twin.Difference;
import org.pfnproof.engine.twin.Difference.Variable;
import org.pfnproof.engine.twin.ProtocolFactory;
import org.pfnproof.engine.twin.TwinReport;
import org.pfnproof.testing.Lamps;
import org.pfnproof.testing.Leak;
import org.pfnproof.trace.Step;
import org.pfnproof.trace.Value;

/** A toy spec against twins, one of them right; each test runs TLC in its own JVM. */
@Timeout(120)
class TlcConformerTest {

    /** Counted by hand, that is, by a few lines in another language. */
    private static final long STATES = 84;

    private static final long EDGES = 250;
    private static final long STEPS_TOLD = 286;

    private static final ToyModel MODEL = ToyModel.of("Lamps")
            .bounds("{\"WHO\": [\"ann\", \"bob\"], \"MAX\": 3}")
            .checks(Kind.INVARIANT, "CountInRange");

    private static final ToyModel JUDGED = ToyModel.of("Lamps")
            .bounds("{\"WHO\": [\"ann\", \"bob\"], \"MAX\": 3}")
            .checks(Kind.INVARIANT, "CountInRange", "BelowMax")
            .checks(Kind.ACTION, "BrokenStaysBroken")
            .witness("SomethingBroken", "SwitchedOff", "AllHaveSwitched");

    @Test
    void anEqualTwinConformsWithAsManyStatesAsTlcCounts() throws Exception {
        RunResult alone = MODEL.result();
        Conformity conformity = compare(Lamps.Faithful.class);

        assertThat(conformity.explanation())
                .isEqualTo("Spec and reference implementation have the same states and the same steps.");
        assertThat(conformity.outcome()).isEqualTo(Outcome.CONFORMS);
        TwinReport report = conformity.report().orElseThrow();
        assertThat(report.states()).isEqualTo(alone.states().orElseThrow().distinct());
        assertThat(report.initialStates()).isEqualTo(2);
        // TLC takes Look both ways where something was seen already: one edge.
        assertThat(alone.actions().values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(STEPS_TOLD);
        assertThat(report.edges()).isEqualTo(EDGES);
        assertThat(report.path()).isEmpty();
    }

    @Test
    void symmetryOfTheModelIsLeftOut() throws Exception {
        ToyModel model = ToyModel.of("Lamps")
                .bounds("{\"WHO\": [\"ann\", \"bob\"], \"MAX\": 3}")
                .checks(Kind.INVARIANT, "CountInRange")
                .symmetric("WHO");

        assertThat(compare(model, Lamps.Faithful.class).report())
                .isEqualTo(compare(Lamps.Faithful.class).report());
    }

    @Test
    void anActionThatStandsForAnotherHasItsName() throws Exception {
        ToyModel model = ToyModel.of("Lamps")
                .bounds("{\"WHO\": [\"ann\", \"bob\"], \"MAX\": 3}")
                .checks(Kind.INVARIANT, "CountInRange")
                .substitute("Toggle", "Flip");

        assertThat(compare(model, Lamps.Faithful.class).report().orElseThrow().differences())
                .isEmpty();
    }

    @Test
    void aMissingStepIsFoundWhereItIsFirstMissing() throws Exception {
        TwinReport report = differing(Lamps.LooksOnce.class);

        assertThat(report.differences())
                .extracting(Difference::kind, Difference::message)
                .containsExactly(tuple(
                        Difference.Kind.STEP_MISSING,
                        "The spec takes Look(w=ann), the reference implementation does not."));
        assertThat(labels(report)).containsExactly("Switch", "Look");
        assertThat(report.path().orElseThrow().steps()).extracting(Step::actor).containsExactly("ann", "ann");
        assertThat(report.path().orElseThrow().last().variables().get("lamp").toString())
                .isEqualTo("(ann :> [light |-> on, seen |-> TRUE], bob :> [light |-> off, seen |-> FALSE])");
    }

    @Test
    void aStepTooManyIsFoundEvenInAStateFromWhichTheSpecHasNone() throws Exception {
        TwinReport report = differing(Lamps.BreaksTwice.class);

        assertThat(report.differences())
                .extracting(Difference::kind, Difference::message)
                .containsExactly(
                        tuple(
                                Difference.Kind.STEP_TOO_MANY,
                                "The reference implementation takes Break(w=ann), the spec does not."),
                        tuple(
                                Difference.Kind.STEP_TOO_MANY,
                                "The reference implementation takes Break(w=bob), the spec does not."));
        assertThat(labels(report)).hasSize(4).endsWith("Break", "Break");
    }

    @Test
    void aWrongSuccessorIsShownWithTheVariablesThatDiffer() throws Exception {
        TwinReport report = differing(Lamps.MisCounts.class);

        assertThat(report.differences().get(0))
                .isEqualTo(new Difference(
                        Difference.Kind.SUCCESSOR,
                        Optional.of("Switch(w=ann, on=TRUE)"),
                        "Switch(w=ann, on=TRUE) leads to different states.",
                        List.of(new Variable("count", Optional.of(new Value.Int(2)), Optional.of(new Value.Int(1))))));
        assertThat(report.differences()).hasSize(4);
        assertThat(labels(report)).isEmpty();
        assertThat(report.path().orElseThrow().initial().variables()).containsEntry("count", new Value.Int(1));
    }

    @Test
    void aWrongArgumentIsOneStepMissingAndOneTooMany() throws Exception {
        TwinReport report = differing(Lamps.MistakesArgument.class);

        assertThat(report.differences())
                .extracting(Difference::kind, difference -> difference.label().orElseThrow())
                .containsExactly(
                        tuple(Difference.Kind.STEP_MISSING, "Switch(w=ann, on=TRUE)"),
                        tuple(Difference.Kind.STEP_MISSING, "Switch(w=bob, on=TRUE)"),
                        tuple(Difference.Kind.STEP_TOO_MANY, "Switch(w=ann, on=FALSE)"),
                        tuple(Difference.Kind.STEP_TOO_MANY, "Switch(w=bob, on=FALSE)"));
        assertThat(labels(report)).isEmpty();
    }

    @Test
    void wrongInitialStatesAreShownBesideTheMostSimilarOnes() throws Exception {
        TwinReport report = differing(Lamps.BeginsElsewhere.class);

        List<Variable> differing =
                List.of(new Variable("count", Optional.of(new Value.Int(1)), Optional.of(new Value.Int(2))));
        assertThat(report.differences())
                .extracting(Difference::kind, Difference::variables)
                .containsExactly(
                        tuple(Difference.Kind.INITIAL_STATE_MISSING, differing),
                        tuple(Difference.Kind.INITIAL_STATE_TOO_MANY, differing));
        assertThat(report.initialStates()).isEqualTo(1);
        assertThat(report.path()).isEmpty();
    }

    @Test
    void aWrongHistoryVariableIsADifferenceThoughNothingReadsIt() throws Exception {
        TwinReport report = differing(Lamps.RewritesHistory.class);

        assertThat(report.differences().get(0).label()).contains("Switch(w=bob, on=TRUE)");
        assertThat(report.differences().get(0).variables())
                .extracting(
                        Variable::name, variable -> variable.spec().toString(), variable -> variable.implementation()
                                .toString())
                .containsExactly(tuple("order", "Optional[<<ann, bob>>]", "Optional[<<bob, ann>>]"));
        assertThat(labels(report)).containsExactly("Switch");
    }

    @Test
    void whatTheDescriptionLeavesOutIsADifference() throws Exception {
        TwinReport report = differing(Lamps.KeepsSecrets.class);

        assertThat(report.differences())
                .extracting(Difference::kind, difference -> difference.label().orElseThrow())
                .containsExactly(tuple(Difference.Kind.HIDDEN_STATE, "Look(w=ann)"));
        assertThat(labels(report)).containsExactly("Switch", "Look");
    }

    @Test
    void anExceptionIsADifferenceWithItsMessageAndPlace() throws Exception {
        TwinReport report = differing(Lamps.Crashes.class);

        assertThat(report.differences()).hasSize(1);
        assertThat(report.differences().get(0).kind()).isEqualTo(Difference.Kind.CRASH);
        assertThat(report.differences().get(0).message())
                .contains("Look(w=ann)", "IllegalStateException: seen it all", "Lamps.java:");
        assertThat(labels(report)).containsExactly("Switch", "Look");
    }

    @Test
    void aMoveThatChangesTheStateAndThenRefusesIsADifference() throws Exception {
        TwinReport report = differing(Lamps.RefusesTooLate.class);

        assertThat(report.differences())
                .extracting(Difference::kind, difference -> difference.label().orElseThrow())
                .containsExactly(
                        tuple(Difference.Kind.REFUSED_BUT_CHANGED, "Look(w=ann)"),
                        tuple(Difference.Kind.REFUSED_BUT_CHANGED, "Look(w=bob)"));
    }

    @Test
    void aTwinThatCannotBeMadeIsADifferenceAndNotForgotten() throws Exception {
        assertThat(conformer(Lamps.CannotBegin.class).covers(MODEL.run())).isTrue();
        TwinReport report = differing(Lamps.CannotBegin.class);

        assertThat(report.differences().get(0).message())
                .contains("cannot begin", "UnsupportedOperationException: no such bounds");
    }

    @Test
    void onlySpecsWithATwinAreCovered() throws Exception {
        assertThat(conformer(Lamps.Faithful.class).covers(MODEL.run())).isTrue();
        assertThat(conformer(Lamps.Faithful.class)
                        .covers(ToyModel.of("Counter").bounds("{\"WHO\": []}").run()))
                .isFalse();
    }

    @Test
    void aSpecThatCannotBeReadIsBroken() throws Exception {
        Conformity conformity = compare(
                ToyModel.of("Lamps")
                        .bounds("{\"WHO\": [\"ann\"], \"MAX\": 3, \"MIN\": 1}")
                        .checks(Kind.INVARIANT, "CountInRange"),
                Lamps.Faithful.class);

        assertThat(conformity.outcome()).isEqualTo(Outcome.BROKEN);
        assertThat(conformity.explanation()).contains("MIN");
    }

    @Test
    void aSearchThatDoesNotEndInTimeIsInconclusive() throws Exception {
        Conformity conformity = conformer(Lamps.Faithful.class)
                .compare(MODEL.run(), new Limits(Duration.ofMillis(200), 256), (run, distinct, generated, queue) -> {});

        assertThat(conformity.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(conformity.explanation()).contains("time limit");
    }

    @Test
    void whereValuesGrowForEverTheComparisonGoesUpToAViolatedInvariant() throws Exception {
        Conformity conformity =
                compare(ToyModel.of("Leak").bounds("{}").checks(Kind.INVARIANT, "NothingLeaked"), Leak.Factory.class);

        assertThat(conformity.outcome()).isEqualTo(Outcome.CONFORMS);
        TwinReport report = conformity.report().orElseThrow();
        assertThat(report.states()).isEqualTo(4);
        assertThat(report.beyond()).isEqualTo(1);
    }

    @Test
    void valuesThatGrowForEverWithoutAViolationAreNoAnswerAndOneSentence() throws Exception {
        Conformity conformity =
                compare(ToyModel.of("Leak").bounds("{}").checks(Kind.INVARIANT, "NotNegative"), Leak.Factory.class);

        assertThat(conformity.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(conformity.explanation())
                .isEqualTo(
                        "After 7 steps Get() gives a value that the packed state has no room for: refs = 8 is outside 0..7."
                                + " The field is too narrow for the model, or a value grows for ever.");
    }

    @Test
    void whatBothSidesStateIsComparedInEachStateAndStepAndTheRestIsNamed() throws Exception {
        Conformity conformity = compare(JUDGED, Lamps.Faithful.class);

        assertThat(conformity.outcome()).as(conformity.explanation()).isEqualTo(Outcome.CONFORMS);
        assertThat(conformity.report().orElseThrow().compared())
                .isEqualTo(new TwinReport.Compared(
                        List.of("CountInRange", "BelowMax", "BrokenStaysBroken", "SomethingBroken", "SwitchedOff"),
                        List.of("AllHaveSwitched")));
        assertThat(conformity.report().orElseThrow().states()).isEqualTo(STATES);
    }

    @Test
    void anInvariantThatIsTakenForGrantedIsFoundWhereItIsFirstFalse() throws Exception {
        TwinReport report = differing(JUDGED, Lamps.TakesForGranted.class);

        assertThat(report.differences())
                .extracting(Difference::kind, Difference::variables)
                .containsExactly(tuple(Difference.Kind.PREDICATE, List.of(said("BelowMax", false))));
        assertThat(labels(report)).containsExactly("Switch", "Switch");
        assertThat(report.path().orElseThrow().last().variables()).containsEntry("count", new Value.Int(3));
    }

    @Test
    void aWitnessThatIsAlwaysSeenIsFoundAtTheStart() throws Exception {
        TwinReport report = differing(JUDGED, Lamps.SeesGhosts.class);

        assertThat(report.differences())
                .extracting(Difference::kind, Difference::variables)
                .containsExactly(tuple(Difference.Kind.PREDICATE, List.of(said("SomethingBroken", false))));
        assertThat(labels(report)).isEmpty();
    }

    @Test
    void aWitnessOfStepsIsFoundByTheStep() throws Exception {
        TwinReport report = differing(JUDGED, Lamps.MissesSteps.class);

        assertThat(report.differences())
                .extracting(Difference::message, Difference::variables)
                .containsOnly(
                        tuple(
                                "The two sides do not say the same of the step Switch(w=ann, on=FALSE).",
                                List.of(said("SwitchedOff", true))),
                        tuple(
                                "The two sides do not say the same of the step Toggle(w=ann).",
                                List.of(said("SwitchedOff", true))));
        assertThat(labels(report)).containsExactly("Switch");
    }

    @Test
    void aPropertyOfStepsIsFoundByTheStep() throws Exception {
        TwinReport report = differing(JUDGED, Lamps.ForbidsSteps.class);

        assertThat(report.differences())
                .extracting(Difference::kind, difference -> difference.label().orElseThrow())
                .contains(tuple(Difference.Kind.PREDICATE, "Switch(w=ann, on=TRUE)"));
        assertThat(report.differences().get(0).variables()).containsExactly(said("BrokenStaysBroken", true));
        assertThat(labels(report)).isEmpty();
    }

    @Test
    void aPropertyThatThrowsIsADifference() throws Exception {
        TwinReport report = differing(JUDGED, Lamps.CannotSay.class);

        assertThat(report.differences().get(0).kind()).isEqualTo(Difference.Kind.CRASH);
        assertThat(report.differences().get(0).message()).contains("BelowMax", "hard to say", "Lamps.java:");
    }

    @Test
    void aWitnessThatTheSpecCannotEvaluateEverywhereIsNotSaidToBeTheSame() throws Exception {
        Conformity conformity = compare(
                ToyModel.of("Lamps")
                        .bounds("{\"WHO\": [\"ann\", \"bob\"], \"MAX\": 3}")
                        .checks(Kind.INVARIANT, "CountInRange")
                        .witness("AnnWasFirst"),
                Lamps.Faithful.class);

        assertThat(conformity.outcome()).isEqualTo(Outcome.BROKEN);
        assertThat(conformity.explanation()).contains("order");
    }

    /** What the spec says, where the other side says the contrary. */
    private static Variable said(String id, boolean spec) {
        return new Variable(id, Optional.of(new Value.Bool(spec)), Optional.of(new Value.Bool(!spec)));
    }

    private static TwinReport differing(Class<? extends ProtocolFactory> factory) throws Exception {
        return differing(MODEL, factory);
    }

    private static TwinReport differing(ToyModel model, Class<? extends ProtocolFactory> factory) throws Exception {
        Conformity conformity = compare(model, factory);
        assertThat(conformity.explanation()).isNotEmpty();
        assertThat(conformity.outcome()).isEqualTo(Outcome.DIFFERS);
        return conformity.report().orElseThrow();
    }

    private static Conformity compare(Class<? extends ProtocolFactory> factory) throws Exception {
        return compare(MODEL, factory);
    }

    private static Conformity compare(ToyModel model, Class<? extends ProtocolFactory> factory) throws Exception {
        Run run = model.run();
        return conformer(factory)
                .compare(
                        run,
                        new Limits(run.model().timeout(), run.model().heap()),
                        (which, distinct, generated, queue) -> {});
    }

    private static TlcConformer conformer(Class<? extends ProtocolFactory> factory) throws Exception {
        return new TlcConformer(ToyModel.SPECS, TlcJar.bundled(), ChildRunner.open(), factory);
    }

    private static List<String> labels(TwinReport report) {
        return report.path().orElseThrow().steps().stream().map(Step::action).toList();
    }
}
