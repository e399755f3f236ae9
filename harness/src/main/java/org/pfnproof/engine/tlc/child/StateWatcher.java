package org.pfnproof.engine.tlc.child;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tla2sany.semantic.LevelConstants;
import tla2sany.semantic.OpDefNode;
import tlc2.tool.Action;
import tlc2.tool.EvalControl;
import tlc2.tool.ITool;
import tlc2.tool.TLCState;
import tlc2.util.Context;
import tlc2.value.impl.BoolValue;

/**
 * Sees every initial state and every step that TLC finds, the ones that violate something included: counts the steps of each
 * action and looks for witnesses. For one worker only.
 */
final class StateWatcher extends StepWriter {

    private final ITool tool;
    private final Map<String, long[]> steps = new TreeMap<>();
    private final Map<String, Boolean> reached = new LinkedHashMap<>();
    private final List<OpDefNode> stateWitnesses = new ArrayList<>();
    private final List<OpDefNode> stepWitnesses = new ArrayList<>();

    StateWatcher(ITool tool, Iterable<String> actions, List<OpDefNode> witnesses) {
        this.tool = tool;
        actions.forEach(name -> steps.put(name, new long[1]));
        for (OpDefNode witness : witnesses) {
            reached.put(witness.getName().toString(), false);
            boolean primed = witness.getBody().getLevel() >= LevelConstants.ActionLevel;
            (primed ? stepWitnesses : stateWitnesses).add(witness);
        }
    }

    /** Action to the number of its steps. */
    Map<String, Long> actions() {
        Map<String, Long> counts = new TreeMap<>();
        steps.forEach((name, count) -> counts.put(name, count[0]));
        return counts;
    }

    /** Witness to whether it was reached. */
    Map<String, Boolean> witnesses() {
        return reached;
    }

    @Override
    void initial(TLCState initial) {
        look(stateWitnesses, initial, TLCState.Empty);
    }

    @Override
    void step(TLCState state, TLCState successor, boolean isNew, Action action) {
        steps.computeIfAbsent(Actions.name(action), name -> new long[1])[0]++;
        if (isNew) {
            look(stateWitnesses, successor, TLCState.Empty);
        }
        look(stepWitnesses, state, successor);
    }

    private void look(List<OpDefNode> wanted, TLCState state, TLCState successor) {
        for (Iterator<OpDefNode> iterator = wanted.iterator(); iterator.hasNext(); ) {
            OpDefNode witness = iterator.next();
            if (tool.eval(witness.getBody(), Context.Empty, state, successor, EvalControl.Clear)
                    instanceof BoolValue value) {
                if (value.val) {
                    reached.put(witness.getName().toString(), true);
                    iterator.remove();
                }
            } else {
                throw new IllegalArgumentException("The witness " + witness.getName() + " is not a truth value.");
            }
        }
    }
}
