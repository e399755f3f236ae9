package org.pfnproof.compare;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What changes for callers that are taken from one shape to another as they are: pairs of calls that ask for the same. What only
 * one of the shapes has a word for, in the contract with the caller, is tried in each way. Calls with flags internal to mm are left out.
 */
final class Differences {

    private static final List<Environment> ENVIRONMENTS = Environment.all();

    private final Shape from;
    private final Shape to;
    private final Set<Input> compared = EnumSet.noneOf(Input.class);
    private final Map<Key, Kind> kinds = new LinkedHashMap<>();

    private Differences(Shape from, Shape to) {
        this.from = from;
        this.to = to;
    }

    private record Key(String change, Host host) {}

    private record Cause(String change, Set<Input> always, Set<Input> never) {}

    private static final class Kind {
        private final Set<Input> always = EnumSet.allOf(Input.class);
        private final Set<Input> ever = EnumSet.noneOf(Input.class);
        private final Set<Environment.Slot> slots = EnumSet.noneOf(Environment.Slot.class);
        private final Set<List<Set<Input>>> pairs = new HashSet<>();
        private int smallest = Integer.MAX_VALUE;
        private String witness = "";
    }

    static List<Difference> between(Shape from, Shape to) {
        Differences differences = new Differences(from, to);
        Set<Input> common = EnumSet.copyOf(from.inputs());
        common.retainAll(to.inputs());
        for (Call a : from.calls()) {
            for (Call b : to.calls()) {
                if (!a.usesInternalFlag() && !b.usesInternalFlag() && a.agrees(b, common)) {
                    differences.compared.addAll(a.inputs());
                    differences.compared.addAll(b.inputs());
                    differences.compare(a, b);
                }
            }
        }
        return differences.merged();
    }

    private void compare(Call a, Call b) {
        for (int i = 0; i < ENVIRONMENTS.size(); i++) {
            Outcome before = a.behaviour().get(i);
            Outcome after = b.behaviour().get(i);
            if (before != after && !before.equals(after)) {
                note(a, b, ENVIRONMENTS.get(i), before.changesTo(after));
            }
        }
    }

    private void note(Call a, Call b, Environment environment, String change) {
        Kind kind = kinds.computeIfAbsent(new Key(change, environment.host()), key -> new Kind());
        Set<Input> given = EnumSet.noneOf(Input.class);
        given.addAll(a.inputs());
        given.addAll(b.inputs());
        kind.always.retainAll(given);
        kind.ever.addAll(given);
        kind.slots.add(environment.slot());
        kind.pairs.add(List.of(a.inputs(), b.inputs()));
        int size = a.inputs().size() + b.inputs().size();
        if (size < kind.smallest) {
            kind.smallest = size;
            kind.witness = from.id() + " (" + a.text() + "), " + to.id() + " (" + b.text() + "): "
                    + environment.host().text() + ", slot " + environment.slot();
        }
    }

    /** Hosts with the same change under the same conditions are one kind. */
    private List<Difference> merged() {
        Map<Cause, List<Map.Entry<Key, Kind>>> causes = new LinkedHashMap<>();
        kinds.entrySet().forEach(entry -> causes.computeIfAbsent(cause(entry), cause -> new ArrayList<>())
                .add(entry));
        List<Difference> merged = new ArrayList<>();
        causes.forEach((cause, entries) -> merged.add(merge(cause, entries)));
        return List.copyOf(merged);
    }

    private Cause cause(Map.Entry<Key, Kind> entry) {
        Set<Input> never = EnumSet.noneOf(Input.class);
        never.addAll(compared);
        never.removeAll(entry.getValue().ever);
        return new Cause(entry.getKey().change(), entry.getValue().always, never);
    }

    private static Difference merge(Cause cause, List<Map.Entry<Key, Kind>> entries) {
        Set<Host> hosts = EnumSet.noneOf(Host.class);
        Set<Environment.Slot> slots = EnumSet.noneOf(Environment.Slot.class);
        Set<List<Set<Input>>> pairs = new HashSet<>();
        Kind smallest = entries.get(0).getValue();
        for (Map.Entry<Key, Kind> entry : entries) {
            hosts.add(entry.getKey().host());
            slots.addAll(entry.getValue().slots);
            pairs.addAll(entry.getValue().pairs);
            if (entry.getValue().smallest < smallest.smallest) {
                smallest = entry.getValue();
            }
        }
        return new Difference(
                cause.change(),
                Collections.unmodifiableSet(cause.always()),
                Collections.unmodifiableSet(cause.never()),
                hosts,
                slots,
                pairs.size(),
                smallest.witness);
    }
}
