package org.pfnproof.engine.tlc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pfnproof.catalogue.Property.Kind;
import org.pfnproof.engine.Limits;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.RunResult;
import org.pfnproof.engine.Verdict;
import org.pfnproof.engine.agree.Answer;
import org.pfnproof.engine.agree.Answers;
import org.pfnproof.engine.child.ChildRunner;

/** What TLC says of several properties of a toy spec, beside the counterexamples that it makes of each alone. */
@Timeout(180)
class TlcPropertyCheckerTest {

    @Test
    void lengthsAreThoseOfTheCounterexamplesOfEachPropertyAlone() throws Exception {
        List<String> invariants = List.of("InRange", "StartsAtOne", "NeverMax", "NeverAboveMax");
        List<String> actions = List.of("OnlyUp", "OnlyUpOrToZero");
        ToyModel all = ToyModel.of("Counter")
                .checks(Kind.INVARIANT, invariants.toArray(String[]::new))
                .checks(Kind.ACTION, actions.toArray(String[]::new));
        Answers answers = answers(
                all, "InRange", "StartsAtOne", "NeverMax", "NeverAboveMax", "OnlyUp", "OnlyUpOrToZero", "Deadlock");

        for (String id : invariants) {
            assertThat(answers.properties()).containsEntry(id, alone(Kind.INVARIANT, id));
        }
        for (String id : actions) {
            assertThat(answers.properties()).containsEntry(id, alone(Kind.ACTION, id));
        }
        assertThat(answers.properties())
                .containsEntry("InRange", Answer.HOLDS)
                .containsEntry("StartsAtOne", Answer.violated(0))
                .containsEntry("NeverAboveMax", Answer.violated(2))
                .containsEntry("OnlyUp", Answer.violated(2))
                .containsEntry("Deadlock", Answer.HOLDS);
        RunResult plain =
                ToyModel.of("Counter").checks(Kind.INVARIANT, "InRange").result();
        assertThat(answers.distinct()).hasValue(plain.states().orElseThrow().distinct());
        assertThat(answers.failure()).isEmpty();
    }

    @Test
    void nothingIsSearchedForOnceAllIsViolated() throws Exception {
        ToyModel endless = ToyModel.of("Counter")
                .bounds("{\"Workers\": [\"w1\"], \"Max\": 1000000000}")
                .checks(Kind.INVARIANT, "StartsAtOne")
                .checks(Kind.ACTION, "CountsByOne");
        assertThat(answers(endless, "StartsAtOne", "CountsByOne").properties())
                .isEqualTo(Map.of("StartsAtOne", Answer.violated(0), "CountsByOne", Answer.violated(1)));
    }

    @Test
    void aDeadlockDoesNotHideTheOthers() throws Exception {
        ToyModel model = ToyModel.of("Endings").bounds("{}").checks(Kind.INVARIANT, "Small", "Tiny");
        assertThat(answers(model, "Small", "Tiny", "Deadlock").properties())
                .isEqualTo(Map.of("Small", Answer.HOLDS, "Tiny", Answer.violated(2), "Deadlock", Answer.violated(2)));
    }

    @Test
    void ofSeveralRefinementsEachIsDecidedAlone() throws Exception {
        ToyModel model = ToyModel.of("Refining")
                .bounds("{}")
                .checks(Kind.INVARIANT, "TypeOK")
                .checks(Kind.REFINEMENT, "RefinesUp", "RefinesSteps");
        assertThat(answers(model, "TypeOK", "RefinesUp", "RefinesSteps").properties())
                .isEqualTo(
                        Map.of("TypeOK", Answer.HOLDS, "RefinesUp", Answer.HOLDS, "RefinesSteps", Answer.violated(2)));
    }

    @Test
    void anOverrideWithoutEffectIsRefusedHereToo() throws Exception {
        ToyModel model = ToyModel.of("Counter")
                .checks(Kind.INVARIANT, "InRange")
                .variant("unlimited", "Unlimited", Map.of("NeverCounts", "UnlimitedMayCount"));
        assertThat(answers(model, "InRange").failure()).get().isInstanceOf(Verdict.Broken.class);
    }

    private static Answer alone(Kind kind, String id) throws Exception {
        RunResult result = ToyModel.of("Counter").checks(kind, id).result();
        return result.counterexample()
                .map(trace -> Answer.violated(trace.steps().size()))
                .orElse(Answer.HOLDS);
    }

    private static Answers answers(ToyModel model, String... properties) throws Exception {
        Run run = model.run();
        return new TlcPropertyChecker(ToyModel.SPECS, TlcJar.bundled(), ChildRunner.open())
                .answers(
                        run,
                        List.of(properties),
                        new Limits(run.model().timeout(), run.model().heap()),
                        (which, distinct, generated, queue) -> {});
    }
}
