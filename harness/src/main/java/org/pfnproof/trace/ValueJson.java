package org.pfnproof.trace;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * Values as JSON, in the encoding of the ITF format: numbers, truth values and strings as themselves, records as objects,
 * and {@code {"#tup": […]}}, {@code {"#set": […]}}, {@code {"#map": [[key, value], …]}}.
 */
final class ValueJson {

    private static final String TUPLE = "#tup";
    private static final String SET = "#set";
    private static final String MAP = "#map";
    /** What other tools write for a number; any number may be read so. */
    private static final String BIG = "#bigint";

    private ValueJson() {}

    static JsonElement write(Value value) {
        // A pattern switch over the sealed interface would be exhaustive, but is a preview feature in Java 17.
        if (value instanceof Value.Int number) {
            return new JsonPrimitive(number.value());
        } else if (value instanceof Value.Bool truth) {
            return new JsonPrimitive(truth.value());
        } else if (value instanceof Value.Text text) {
            return new JsonPrimitive(text.value());
        } else if (value instanceof Value.Tuple tuple) {
            return tagged(TUPLE, array(tuple.elements()));
        } else if (value instanceof Value.SetOf set) {
            return tagged(SET, array(set.elements()));
        } else if (value instanceof Value.Fields record) {
            return object(record.fields());
        } else if (value instanceof Value.Function function) {
            JsonArray pairs = new JsonArray();
            function.entries().forEach((key, result) -> pairs.add(array(List.of(key, result))));
            return tagged(MAP, pairs);
        }
        throw new IllegalArgumentException("unknown kind of value: " + value.getClass());
    }

    /** A record, or a state's variables, or an action's arguments. */
    static JsonObject object(Map<String, Value> fields) {
        JsonObject object = new JsonObject();
        fields.forEach((name, field) -> object.add(name, write(field)));
        return object;
    }

    static Value read(JsonNode node) throws TraceFormatException {
        JsonElement element = node.element();
        if (element instanceof JsonPrimitive primitive) {
            if (primitive.isBoolean()) {
                return new Value.Bool(primitive.getAsBoolean());
            }
            return primitive.isNumber() ? new Value.Int(node.integer()) : new Value.Text(primitive.getAsString());
        }
        if (!(element instanceof JsonObject object)) {
            throw node.problem("a value was expected, with arrays as {\"#tup\": […]} or {\"#set\": […]}");
        }
        if (object.has(TUPLE)) {
            return new Value.Tuple(node.get(TUPLE).list(ValueJson::read));
        } else if (object.has(SET)) {
            return new Value.SetOf(new LinkedHashSet<>(node.get(SET).list(ValueJson::read)));
        } else if (object.has(MAP)) {
            return function(node.get(MAP));
        } else if (object.has(BIG)) {
            return big(node.get(BIG));
        }
        for (String name : object.keySet()) {
            if (name.startsWith("#")) {
                throw node.problem("there are no values of the kind " + name + " here");
            }
        }
        return new Value.Fields(node.map(ValueJson::read));
    }

    private static Value function(JsonNode pairs) throws TraceFormatException {
        Map<Value, Value> entries = new LinkedHashMap<>();
        for (List<Value> pair : pairs.list(pair -> pair.list(ValueJson::read))) {
            if (pair.size() != 2) {
                throw pairs.problem("pairs [argument, result] were expected");
            }
            entries.put(pair.get(0), pair.get(1));
        }
        return new Value.Function(entries);
    }

    private static Value big(JsonNode node) throws TraceFormatException {
        try {
            return new Value.Int(Long.parseLong(node.string()));
        } catch (NumberFormatException e) {
            throw node.problem("an integer of at most 64 bits was expected");
        }
    }

    private static JsonArray array(Collection<Value> elements) {
        JsonArray array = new JsonArray();
        elements.forEach(element -> array.add(write(element)));
        return array;
    }

    private static JsonObject tagged(String tag, JsonArray content) {
        JsonObject object = new JsonObject();
        object.add(tag, content);
        return object;
    }
}
