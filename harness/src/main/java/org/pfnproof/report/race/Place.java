package org.pfnproof.report.race;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pfnproof.report.ValueText;
import org.pfnproof.trace.State;
import org.pfnproof.trace.Value;

/**
 * A value somewhere inside a state.
 *
 * @param path what notations call it: {@code spte[*].pfn}
 * @param name its full name: {@code spte[1].pfn}
 * @param index the last index on the way to it, empty if there is none
 * @param value the value
 */
record Place(String path, String name, String index, Value value) {

    private static final Pattern PART = Pattern.compile("\\[([^\\]]*)]|\\.?(\\w+)");

    static Place variable(String name, Value value) {
        return new Place(name, name, "", value);
    }

    /** The components of a function, tuple or record, or of a relation that is a function; none for anything else. */
    Map<String, Place> components() {
        Map<String, Place> components = new LinkedHashMap<>();
        if (value instanceof Value.Fields record) {
            record.fields()
                    .forEach((field, part) ->
                            components.put(field, new Place(path + "." + field, name + "." + field, index, part)));
        } else {
            entries()
                    .forEach((key, part) ->
                            components.put(key, new Place(path + "[*]", name + "[" + key + "]", key, part)));
        }
        return components;
    }

    private Map<String, Value> entries() {
        Map<String, Value> entries = new LinkedHashMap<>();
        if (value instanceof Value.Function function) {
            function.entries().forEach((key, part) -> entries.put(ValueText.of(key), part));
        } else if (value instanceof Value.Tuple tuple) {
            for (int i = 0; i < tuple.elements().size(); i++) {
                entries.put(Integer.toString(i + 1), tuple.elements().get(i));
            }
        } else if (value instanceof Value.SetOf relation) {
            for (Value element : relation.elements()) {
                if (!(element instanceof Value.Tuple pair) || pair.elements().size() != 2) {
                    return Map.of();
                }
                if (entries.put(
                                ValueText.of(pair.elements().get(0)),
                                pair.elements().get(1))
                        != null) {
                    return Map.of();
                }
            }
        }
        return entries;
    }

    /**
     * Follows a path.
     *
     * @param indices what the text between brackets stands for
     */
    static Optional<Place> find(State state, String path, UnaryOperator<String> indices) {
        Matcher part = PART.matcher(path);
        Optional<Place> place = Optional.empty();
        int end = 0;
        while (part.find() && part.start() == end) {
            String key = part.group(1) == null ? part.group(2) : indices.apply(part.group(1));
            place = end == 0
                    ? Optional.ofNullable(state.variables().get(key)).map(value -> variable(key, value))
                    : place.map(found -> found.components().get(key));
            end = part.end();
        }
        return end == path.length() ? place : Optional.empty();
    }
}
