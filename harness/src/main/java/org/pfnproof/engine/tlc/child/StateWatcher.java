package org.pfnproof.engine.tlc.child;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.pfnproof.trace.Value;
import tla2sany.semantic.LevelConstants;
import tla2sany.semantic.OpDefNode;
import tlc2.TLCGlobals;
import tlc2.tool.Action;
import tlc2.tool.EvalControl;
import tlc2.tool.ITool;
import tlc2.tool.TLCState;
import tlc2.util.Context;
import tlc2.value.impl.BoolValue;

/**
 * Sees every initial state and every step that TLC finds, the ones that violate something included: counts the steps of each
 * action, looks for witnesses and collects what is to be observed. For one worker only.
 */
final class StateWatcher extends StepWriter {

    private final ITool tool;
    private final Map<String, long[]> steps = new TreeMap<>();
    private final Map<String, Boolean> reached = new LinkedHashMap<>();
    private final List<OpDefNode> stateWitnesses = new ArrayList<>();
    private final List<OpDefNode> stepWitnesses = new ArrayList<>();
    private final Optional<OpDefNode> observed;
    private final Set<Value> observations = new LinkedHashSet<>();
    private final FirstViolations violations;
    private final boolean mayStop;

    /**
     * A watcher.
     *
     * @param mayStop whether nothing else is wanted once all that is watched for violations has been violated
     */
    StateWatcher(
            ITool tool,
            Iterable<String> actions,
            List<OpDefNode> witnesses,
            Optional<OpDefNode> observed,
            FirstViolations violations,
            boolean mayStop) {
        this.tool = tool;
        this.violations = violations;
        this.mayStop = mayStop;
        this.observed = observed;
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

    /** What was observed, each value once. */
    List<Value> observations() {
        return List.copyOf(observations);
    }

    @Override
    void initial(TLCState initial) {
        observe(initial);
        look(stateWitnesses, initial, TLCState.Empty);
        violations.initial(initial);
    }

    @Override
    void step(TLCState state, TLCState successor, boolean isNew, Action action) {
        steps.computeIfAbsent(Actions.name(action), name -> new long[1])[0]++;
        if (isNew) {
            observe(successor);
            look(stateWitnesses, successor, TLCState.Empty);
        }
        look(stepWitnesses, state, successor);
        violations.step(state, successor, isNew);
        if (mayStop && violations.isOver()) {
            TLCGlobals.mainChecker.stop();
        }
    }

    private void observe(TLCState state) {
        observed.ifPresent(operator -> {
            if (TlcValues.value(tool.eval(operator.getBody(), Context.Empty, state, TLCState.Empty, EvalControl.Clear))
                    instanceof Value.SetOf set) {
                observations.addAll(set.elements());
            } else {
                throw new IllegalArgumentException(operator.getName() + " is to be observed, but is no set.");
            }
        });
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
