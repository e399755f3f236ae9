package org.pfnproof.engine.twin;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.pfnproof.trace.Value;

/**
 * Brings the values of both sides into one form, so that equal ones are equal. The one difference of form between them: to the
 * spec a function of model values is no record, to a reference implementation both are maps with strings for keys.
 */
public final class Described {

    private Described() {}

    /** A checker's value. */
    public static Value canonical(Value value) {
        if (value instanceof Value.Function function) {
            Map<Value, Value> entries = new LinkedHashMap<>();
            function.entries().forEach((key, result) -> entries.put(canonical(key), canonical(result)));
            return function(entries);
        } else if (value instanceof Value.Fields record) {
            Map<String, Value> fields = new TreeMap<>();
            record.fields().forEach((name, field) -> fields.put(name, canonical(field)));
            return new Value.Fields(fields);
        } else if (value instanceof Value.Tuple tuple) {
            return new Value.Tuple(
                    tuple.elements().stream().map(Described::canonical).toList());
        } else if (value instanceof Value.SetOf set) {
            return new Value.SetOf(set.elements().stream()
                    .map(Described::canonical)
                    .collect(Collectors.toCollection(LinkedHashSet::new)));
        }
        return value;
    }

    /**
     * A reference implementation's value.
     *
     * @throws IllegalArgumentException if it is none of the kinds that a description may have
     */
    static Value value(Object described) {
        if (described instanceof Integer number) {
            return new Value.Int(number);
        } else if (described instanceof Boolean truth) {
            return new Value.Bool(truth);
        } else if (described instanceof String text) {
            return new Value.Text(text);
        } else if (described instanceof Set<?> set) {
            return new Value.SetOf(
                    set.stream().map(Described::value).collect(Collectors.toCollection(LinkedHashSet::new)));
        } else if (described instanceof Map<?, ?> map) {
            Map<Value, Value> entries = new LinkedHashMap<>();
            map.forEach((key, result) -> entries.put(value(key), value(result)));
            return function(entries);
        }
        throw new IllegalArgumentException("a description may not have a value of the kind "
                + (described == null ? "null" : described.getClass().getName()));
    }

    /** A whole state of a reference implementation. */
    static Map<String, Value> state(Map<String, Object> described) {
        Map<String, Value> variables = new LinkedHashMap<>();
        described.forEach((name, value) -> variables.put(name, value(value)));
        return variables;
    }

    /** A canonical value in the form that counterexamples have: a map of model values is a function, and no record. */
    static Value shown(Value value, Set<String> modelValues) {
        if (value instanceof Value.Fields record) {
            Map<String, Value> fields = new TreeMap<>();
            record.fields().forEach((name, field) -> fields.put(name, shown(field, modelValues)));
            return modelValues.containsAll(fields.keySet()) ? ofModelValues(fields) : new Value.Fields(fields);
        } else if (value instanceof Value.Function function) {
            Map<Value, Value> entries = new LinkedHashMap<>();
            function.entries()
                    .forEach((key, result) -> entries.put(shown(key, modelValues), shown(result, modelValues)));
            return new Value.Function(entries);
        } else if (value instanceof Value.Tuple tuple) {
            return new Value.Tuple(tuple.elements().stream()
                    .map(element -> shown(element, modelValues))
                    .toList());
        } else if (value instanceof Value.SetOf set) {
            return new Value.SetOf(set.elements().stream()
                    .map(element -> shown(element, modelValues))
                    .collect(Collectors.toCollection(LinkedHashSet::new)));
        }
        return value;
    }

    private static Value ofModelValues(Map<String, Value> fields) {
        Map<Value, Value> entries = new LinkedHashMap<>();
        fields.forEach((name, field) -> entries.put(new Value.Text(name), field));
        return new Value.Function(entries);
    }

    private static Value function(Map<Value, Value> entries) {
        Map<Value, Value> sequence = new LinkedHashMap<>();
        IntStream.rangeClosed(1, entries.size())
                .mapToObj(Value.Int::new)
                .filter(entries::containsKey)
                .forEach(index -> sequence.put(index, entries.get(index)));
        if (sequence.size() == entries.size()) {
            return new Value.Tuple(List.copyOf(sequence.values()));
        }
        if (entries.keySet().stream().allMatch(Value.Text.class::isInstance)) {
            Map<String, Value> fields = new TreeMap<>();
            entries.forEach((name, field) -> fields.put(((Value.Text) name).value(), field));
            return new Value.Fields(fields);
        }
        return new Value.Function(entries);
    }
}
