package org.pfnproof.check;

import java.util.List;
import java.util.stream.Stream;
import org.pfnproof.catalogue.Claim;
import org.pfnproof.catalogue.Claim.Evidence;
import org.pfnproof.check.ClaimResult.Finding;
import org.pfnproof.check.ClaimResult.Found;
import org.pfnproof.engine.RunResult;
import org.pfnproof.engine.Verdict;

/** Decides claims by the results of their runs. */
final class ClaimEvaluator {

    private final List<RunResult> results;

    ClaimEvaluator(List<RunResult> results) {
        this.results = List.copyOf(results);
    }

    ClaimResult evaluate(Claim claim) {
        List<Finding> refuting = claim.refutedBy().stream()
                .map(evidence -> new Finding(evidence, true, find(evidence)))
                .toList();
        List<Finding> confirming = claim.confirmedBy().stream()
                .map(evidence -> new Finding(evidence, false, find(evidence)))
                .toList();
        return new ClaimResult(
                claim,
                verdict(claim, refuting, confirming),
                Stream.concat(refuting.stream(), confirming.stream()).toList());
    }

    private static Claim.Verdict verdict(Claim claim, List<Finding> refuting, List<Finding> confirming) {
        if (refuting.stream().anyMatch(finding -> finding.found() == Found.MET)) {
            return Claim.Verdict.REFUTED;
        }
        // A refuting run without an answer might have refuted it.
        boolean safe = refuting.stream().allMatch(finding -> finding.found() == Found.NOT_MET);
        boolean shown = !confirming.isEmpty() && confirming.stream().allMatch(finding -> finding.found() == Found.MET);
        if (!safe || !shown) {
            return Claim.Verdict.UNDECIDED;
        }
        return claim.boundless() ? Claim.Verdict.CONFIRMED : Claim.Verdict.CONFIRMED_WITHIN_BOUNDS;
    }

    /** A variant with several models violates a property if one of them does, and keeps it if all of them do. */
    private Found find(Evidence evidence) {
        List<Found> founds = results.stream()
                .filter(result -> name(result).equals(evidence.run()))
                .filter(result -> checks(result, evidence.property()))
                .map(result -> find(result, evidence))
                .toList();
        Found decisive = evidence.violated() ? Found.MET : Found.NOT_MET;
        Found otherwise = evidence.violated() ? Found.NOT_MET : Found.MET;
        if (founds.contains(decisive)) {
            return decisive;
        }
        return founds.isEmpty() || founds.contains(Found.UNKNOWN) ? Found.UNKNOWN : otherwise;
    }

    private static Found find(RunResult result, Evidence evidence) {
        if (result.verdict() instanceof Verdict.Violated violated
                && violated.property().equals(evidence.property())) {
            return evidence.violated() ? Found.MET : Found.NOT_MET;
        }
        if (result.verdict() instanceof Verdict.Holds) {
            return evidence.violated() ? Found.NOT_MET : Found.MET;
        }
        // The run stopped at another property, or without an answer: nothing is known about this one.
        return Boolean.TRUE.equals(result.witnesses().get(evidence.property())) && !evidence.violated()
                ? Found.MET
                : Found.UNKNOWN;
    }

    private static String name(RunResult result) {
        return result.run()
                .variant()
                .map(variant -> variant.id())
                .orElse(result.run().model().id());
    }

    private static boolean checks(RunResult result, String property) {
        return Stream.concat(result.run().model().properties().stream(), result.run().model().witnesses().stream())
                .anyMatch(known -> known.id().equals(property));
    }
}
