package org.pfnproof.engine.tlc.child;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import tla2sany.semantic.ModuleNode;
import tlc2.tool.ITool;
import tlc2.tool.TLCState;

/**
 * Sees where each of some properties is violated first, while TLC goes on: invariants in each new state, {@code [][A]_vars} in each step.
 * For one worker only, whose search is breadth first, so that no violation is nearer than the first.
 */
final class FirstViolations {

    private final ITool tool;
    private final Map<String, Integer> lengths = new TreeMap<>();
    private final List<Formula> invariants = new ArrayList<>();
    private final List<Formula> actions = new ArrayList<>();

    /**
     * Nothing is seen yet.
     *
     * @param properties their ids
     * @throws IllegalArgumentException if one of them is neither an invariant nor a formula about each step
     */
    FirstViolations(ITool tool, ModuleNode root, List<String> properties) {
        this.tool = tool;
        for (String property : properties) {
            Formula formula = Formula.of(root.getOpDef(property));
            (formula.ofSteps() ? actions : invariants).add(formula);
        }
    }

    /** Property to the steps of its shortest violation, the violating step included. */
    Map<String, Integer> lengths() {
        return lengths;
    }

    /** Whether there was something to see, and all of it has been. */
    boolean isOver() {
        return invariants.isEmpty() && actions.isEmpty() && !lengths.isEmpty();
    }

    void initial(TLCState state) {
        look(invariants, 0, formula -> formula.isTrue(tool, state));
    }

    void step(TLCState state, TLCState successor, boolean isNew) {
        int length = state.getLevel() - TLCState.INIT_LEVEL + 1;
        if (isNew) {
            look(invariants, length, formula -> formula.isTrue(tool, successor));
        }
        look(actions, length, formula -> formula.isTrue(tool, state, successor));
    }

    private void look(List<Formula> open, int length, Predicate<Formula> isTrue) {
        for (Iterator<Formula> iterator = open.iterator(); iterator.hasNext(); ) {
            Formula formula = iterator.next();
            if (!isTrue.test(formula)) {
                lengths.put(formula.name(), length);
                iterator.remove();
            }
        }
    }
}
