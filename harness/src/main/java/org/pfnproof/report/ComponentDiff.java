package org.pfnproof.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pfnproof.trace.State;
import org.pfnproof.trace.Value;

/** Two values side by side, down to the components of functions and records that differ, program counters included. */
final class ComponentDiff {

    private ComponentDiff() {}

    /** A component that differs: its place, for example {@code fault[v1].pc}, and what it is on each side. */
    record Row(String place, String left, String right) {}

    static List<Row> between(String place, Value left, Value right) {
        List<Row> rows = new ArrayList<>();
        compare(place, left, right, rows);
        return rows;
    }

    /** What a step changes, one assignment for each component. */
    static List<String> changes(State before, State after) {
        List<String> changes = new ArrayList<>();
        before.changedIn(after).forEach(name -> between(
                        name, before.variables().get(name), after.variables().get(name))
                .forEach(row -> changes.add(row.place() + "=" + row.right())));
        return changes;
    }

    private static void compare(String place, Value left, Value right, List<Row> rows) {
        if (left.equals(right)) {
            return;
        }
        Map<String, Value> ours = components(left);
        Map<String, Value> theirs = components(right);
        if (ours.isEmpty()
                || left.getClass() != right.getClass()
                || !ours.keySet().equals(theirs.keySet())) {
            rows.add(new Row(place, ValueText.of(left), ValueText.of(right)));
            return;
        }
        ours.forEach((name, value) -> compare(place + name, value, theirs.get(name), rows));
    }

    private static Map<String, Value> components(Value value) {
        Map<String, Value> components = new LinkedHashMap<>();
        if (value instanceof Value.Function function) {
            function.entries().forEach((key, result) -> components.put("[" + ValueText.of(key) + "]", result));
        } else if (value instanceof Value.Fields record) {
            record.fields().forEach((name, field) -> components.put("." + name, field));
        } else if (value instanceof Value.Tuple tuple) {
            for (int i = 0; i < tuple.elements().size(); i++) {
                components.put("[" + (i + 1) + "]", tuple.elements().get(i));
            }
        }
        return components;
    }
}
