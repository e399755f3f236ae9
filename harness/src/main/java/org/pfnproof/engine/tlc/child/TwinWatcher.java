package org.pfnproof.engine.tlc.child;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pfnproof.engine.twin.Described;
import org.pfnproof.engine.twin.Told;
import org.pfnproof.engine.twin.Twin;
import org.pfnproof.trace.Value;
import tla2sany.semantic.ModuleNode;
import tla2sany.semantic.OpDefNode;
import tlc2.TLCGlobals;
import tlc2.tool.Action;
import tlc2.tool.ITool;
import tlc2.tool.TLCState;
import tlc2.tool.impl.FastTool;
import tlc2.util.FP64;
import tlc2.value.IValue;
import util.UniqueString;

/**
 * Tells a reference implementation every initial state and every step that TLC finds, and stops TLC where they part. For one
 * worker only, which takes the states from a queue and all steps of a state at once. TLC tells each step of each action, also
 * one that leads back to its own state or along with another action's.
 */
final class TwinWatcher extends StepWriter {

    private final ITool tool;
    private final Twin<?> twin;
    private final Map<String, Formula> formulas = new HashMap<>();
    private final Map<Action, Integer> labels = new IdentityHashMap<>();
    /** Replacement to what it stands for: the twin knows an action by the name that it has without variants. */
    private final Map<String, String> originals = new HashMap<>();

    private List<UniqueString> names = List.of();
    private TLCState expanded;

    /**
     * A watcher.
     *
     * @param said ids of what is to be compared of states and steps
     */
    TwinWatcher(FastTool tool, Twin<?> twin, Map<String, String> replacements, List<String> said) {
        this.tool = tool;
        this.twin = twin;
        ModuleNode root = tool.getSpecProcessor().getRootModule();
        said.forEach(id -> formulas.put(id, Formula.of(definition(root, id))));
        replacements.forEach((operator, other) -> originals.put(other, operator));
        for (Action action : tool.getActions()) {
            labels.put(action, number(action));
        }
    }

    private static OpDefNode definition(ModuleNode root, String id) {
        OpDefNode definition = root.getOpDef(id);
        if (definition == null) {
            throw new IllegalArgumentException(id + " is not defined in the spec.");
        }
        return definition;
    }

    @Override
    void initial(TLCState state) {
        twin.initial(state.fingerPrint(), new Initial(state));
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
        twin.step(label, successor.fingerPrint(), new Step(state, successor));
    }

    private final class Initial implements Told {
        private final TLCState state;

        Initial(TLCState state) {
            this.state = state;
        }

        @Override
        public Map<String, Value> variables() {
            return TwinWatcher.this.variables(state);
        }

        @Override
        public boolean isTrue(String id) {
            return formulas.get(id).isTrue(tool, state);
        }
    }

    private final class Step implements Told {
        private final TLCState state;
        private final TLCState successor;

        Step(TLCState state, TLCState successor) {
            this.state = state;
            this.successor = successor;
        }

        @Override
        public Map<String, Value> variables() {
            return TwinWatcher.this.variables(successor);
        }

        @Override
        public boolean isTrue(String id) {
            return formulas.get(id).isTrue(tool, state, successor);
        }
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
