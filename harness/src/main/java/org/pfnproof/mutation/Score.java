package org.pfnproof.mutation;

import java.util.List;
import java.util.function.Predicate;
import org.pfnproof.engine.mutant.Outcome;

/**
 * Mutants counted.
 *
 * @param generated all that were found
 * @param run those that the time sufficed for
 * @param killed by a property, a witness, a lost action, or an action that must never be taken
 * @param equivalent with the same state graphs as the unchanged spec
 * @param invalid not runnable
 * @param survived all others that were run: survivors, unreached and unfinished ones
 */
public record Score(int generated, int run, int killed, int equivalent, int invalid, int survived) {

    /** Counts. */
    public static Score of(List<Tried> mutants) {
        return new Score(
                mutants.size(),
                count(mutants, tried -> !(tried.outcome() instanceof Outcome.NotRun)),
                count(mutants, tried -> tried.outcome() instanceof Outcome.Killed),
                count(mutants, tried -> tried.outcome() instanceof Outcome.Equivalent),
                count(mutants, tried -> tried.outcome() instanceof Outcome.Invalid),
                count(mutants, Tried::needsReason));
    }

    /** Killed ones among those that count, in percent; 100 if none counts. */
    public double percent() {
        int counting = killed + survived;
        return counting == 0 ? 100 : 100.0 * killed / counting;
    }

    private static int count(List<Tried> mutants, Predicate<Tried> which) {
        return (int) mutants.stream().filter(which).count();
    }
}
