package org.pfnproof.engine.tlc.child;

import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pfnproof.engine.twin.Described;
import org.pfnproof.engine.twin.Twin;
import org.pfnproof.trace.Value;
import tlc2.TLCGlobals;
import tlc2.tool.Action;
import tlc2.tool.ITool;
import tlc2.tool.TLCState;
import util.UniqueString;

/**
 * Tells a reference implementation every initial state and every step that TLC finds, and stops TLC where they part. For one
 * worker only, which takes the states from a queue and all steps of a state at once. TLC tells each step of each action, also
 * one that leads back to its own state or along with another action's.
 */
final class TwinWatcher extends StepWriter {

    private final Twin<?> twin;
    private final Map<Action, Integer> labels = new IdentityHashMap<>();
    private List<UniqueString> names = List.of();
    private TLCState expanded;

    TwinWatcher(ITool tool, Twin<?> twin) {
        this.twin = twin;
        for (Action action : tool.getActions()) {
            labels.put(action, number(action));
        }
    }

    @Override
    void initial(TLCState state) {
        twin.initial(state.fingerPrint(), variables(state));
    }

    @Override
    void step(TLCState state, TLCState successor, boolean isNew, Action action) {
        if (twin.isOver()) {
            return;
        }
        if (state != expanded) {
            expanded = state;
            twin.expand(state.fingerPrint());
            if (twin.isOver()) {
                TLCGlobals.mainChecker.stop();
                return;
            }
        }
        Integer label = labels.computeIfAbsent(action, this::number);
        twin.step(label, successor.fingerPrint(), () -> variables(successor));
    }

    private int number(Action action) {
        Map<String, Value> arguments = new LinkedHashMap<>();
        Actions.arguments(action).forEach((name, value) -> arguments.put(name, Described.canonical(value)));
        return twin.number(Twin.label(Actions.name(action), arguments));
    }

    private Map<String, Value> variables(TLCState state) {
        if (names.isEmpty()) {
            names = TlcValues.names(state);
        }
        Map<String, Value> variables = TlcValues.variables(state, names);
        variables.replaceAll((name, value) -> Described.canonical(value));
        return variables;
    }
}
