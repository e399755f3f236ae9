package org.pfnproof.kernel;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * Reads a model's bounds as they stand in its file: numbers, strings, booleans, lists, maps with string keys, {@code {"#set": [...]}} for
 * a set, and {@code {"#tup": [...]}} for a tuple. Every method throws IllegalArgumentException for a bound that is missing or is not what it must be.
 */
public final class BoundsReader {

    private final Map<String, Object> bounds;

    public BoundsReader(Map<String, Object> bounds) {
        this.bounds = new HashMap<>(bounds);
    }

    /** A list, set or tuple of strings. */
    public List<String> names(String bound) {
        return list(bound, element -> cast(String.class, bound, element));
    }

    /** A list or set of numbers. */
    public List<Integer> numbers(String bound) {
        return list(bound, element -> number(bound, element));
    }

    /** A list or set of truth values. */
    public List<Boolean> booleans(String bound) {
        return list(bound, element -> cast(Boolean.class, bound, element));
    }

    /** A list or set of the strings of an enum's constants. */
    public <E extends Enum<E>> List<E> constants(String bound, Class<E> type) {
        return list(bound, element -> constant(type, bound, element));
    }

    /** The string of one of an enum's constants. */
    public <E extends Enum<E>> E constant(String bound, Class<E> type) {
        return constant(type, bound, value(bound));
    }

    /** A tuple of tuples of numbers: {@code {"#tup": [{"#tup": [...]}, ...]}}. */
    public List<List<Integer>> numberTuples(String bound) {
        return tuple(bound, value(bound)).stream()
                .map(element -> tuple(bound, element).stream()
                        .map(number -> number(bound, number))
                        .toList())
                .toList();
    }

    /** A truth value. */
    public boolean truth(String bound) {
        return cast(Boolean.class, bound, value(bound));
    }

    /** A number. */
    public int number(String bound) {
        return number(bound, value(bound));
    }

    /** A function of numbers to numbers. */
    public Map<Integer, Integer> numberTable(String bound) {
        return table(bound, element -> number(bound, element));
    }

    /** A function of numbers to the strings of an enum's constants. */
    public <E extends Enum<E>> Map<Integer, E> table(String bound, Class<E> type) {
        return table(bound, element -> constant(type, bound, element));
    }

    private Object value(String bound) {
        Object value = bounds.get(bound);
        if (value == null) {
            throw new IllegalArgumentException("the bound " + bound + " is missing");
        }
        return value;
    }

    private <T> List<T> list(String bound, Function<Object, T> element) {
        Object value = value(bound);
        Object elements =
                value instanceof Map<?, ?> map ? map.containsKey("#set") ? map.get("#set") : map.get("#tup") : value;
        if (elements instanceof List<?> list) {
            return list.stream().map(element).toList();
        }
        throw new IllegalArgumentException("the bound " + bound + " is no list, set or tuple");
    }

    private static List<?> tuple(String bound, Object value) {
        if (value instanceof Map<?, ?> map && map.get("#tup") instanceof List<?> elements) {
            return elements;
        }
        throw new IllegalArgumentException("the bound " + bound + " has " + value + ", which is no tuple");
    }

    private <T> Map<Integer, T> table(String bound, Function<Object, T> element) {
        if (value(bound) instanceof Map<?, ?> map) {
            Map<Integer, T> table = new HashMap<>();
            map.forEach((key, value) -> table.put(Integer.valueOf(String.valueOf(key)), element.apply(value)));
            return table;
        }
        throw new IllegalArgumentException("the bound " + bound + " is not an object");
    }

    private static int number(String bound, Object value) {
        return cast(Number.class, bound, value).intValue();
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String bound, Object value) {
        return Enum.valueOf(type, cast(String.class, bound, value).toUpperCase(Locale.ROOT));
    }

    private static <T> T cast(Class<T> type, String bound, Object value) {
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException(
                    "the bound " + bound + " has " + value + ", which is no " + type.getSimpleName());
        }
        return type.cast(value);
    }
}
