package org.pfnproof.trace;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A JSON element with the path that leads to it, so that whatever is wrong with it can be told with its place.
 *
 * @param path the JSON pointer, empty for the root
 * @param element the element
 */
record JsonNode(String path, JsonElement element) {

    /** Reads something from an element. */
    @FunctionalInterface
    interface Reader<T> {
        T read(JsonNode node) throws TraceFormatException;
    }

    private String child(String name) {
        return path + "/" + name.replace("~", "~0").replace("/", "~1");
    }

    TraceFormatException problem(String what) {
        return new TraceFormatException(path, what);
    }

    JsonNode get(String key) throws TraceFormatException {
        return find(key).orElseThrow(() -> problem("\"" + key + "\" is missing"));
    }

    Optional<JsonNode> find(String key) throws TraceFormatException {
        JsonElement value = object().get(key);
        return Optional.ofNullable(value).map(found -> new JsonNode(child(key), found));
    }

    /** Refuses members with other names: most are misspelt. */
    void refuseOthers(String... names) throws TraceFormatException {
        for (String name : object().keySet()) {
            if (!List.of(names).contains(name)) {
                throw new TraceFormatException(child(name), "this name is not known here");
            }
        }
    }

    JsonObject object() throws TraceFormatException {
        if (element instanceof JsonObject object) {
            return object;
        }
        throw problem("an object was expected");
    }

    String string() throws TraceFormatException {
        if (element instanceof JsonPrimitive primitive && primitive.isString()) {
            return primitive.getAsString();
        }
        throw problem("a string was expected");
    }

    long integer() throws TraceFormatException {
        try {
            if (element instanceof JsonPrimitive primitive && primitive.isNumber()) {
                return primitive.getAsBigDecimal().longValueExact();
            }
        } catch (ArithmeticException | NumberFormatException e) {
            // Said below.
        }
        throw problem("an integer was expected");
    }

    <T> List<T> list(Reader<T> reader) throws TraceFormatException {
        if (!(element instanceof JsonArray array)) {
            throw problem("an array was expected");
        }
        List<T> list = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            list.add(reader.read(new JsonNode(child(Integer.toString(i)), array.get(i))));
        }
        return list;
    }

    <T> Map<String, T> map(Reader<T> reader) throws TraceFormatException {
        Map<String, T> map = new LinkedHashMap<>();
        for (Map.Entry<String, JsonElement> entry : object().entrySet()) {
            map.put(entry.getKey(), reader.read(new JsonNode(child(entry.getKey()), entry.getValue())));
        }
        return map;
    }
}
