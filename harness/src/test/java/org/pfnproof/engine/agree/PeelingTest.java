package org.pfnproof.engine.agree;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.pfnproof.catalogue.Problem;
import org.pfnproof.catalogue.Property;
import org.pfnproof.engine.Engine;
import org.pfnproof.engine.Limits;
import org.pfnproof.engine.ProgressListener;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.RunResult;
import org.pfnproof.engine.Verdict;
import org.pfnproof.testing.Results;

class PeelingTest {

    private static final List<String> BOTH = List.of("NoLostUpdate", "Deadlock");

    private final List<String> asked = new ArrayList<>();

    @Test
    void whatHoldsIsDecidedInOneRun() throws Exception {
        Answers answers = answers(run -> new Verdict.Holds());
        assertThat(answers.properties())
                .containsEntry("NoLostUpdate", Answer.HOLDS)
                .containsEntry("Deadlock", Answer.HOLDS);
        assertThat(answers.distinct()).isEqualTo(OptionalLong.of(9));
        assertThat(asked).containsExactly("[NoLostUpdate] and deadlocks");
    }

    @Test
    void eachViolatedPropertyIsLeftOutOfTheNextRun() throws Exception {
        Answers answers = answers(run ->
                run.model().deadlock() ? new Verdict.Violated("Deadlock") : new Verdict.Violated("NoLostUpdate"));
        assertThat(answers.properties())
                .containsEntry("NoLostUpdate", Answer.violated(3))
                .containsEntry("Deadlock", Answer.violated(3));
        assertThat(answers.distinct()).isEmpty();
        assertThat(answers.failure()).isEmpty();
        assertThat(asked).containsExactly("[NoLostUpdate] and deadlocks", "[NoLostUpdate]");
    }

    @Test
    void aWitnessThatIsNotReachedDoesNotMatterHere() throws Exception {
        assertThat(answers(run -> new Verdict.Vacuous(List.of("dull"))).properties())
                .containsEntry("NoLostUpdate", Answer.HOLDS);
    }

    @Test
    void whatIsNotDecidedIsMissing() throws Exception {
        Verdict timeout = new Verdict.Inconclusive("time is up");
        Answers answers = answers(run -> run.model().deadlock() ? new Verdict.Violated("Deadlock") : timeout);
        assertThat(answers.properties()).containsOnlyKeys("Deadlock");
        assertThat(answers.failure()).contains(timeout);
    }

    @Test
    void aBrokenSpecIsNoAnswer() throws Exception {
        Verdict broken = new Verdict.Broken(List.of(Problem.of("no such operator")));
        assertThat(answers(run -> broken)).isEqualTo(Answers.failed(broken));
    }

    @Test
    void aViolationOfWhatWasNotAskedIsNoAnswer() throws Exception {
        assertThat(answers(run -> new Verdict.Violated("Other")).failure())
                .get()
                .isInstanceOf(Verdict.Inconclusive.class);
    }

    private Answers answers(Function<Run, Verdict> verdicts) throws InterruptedException {
        Engine engine = new Engine() {
            @Override
            public String version() {
                return "Fake 1.0";
            }

            @Override
            public RunResult run(Run run, Limits limits, ProgressListener progress) {
                List<String> ids =
                        run.model().properties().stream().map(Property::id).toList();
                asked.add(ids + (run.model().deadlock() ? " and deadlocks" : ""));
                return Results.of(run, verdicts.apply(run));
            }
        };
        Run run = new Run(Results.run("toy").model(), Optional.empty());
        return new Peeling(engine).answers(run, BOTH, new Limits(Duration.ofMinutes(1), 64), (it, d, g, q) -> {});
    }
}
