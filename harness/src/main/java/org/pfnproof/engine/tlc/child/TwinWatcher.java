package org.pfnproof.engine.tlc.child;

import java.util.HashMap;
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
import tlc2.util.FP64;
import tlc2.value.IValue;
import util.UniqueString;

/**
 * Tells a reference implementation every initial state and every step that TLC finds, and stops TLC where they part. For one
 * worker only, which takes the states from a queue and all steps of a state at once. TLC tells each step of each action, also
 * one that leads back to its own state or along with another action's.
 */
final class TwinWatcher extends StepWriter {

    private final Twin<?> twin;
    private final Map<Action, Integer> labels = new IdentityHashMap<>();
    /** Replacement to what it stands for: the twin knows an action by the name that it has without variants. */
    private final Map<String, String> originals = new HashMap<>();

    private List<UniqueString> names = List.of();
    private TLCState expanded;

    TwinWatcher(ITool tool, Twin<?> twin, Map<String, String> replacements) {
        this.twin = twin;
        replacements.forEach((operator, other) -> originals.put(other, operator));
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
        String name = Actions.name(action);
        return twin.number(Twin.label(originals.getOrDefault(name, name), arguments));
    }

    private Map<String, Value> variables(TLCState state) {
        if (names.isEmpty()) {
            names = TlcValues.names(state);
        }
        Map<String, Value> variables = new LinkedHashMap<>();
        for (UniqueString name : names) {
            IValue value = state.lookup(name);
            variables.put(
                    name.toString(),
                    twin.values()
                            .of(
                                    new Fingerprint(value.fingerPrint(FP64.New())),
                                    () -> Described.canonical(TlcValues.value(value))));
        }
        return variables;
    }

    /** A value, known by what TLC knows whole states by. */
    private record Fingerprint(long bits) {}
}
