package org.pfnproof.engine.tlc.child;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tla2sany.semantic.LevelConstants;
import tla2sany.semantic.ModuleNode;
import tla2sany.semantic.OpApplNode;
import tla2sany.semantic.OpDefNode;
import tla2sany.semantic.SemanticNode;
import tlc2.tool.BuiltInOPs;
import tlc2.tool.EvalControl;
import tlc2.tool.ITool;
import tlc2.tool.TLCState;
import tlc2.tool.ToolGlobals;
import tlc2.util.Context;
import tlc2.value.impl.BoolValue;

/**
 * Sees where each of some properties is violated first, while TLC goes on: invariants in each new state, {@code [][A]_vars} in each step.
 * For one worker only, whose search is breadth first, so that no violation is nearer than the first.
 */
final class FirstViolations {

    private final ITool tool;
    private final Map<String, Integer> lengths = new TreeMap<>();
    private final List<Watched> invariants = new ArrayList<>();
    private final List<Watched> actions = new ArrayList<>();

    /**
     * Nothing is seen yet.
     *
     * @param properties their ids
     * @throws IllegalArgumentException if one of them is neither an invariant nor a formula about each step
     */
    FirstViolations(ITool tool, ModuleNode root, List<String> properties) {
        this.tool = tool;
        for (String property : properties) {
            OpDefNode definition = root.getOpDef(property);
            if (definition.getBody().getLevel() <= LevelConstants.VariableLevel) {
                invariants.add(new Watched(property, definition.getBody()));
            } else {
                SemanticNode always = argument(property, definition.getBody(), ToolGlobals.OPCODE_box);
                argument(property, always, ToolGlobals.OPCODE_sa);
                actions.add(new Watched(property, always));
            }
        }
    }

    /** What must be true of a state, or of a step. */
    private record Watched(String property, SemanticNode formula) {}

    /** Property to the steps of its shortest violation, the violating step included. */
    Map<String, Integer> lengths() {
        return lengths;
    }

    /** Whether there was something to see, and all of it has been. */
    boolean isOver() {
        return invariants.isEmpty() && actions.isEmpty() && !lengths.isEmpty();
    }

    void initial(TLCState state) {
        look(invariants, state, TLCState.Empty, 0);
    }

    void step(TLCState state, TLCState successor, boolean isNew) {
        int length = state.getLevel() - TLCState.INIT_LEVEL + 1;
        if (isNew) {
            look(invariants, successor, TLCState.Empty, length);
        }
        look(actions, state, successor, length);
    }

    private void look(List<Watched> open, TLCState state, TLCState successor, int length) {
        for (Iterator<Watched> iterator = open.iterator(); iterator.hasNext(); ) {
            Watched watched = iterator.next();
            if (!(tool.eval(watched.formula(), Context.Empty, state, successor, EvalControl.Clear)
                    instanceof BoolValue value)) {
                throw new IllegalArgumentException("The property " + watched.property() + " is not a truth value.");
            }
            if (!value.val) {
                lengths.put(watched.property(), length);
                iterator.remove();
            }
        }
    }

    /** The argument of an operator that must be this one. */
    private static SemanticNode argument(String property, SemanticNode node, int operator) {
        if (node instanceof OpApplNode application
                && BuiltInOPs.getOpCode(application.getOperator().getName()) == operator) {
            return application.getArgs()[0];
        }
        throw new IllegalArgumentException("The property " + property + " is not of the form [][A]_vars.");
    }
}
