package org.pfnproof.engine.tlc.child;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.pfnproof.engine.twin.Described;
import org.pfnproof.trace.Value;
import tlc2.TLCGlobals;
import tlc2.tool.Action;
import tlc2.tool.TLCState;
import tlc2.util.FP64;
import tlc2.value.IValue;
import util.UniqueString;

/**
 * A fingerprint of a whole state graph: its initial states and its steps with action and arguments, in whatever order TLC finds
 * them. It is taken from the values' text, since TLC's own fingerprints depend on the order in which a spec first mentions its
 * strings. Different graphs have the same print only if 64-bit hashes collide.
 */
final class GraphPrint extends StepWriter {

    private static final long MIX = 0x9E3779B97F4A7C15L;
    private static final long FNV_START = 0xCBF29CE484222325L;
    private static final long FNV_PRIME = 0x100000001B3L;

    private final StepWriter listener;
    private final long limit;
    /** Replacement to what it stands for: a replaced action is told under the name that it has without variants. */
    private final Map<String, String> originals = new HashMap<>();

    private final Map<Long, Long> states = new HashMap<>();
    private final Map<Action, Long> labels = new IdentityHashMap<>();
    private final Set<Long> steps = new HashSet<>();
    private long print;
    private final Map<UniqueString, Long> names = new LinkedHashMap<>();
    private final Map<Long, Long> values = new HashMap<>();
    private TLCState expanded;
    private long expandedHash;

    /**
     * A fingerprint, to be read at the end.
     *
     * @param listener hears everything as well
     * @param limit after how many states the search is stopped
     */
    GraphPrint(StepWriter listener, long limit) {
        this(listener, limit, Map.of());
    }

    /**
     * A fingerprint of a graph in which operators are replaced.
     *
     * @param replacements operator to what stands in its place
     */
    GraphPrint(StepWriter listener, long limit, Map<String, String> replacements) {
        this.listener = listener;
        this.limit = limit;
        replacements.forEach((operator, other) -> originals.put(other, operator));
    }

    /** The print, as text. */
    String print() {
        return Long.toHexString(print) + "-" + states.size() + "-" + steps.size();
    }

    /** Whether there are more states than were to be looked at. */
    boolean isOverLimit() {
        return states.size() > limit;
    }

    @Override
    void initial(TLCState state) {
        listener.initial(state);
        print += mix(hash(state), 1, 2);
    }

    @Override
    void step(TLCState state, TLCState successor, boolean isNew, Action action) {
        listener.step(state, successor, isNew, action);
        if (state != expanded) {
            expanded = state;
            expandedHash = hash(state);
        }
        long step = mix(expandedHash, labels.computeIfAbsent(action, this::label), hash(successor));
        if (steps.add(step)) {
            print += step;
        }
        if (isOverLimit()) {
            TLCGlobals.mainChecker.stop();
        }
    }

    private long hash(TLCState state) {
        return states.computeIfAbsent(state.fingerPrint(), key -> sum(state));
    }

    /** A variable has few values in very many states: each is turned into text once. */
    private long sum(TLCState state) {
        if (names.isEmpty()) {
            TlcValues.names(state).forEach(name -> names.put(name, text(name.toString())));
        }
        long sum = 0;
        for (Map.Entry<UniqueString, Long> name : names.entrySet()) {
            IValue value = state.lookup(name.getKey());
            long hash = values.computeIfAbsent(
                    value.fingerPrint(FP64.New()), key -> text(sorted(Described.canonical(TlcValues.value(value)))));
            sum += mix(name.getValue(), hash, 11);
        }
        return sum;
    }

    private long label(Action action) {
        String name = Actions.name(action);
        return mix(text(originals.getOrDefault(name, name)), 3, hash(Actions.arguments(action)));
    }

    private static long hash(Map<String, Value> values) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(values)
                .forEach((name, value) -> text.append(name).append('=').append(sorted(Described.canonical(value))));
        return text(text.toString());
    }

    /** Sets and functions come in an order that differs from spec to spec. */
    private static String sorted(Value value) {
        if (value instanceof Value.SetOf set) {
            return set.elements().stream()
                    .map(GraphPrint::sorted)
                    .sorted()
                    .toList()
                    .toString();
        } else if (value instanceof Value.Function function) {
            Map<String, String> entries = new TreeMap<>();
            function.entries().forEach((key, result) -> entries.put(sorted(key), sorted(result)));
            return entries.toString();
        } else if (value instanceof Value.Fields record) {
            Map<String, String> fields = new TreeMap<>();
            record.fields().forEach((name, field) -> fields.put(name, sorted(field)));
            return fields.toString();
        } else if (value instanceof Value.Tuple tuple) {
            return "<" + tuple.elements().stream().map(GraphPrint::sorted).toList() + ">";
        }
        return value.getClass().getSimpleName().charAt(0) + value.toString();
    }

    private static long text(String text) {
        long hash = FNV_START;
        for (byte unit : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ unit) * FNV_PRIME;
        }
        return mix(hash, 5, 7);
    }

    private static long mix(long first, long second, long third) {
        return scramble(scramble(scramble(first) + second) + third);
    }

    /** The finaliser of SplitMix64. */
    private static long scramble(long value) {
        long mixed = value + MIX;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
