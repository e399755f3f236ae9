package org.pfnproof.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pfnproof.catalogue.Claim;
import org.pfnproof.catalogue.Claim.Evidence;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.RunResult;
import org.pfnproof.engine.Verdict;
import org.pfnproof.testing.Results;

class ClaimEvaluatorTest {

    private static final Evidence HOLDS = new Evidence("toy", "NoLostUpdate", false);
    private static final Evidence FALLS = new Evidence("toy-unlocked", "NoLostUpdate", true);

    private final Run toy = Results.run("toy");
    private final Run unlocked = Results.run("toy+toy-unlocked");

    private static Claim claim(List<Evidence> confirmedBy, List<Evidence> refutedBy, boolean boundless) {
        return new Claim(
                "claim",
                "A sentence.",
                "Somebody",
                "somewhere",
                confirmedBy,
                refutedBy,
                boundless,
                Claim.Verdict.CONFIRMED,
                "Because.");
    }

    private static Claim.Verdict verdict(Claim claim, RunResult... results) {
        return new ClaimEvaluator(List.of(results)).evaluate(claim).verdict();
    }

    @Test
    void isConfirmedWhenAllConfirmingOutcomesAreMet() {
        RunResult[] results = {Results.expected(toy), Results.expected(unlocked)};
        assertThat(verdict(claim(List.of(HOLDS, FALLS), List.of(), false), results))
                .isEqualTo(Claim.Verdict.CONFIRMED_WITHIN_BOUNDS);
        assertThat(verdict(claim(List.of(HOLDS, FALLS), List.of(), true), results))
                .isEqualTo(Claim.Verdict.CONFIRMED);
    }

    @Test
    void isRefutedByOneRefutingOutcomeWhateverConfirmsIt() {
        assertThat(verdict(
                        claim(List.of(HOLDS), List.of(FALLS), false),
                        Results.expected(toy),
                        Results.expected(unlocked)))
                .isEqualTo(Claim.Verdict.REFUTED);
    }

    @Test
    void isUndecidedWhenAConfirmingOutcomeIsNotMet() {
        assertThat(verdict(
                        claim(List.of(HOLDS, FALLS), List.of(), false),
                        Results.expected(toy),
                        Results.of(unlocked, new Verdict.Holds())))
                .isEqualTo(Claim.Verdict.UNDECIDED);
    }

    @Test
    void isUndecidedWhenARefutingRunGaveNoAnswer() {
        ClaimResult result = new ClaimEvaluator(
                        List.of(Results.expected(toy), Results.of(unlocked, new Verdict.Inconclusive("timeout"))))
                .evaluate(claim(List.of(HOLDS), List.of(FALLS), false));
        assertThat(result.verdict()).isEqualTo(Claim.Verdict.UNDECIDED);
        assertThat(result.exit()).isEqualTo(ExitCode.UNDECIDED);
    }

    @Test
    void aRunThatStoppedAtAnotherPropertySaysNothingAboutThisOne() {
        ClaimResult result = new ClaimEvaluator(List.of(Results.of(toy, new Verdict.Violated("Deadlock"))))
                .evaluate(claim(List.of(HOLDS), List.of(), false));
        assertThat(result.evidence().get(0).found()).isEqualTo(ClaimResult.Found.UNKNOWN);
    }

    @Test
    void aWitnessThatWasReachedIsEvidence() {
        Evidence reached = new Evidence("toy", "BothWaiting", false);
        assertThat(verdict(claim(List.of(reached), List.of(), true), Results.expected(toy)))
                .isEqualTo(Claim.Verdict.CONFIRMED);
    }

    @Test
    void aVerdictOtherThanExpectedIsADeviation() {
        ClaimResult result =
                new ClaimEvaluator(List.of(Results.expected(toy))).evaluate(claim(List.of(HOLDS), List.of(), false));
        assertThat(result.verdict()).isEqualTo(Claim.Verdict.CONFIRMED_WITHIN_BOUNDS);
        assertThat(result.exit()).isEqualTo(ExitCode.UNEXPECTED);
    }
}
