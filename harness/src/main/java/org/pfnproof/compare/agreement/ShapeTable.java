package org.pfnproof.compare.agreement;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pfnproof.compare.Call;
import org.pfnproof.compare.Environment;
import org.pfnproof.compare.Host;
import org.pfnproof.compare.Input;
import org.pfnproof.compare.Outcome;

/**
 * All outcomes of a shape's calls as one Alloy predicate. Environments in which every call has the same outcome share a part of it; a part
 * asks for the inputs one after the other, and for none that makes no difference.
 */
final class ShapeTable {

    /** What separates most comes first, which keeps the text short. */
    private static final List<Input> ORDER = List.of(
            Input.GET,
            Input.GUARDED,
            Input.PAGE_OUT,
            Input.UPGRADE,
            Input.ALLOW_UNCOUNTED,
            Input.PIN,
            Input.ATOMIC,
            Input.NOWAIT,
            Input.WRITE,
            Input.FOLL_PIN,
            Input.FOLL_FAST_ONLY,
            Input.INTERRUPTIBLE);

    private final String sig;
    private final List<Input> inputs;
    private final Map<Map<Set<Input>, Outcome>, Set<Environment>> parts = new LinkedHashMap<>();
    private final boolean asksForSeq;

    /**
     * A table.
     *
     * @param sig the shape's name in Alloy
     * @param inputs those that it has a word for
     * @param asksForSeq whether it tells an mmu_seq of 0 from others
     */
    ShapeTable(String sig, Set<Input> inputs, boolean asksForSeq) {
        this.sig = sig;
        this.inputs = ORDER.stream().filter(inputs::contains).toList();
        this.asksForSeq = asksForSeq;
        if (this.inputs.size() != inputs.size()) {
            throw new IllegalArgumentException("not all inputs of " + sig + " are known");
        }
    }

    /** Adds what comes of calls in environments, one outcome for each. */
    ShapeTable with(List<Call> calls, List<Environment> environments) {
        for (int i = 0; i < environments.size(); i++) {
            Map<Set<Input>, Outcome> part = new HashMap<>();
            for (Call call : calls) {
                part.put(call.inputs(), call.behaviour().get(i));
            }
            parts.computeIfAbsent(part, same -> new LinkedHashSet<>()).add(environments.get(i));
        }
        return this;
    }

    /** The predicate, and those that it uses. */
    String text() {
        StringBuilder text = new StringBuilder();
        StringJoiner all = new StringJoiner("\n  ", "pred table" + sig + "[l: Lookup] {\n  ", "\n}\n");
        int number = 0;
        for (Map.Entry<Map<Set<Input>, Outcome>, Set<Environment>> part : parts.entrySet()) {
            String name = "part" + sig + number++;
            text.append("pred ")
                    .append(name)
                    .append("[l: Lookup] { ")
                    .append(tree(part.getKey(), EnumSet.noneOf(Input.class), 0))
                    .append(" }\n");
            all.add("(" + where(part.getValue()) + ") implies " + name + "[l]");
        }
        return text.append(all).toString();
    }

    private String tree(Map<Set<Input>, Outcome> part, Set<Input> given, int depth) {
        if (depth == inputs.size()) {
            return AlloyWords.formula(part.get(given));
        }
        Input input = inputs.get(depth);
        String without = tree(part, given, depth + 1);
        Set<Input> more = EnumSet.copyOf(given);
        more.add(input);
        String with = tree(part, more, depth + 1);
        return with.equals(without)
                ? with
                : "(" + AlloyWords.of(input) + " in l.asks implies (" + with + ") else (" + without + "))";
    }

    /** The environments: for each combination of what is more than slot and host, those two. */
    private String where(Set<Environment> environments) {
        Map<String, Map<Environment.Slot, Set<Host>>> places = new TreeMap<>();
        for (Environment each : environments) {
            places.computeIfAbsent(more(each), same -> new EnumMap<>(Environment.Slot.class))
                    .computeIfAbsent(each.slot(), same -> EnumSet.noneOf(Host.class))
                    .add(each.host());
        }
        return places.entrySet().stream()
                .map(entry -> entry.getKey() + "l.env.slot->l.env.host in " + pairs(entry.getValue()))
                .collect(Collectors.joining(" or\n    "));
    }

    private String more(Environment environment) {
        return Stream.of(
                        in(environment.signal(), "SignalPending"),
                        in(environment.unsafe(), "UnsafeAllowed"),
                        asksForSeq ? in(environment.firstSeq(), "SeqIsZero") : "")
                .collect(Collectors.joining());
    }

    private static String in(boolean is, String sig) {
        return "l.env " + (is ? "in " : "not in ") + sig + " and ";
    }

    private static String pairs(Map<Environment.Slot, Set<Host>> places) {
        return places.entrySet().stream()
                .map(entry -> AlloyWords.of(entry.getKey()) + "->("
                        + entry.getValue().stream().map(AlloyWords::of).collect(Collectors.joining(" + ")) + ")")
                .collect(Collectors.joining(" + ", "(", ")"));
    }
}
