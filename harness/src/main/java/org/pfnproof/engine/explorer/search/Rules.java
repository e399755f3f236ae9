package org.pfnproof.engine.explorer.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.pfnproof.kernel.Rule;

/**
 * Rules sorted by when they are looked at. Those already decided are left out.
 *
 * @param states what is asked about each new state
 * @param steps what is asked about each step
 * @param <S> the states
 */
record Rules<S>(List<OfState<S>> states, List<OfStep<S>> steps) {

    /**
     * A question about a state.
     *
     * @param rule its place among all rules
     * @param holds the predicate
     * @param news the answer that matters
     */
    record OfState<S>(int rule, Predicate<S> holds, boolean news) {}

    /**
     * A question about a step.
     *
     * @param rule its place among all rules
     * @param holds the predicate
     * @param news the answer that matters
     */
    record OfStep<S>(int rule, BiPredicate<S, S> holds, boolean news) {}

    /** The rules whose places are not among {@code decided}. */
    static <S> Rules<S> of(List<Rule<S>> rules, Set<Integer> decided) {
        List<OfState<S>> states = new ArrayList<>();
        List<OfStep<S>> steps = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            Rule<S> rule = rules.get(i);
            if (decided.contains(i)) {
                continue;
            }
            if (rule instanceof Rule.Invariant<S> invariant) {
                states.add(new OfState<>(i, invariant.holds(), false));
            } else if (rule instanceof Rule.Witness<S> witness) {
                states.add(new OfState<>(i, witness.seen(), true));
            } else if (rule instanceof Rule.StepRule<S> step) {
                steps.add(new OfStep<>(i, step.holds(), false));
            } else if (rule instanceof Rule.StepWitness<S> witness) {
                steps.add(new OfStep<>(i, witness.seen(), true));
            }
        }
        return new Rules<>(states, steps);
    }
}
