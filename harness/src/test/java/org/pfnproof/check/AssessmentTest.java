package org.pfnproof.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.pfnproof.catalogue.Problem;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.RunResult;
import org.pfnproof.engine.Verdict;
import org.pfnproof.testing.Results;

class AssessmentTest {

    private final Run toy = Results.run("toy");
    private final Run unlocked = Results.run("toy+toy-unlocked");

    private static Assessment assess(Run run, Verdict verdict) {
        return Assessment.of(Results.of(run, verdict));
    }

    @Test
    void whatIsExpectedIsFine() {
        assertThat(assess(toy, new Verdict.Holds()).exit()).isEqualTo(ExitCode.OK);
        assertThat(assess(unlocked, new Verdict.Violated("NoLostUpdate")).exit())
                .isEqualTo(ExitCode.OK);
    }

    @Test
    void aModelThatFallsIsADeviation() {
        Assessment assessment = assess(toy, new Verdict.Violated("NoLostUpdate"));
        assertThat(assessment.exit()).isEqualTo(ExitCode.UNEXPECTED);
        assertThat(assessment.explanation()).isEqualTo("NoLostUpdate is violated, but it was expected to hold.");
    }

    @Test
    void aVariantThatHoldsIsADeviation() {
        Assessment assessment = assess(unlocked, new Verdict.Holds());
        assertThat(assessment.exit()).isEqualTo(ExitCode.UNEXPECTED);
        assertThat(assessment.explanation())
                .isEqualTo("NoLostUpdate was expected to be violated, but every property holds.");
    }

    @Test
    void aVariantThatFallsForTheWrongReasonIsADeviationAndSaysSo() {
        Assessment assessment = assess(unlocked, new Verdict.Violated("Deadlock"));
        assertThat(assessment.exit()).isEqualTo(ExitCode.UNEXPECTED);
        assertThat(assessment.explanation())
                .startsWith("WRONG REASON: Deadlock is violated, but the run must violate NoLostUpdate");
    }

    @Test
    void aCountOffItsPinIsADeviation() {
        RunResult result = withStates(Results.expected(toy), Optional.of(new RunResult.States(11, 40, 5)));
        Assessment assessment = Assessment.of(result);
        assertThat(assessment.exit()).isEqualTo(ExitCode.UNEXPECTED);
        assertThat(assessment.explanation())
                .startsWith("OFF ITS PIN: the run has 11 distinct states, but 9 are pinned");
    }

    @Test
    void aPinnedCountThatIsMissingIsADeviation() {
        assertThat(Assessment.of(withStates(Results.expected(toy), Optional.empty()))
                        .exit())
                .isEqualTo(ExitCode.UNEXPECTED);
    }

    @Test
    void thePinOfAModelDoesNotBindItsVariants() {
        RunResult result = withStates(Results.expected(unlocked), Optional.of(new RunResult.States(3, 4, 2)));
        assertThat(Assessment.of(result).exit()).isEqualTo(ExitCode.OK);
    }

    @Test
    void eachOtherVerdictHasItsExitCode() {
        assertThat(assess(toy, new Verdict.Broken(List.of(Problem.of("no such constant"))))
                        .exit()
                        .code())
                .isEqualTo(2);
        assertThat(assess(toy, new Verdict.Disagreement("12 against 13")).exit().code())
                .isEqualTo(4);
        assertThat(assess(toy, new Verdict.Inconclusive("timeout")).exit().code())
                .isEqualTo(3);
        assertThat(assess(toy, new Verdict.Vacuous(List.of("never"))).exit().code())
                .isEqualTo(3);
    }

    @Test
    void precedenceIsTwoFourOneThreeZero() {
        List<Integer> codes = Stream.of(ExitCode.values())
                .sorted(java.util.Comparator.reverseOrder())
                .map(ExitCode::code)
                .toList();
        assertThat(codes).containsExactly(2, 4, 1, 3, 0);
        assertThat(ExitCode.worst(Stream.of(ExitCode.UNDECIDED, ExitCode.UNEXPECTED, ExitCode.OK)))
                .isEqualTo(ExitCode.UNEXPECTED);
        assertThat(ExitCode.worst(Stream.empty())).isEqualTo(ExitCode.OK);
    }

    private static RunResult withStates(RunResult result, Optional<RunResult.States> states) {
        return new RunResult(
                result.run(),
                result.engine(),
                result.verdict(),
                states,
                result.actions(),
                result.witnesses(),
                result.counterexample(),
                result.notes(),
                result.command(),
                result.time(),
                result.observations(),
                result.memory(),
                result.kept());
    }
}
