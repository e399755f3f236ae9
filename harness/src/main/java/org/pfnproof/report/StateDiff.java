package org.pfnproof.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.pfnproof.trace.State;
import org.pfnproof.trace.Value;

/**
 * What a step changes, down to the components of functions and records: {@code spte[1]=[pfn=2,w=TRUE]}. Program counters, which
 * are fields named {@code pc}, are left out: the next step of the same thread tells as much.
 */
public final class StateDiff {

    private static final String PROGRAM_COUNTER = "pc";

    private final boolean programCounters;

    private StateDiff(boolean programCounters) {
        this.programCounters = programCounters;
    }

    /** One assignment for each component that differs, in the order of the variables. */
    public static List<String> between(State before, State after) {
        return new StateDiff(false).changes(before, after);
    }

    /** The same with the program counters. */
    public static List<String> inFull(State before, State after) {
        return new StateDiff(true).changes(before, after);
    }

    private List<String> changes(State before, State after) {
        List<String> changes = new ArrayList<>();
        before.changedIn(after)
                .forEach(name -> compare(
                        name, before.variables().get(name), after.variables().get(name), changes));
        return changes;
    }

    private void compare(String path, Value before, Value after, List<String> changes) {
        if (before.equals(after)) {
            return;
        }
        if (before instanceof Value.Function old
                && after instanceof Value.Function now
                && old.entries().keySet().equals(now.entries().keySet())) {
            old.entries()
                    .forEach((key, value) -> compare(
                            path + "[" + ValueText.of(key) + "]",
                            value,
                            now.entries().get(key),
                            changes));
        } else if (before instanceof Value.Fields old
                && after instanceof Value.Fields now
                && old.fields().keySet().equals(now.fields().keySet())) {
            compareFields(path, old.fields(), now.fields(), changes);
        } else if (before instanceof Value.Tuple old
                && after instanceof Value.Tuple now
                && old.elements().size() == now.elements().size()) {
            for (int i = 0; i < old.elements().size(); i++) {
                compare(
                        path + "[" + (i + 1) + "]",
                        old.elements().get(i),
                        now.elements().get(i),
                        changes);
            }
        } else {
            changes.add(path + "=" + ValueText.of(after));
        }
    }

    /** Several fields of one record share a line: {@code fault[v1]: pc=map gfn=1}. */
    private void compareFields(String path, Map<String, Value> before, Map<String, Value> after, List<String> changes) {
        List<String> fields = new ArrayList<>();
        before.forEach((name, value) -> {
            if (programCounters || !name.equals(PROGRAM_COUNTER)) {
                compare(name, value, after.get(name), fields);
            }
        });
        if (fields.isEmpty()) {
            return;
        }
        boolean every =
                before.entrySet().stream().noneMatch(field -> field.getValue().equals(after.get(field.getKey())));
        if (every && fields.size() > 1) {
            changes.add(path + "=" + ValueText.of(new Value.Fields(after)));
        } else if (fields.size() == 1) {
            changes.add(path + "." + fields.get(0));
        } else {
            changes.add(path + ": " + String.join(" ", fields));
        }
    }
}
