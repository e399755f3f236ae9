package org.pfnproof.trace;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Turns what {@link org.pfnproof.kernel.Protocol#describe} gives into values, with the same distinctions as TLC's have: a function
 * whose domain is {@code 1..n} is a tuple, one whose domain is a set of strings is a record, any other is a function.
 */
public final class PlainValues {

    /** Numbers by size, all else by its text; for display only. */
    private static final Comparator<Object> ORDER = Comparator.comparing(
                    (Object plain) -> plain instanceof Integer number ? number : Integer.MAX_VALUE)
            .thenComparing(Object::toString);

    private PlainValues() {}

    /**
     * A state: variable to plain value.
     *
     * @param modelValues texts that are model values, so that a map from them is a function, not a record
     */
    public static State state(Map<String, Object> variables, Set<String> modelValues) {
        Map<String, Value> values = new LinkedHashMap<>();
        variables.forEach((name, plain) -> values.put(name, value(plain, modelValues)));
        return new State(values);
    }

    /**
     * A value.
     *
     * @param plain an Integer, a Boolean, a String, a Set of these, or a Map that stands for a function
     * @throws IllegalArgumentException for anything else
     */
    public static Value value(Object plain, Set<String> modelValues) {
        if (plain instanceof Integer number) {
            return new Value.Int(number);
        } else if (plain instanceof Boolean truth) {
            return new Value.Bool(truth);
        } else if (plain instanceof String text) {
            return new Value.Text(text);
        } else if (plain instanceof Set<?> set) {
            Set<Value> elements = new LinkedHashSet<>();
            sorted(set).forEach(element -> elements.add(value(element, modelValues)));
            return new Value.SetOf(elements);
        } else if (plain instanceof Map<?, ?> map) {
            return function(map, modelValues);
        }
        throw new IllegalArgumentException("no plain value: " + plain);
    }

    private static Value function(Map<?, ?> map, Set<String> modelValues) {
        List<Object> domain = sorted(map.keySet());
        if (isSequence(domain)) {
            return new Value.Tuple(
                    domain.stream().map(key -> value(map.get(key), modelValues)).toList());
        }
        if (domain.stream().allMatch(key -> key instanceof String text && !modelValues.contains(text))) {
            Map<String, Value> fields = new LinkedHashMap<>();
            domain.forEach(key -> fields.put((String) key, value(map.get(key), modelValues)));
            return new Value.Fields(fields);
        }
        Map<Value, Value> entries = new LinkedHashMap<>();
        domain.forEach(key -> entries.put(value(key, modelValues), value(map.get(key), modelValues)));
        return new Value.Function(entries);
    }

    private static boolean isSequence(List<Object> domain) {
        for (int i = 0; i < domain.size(); i++) {
            if (!domain.get(i).equals(i + 1)) {
                return false;
            }
        }
        return true;
    }

    private static List<Object> sorted(Set<?> set) {
        List<Object> list = new ArrayList<>(set);
        list.sort(ORDER);
        return list;
    }
}
