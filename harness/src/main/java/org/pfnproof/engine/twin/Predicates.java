package org.pfnproof.engine.twin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.pfnproof.engine.twin.Difference.Kind;
import org.pfnproof.kernel.Protocol;
import org.pfnproof.kernel.Rule;
import org.pfnproof.kernel.state.PackedState;
import org.pfnproof.trace.Value;

/**
 * What spec and reference implementation both say of states and steps: invariants, properties of steps, and witnesses, which are asked
 * for whether they are seen. Each is evaluated on both sides.
 *
 * @param <S> the reference implementation's states
 */
final class Predicates<S extends PackedState> {

    private final List<Rule<S>> ofStates = new ArrayList<>();
    private final List<Rule<S>> ofSteps = new ArrayList<>();
    private final TwinReport.Compared compared;
    private final S before;
    private final S after;
    private List<Difference> disagreements = List.of();
    private int disagreed = StateStore.NO_PARENT;

    /**
     * Nothing is evaluated yet.
     *
     * @param wanted ids; those that the reference implementation does not state are left out
     */
    Predicates(Protocol<S> protocol, List<String> wanted) {
        this.before = protocol.newState();
        this.after = protocol.newState();
        Map<String, Rule<S>> stated = new LinkedHashMap<>();
        protocol.rules().forEach(rule -> stated.putIfAbsent(rule.id(), rule));
        for (String id : wanted) {
            Optional.ofNullable(stated.get(id)).ifPresent(rule -> (isOfState(rule) ? ofStates : ofSteps).add(rule));
        }
        this.compared = new TwinReport.Compared(
                wanted.stream().filter(stated::containsKey).toList(),
                wanted.stream().filter(id -> !stated.containsKey(id)).toList());
    }

    /** Whether a state violates none of these invariants. */
    static <S extends PackedState> Predicate<S> all(Protocol<S> protocol, List<String> invariants) {
        return invariants.stream().map(id -> invariant(protocol, id)).reduce(state -> true, Predicate::and);
    }

    private static <S extends PackedState> Predicate<S> invariant(Protocol<S> protocol, String id) {
        for (Rule<S> rule : protocol.rules()) {
            if (rule instanceof Rule.Invariant<S> invariant && rule.id().equals(id)) {
                return invariant.holds();
            }
        }
        throw new IllegalArgumentException(
                "it does not state " + id + ", behind whose violations nothing is to be compared");
    }

    /** Which they are. */
    TwinReport.Compared compared() {
        return compared;
    }

    /** Compares what is said of a state, unless there was a disagreement before. */
    void look(int number, long[] words, Told spec) {
        if (!ofStates.isEmpty() && disagreements.isEmpty()) {
            System.arraycopy(words, 0, after.words, 0, words.length);
            disagreements = differences(ofStates, spec, Optional.empty());
            disagreed = number;
        }
    }

    /** What is not said alike of the first such state. */
    List<Difference> disagreements() {
        return disagreements;
    }

    /** That state's number. */
    int disagreed() {
        return disagreed;
    }

    /** Those that are not the same of a step on both sides. */
    List<Difference> ofStep(long[] from, long[] to, Told spec, String label) {
        if (ofSteps.isEmpty()) {
            return List.of();
        }
        System.arraycopy(from, 0, before.words, 0, from.length);
        System.arraycopy(to, 0, after.words, 0, to.length);
        return differences(ofSteps, spec, Optional.of(label));
    }

    private List<Difference> differences(List<Rule<S>> rules, Told spec, Optional<String> label) {
        List<Difference> differences = new ArrayList<>();
        for (Rule<S> rule : rules) {
            boolean theirs = spec.isTrue(rule.id());
            compare(rule.id(), theirs, () -> isTrue(rule), label).ifPresent(differences::add);
        }
        return differences;
    }

    private static Optional<Difference> compare(
            String id, boolean theirs, BooleanSupplier ours, Optional<String> label) {
        String of = label.map(step -> " of the step " + step).orElse(" of this state");
        try {
            return theirs == ours.getAsBoolean()
                    ? Optional.empty()
                    : Optional.of(new Difference(
                            Kind.PREDICATE,
                            label,
                            "The two sides do not say the same" + of + ".",
                            List.of(new Difference.Variable(
                                    id, Optional.of(new Value.Bool(theirs)), Optional.of(new Value.Bool(!theirs))))));
        } catch (RuntimeException | Error e) {
            return Optional.of(new Difference(
                    Kind.CRASH,
                    label,
                    id + ", asked" + of + ", makes the reference implementation throw " + Difference.crash(e),
                    List.of()));
        }
    }

    private static boolean isOfState(Rule<?> rule) {
        return rule instanceof Rule.Invariant || rule instanceof Rule.Witness;
    }

    private boolean isTrue(Rule<S> rule) {
        if (rule instanceof Rule.Invariant<S> invariant) {
            return invariant.holds().test(after);
        } else if (rule instanceof Rule.Witness<S> witness) {
            return witness.seen().test(after);
        } else if (rule instanceof Rule.StepRule<S> step) {
            return step.holds().test(before, after);
        }
        return ((Rule.StepWitness<S>) rule).seen().test(before, after);
    }
}
