package org.pfnproof.check;

import java.util.List;
import org.pfnproof.catalogue.Claim;

/**
 * What the runs say about a claim.
 *
 * @param claim the claim
 * @param verdict what follows from the evidence
 * @param evidence each outcome that was looked for, the refuting ones first
 */
public record ClaimResult(Claim claim, Claim.Verdict verdict, List<Finding> evidence) {

    public ClaimResult {
        evidence = List.copyOf(evidence);
    }

    /**
     * An outcome that was looked for, and whether it was found.
     *
     * @param refutes whether it speaks against the claim
     */
    public record Finding(Claim.Evidence evidence, boolean refutes, Found found) {}

    /** Whether an outcome was found. */
    public enum Found {
        MET,
        NOT_MET,
        /** The run gave no answer. */
        UNKNOWN
    }

    /** Whether the verdict is the expected one. */
    public boolean asExpected() {
        return verdict == claim.expected();
    }

    /** What it contributes to the exit code: a claim that stays undecided for want of an answer is no deviation. */
    public ExitCode exit() {
        boolean unanswered = evidence.stream().anyMatch(finding -> finding.found() == Found.UNKNOWN);
        if (asExpected()) {
            return ExitCode.OK;
        }
        return verdict == Claim.Verdict.UNDECIDED && unanswered ? ExitCode.UNDECIDED : ExitCode.UNEXPECTED;
    }
}
