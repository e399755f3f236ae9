package org.pfnproof.report;

import java.util.Collection;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pfnproof.trace.Value;

/** Values in few characters, the elements of sets in a fixed order. */
public final class ValueText {

    private ValueText() {}

    /** The value as text. */
    public static String of(Value value) {
        if (value instanceof Value.Tuple tuple) {
            return join(tuple.elements().stream().map(ValueText::of), "<", ">");
        }
        if (value instanceof Value.SetOf set) {
            return set(set.elements());
        }
        if (value instanceof Value.Fields record) {
            return join(
                    record.fields().entrySet().stream().map(field -> field.getKey() + "=" + of(field.getValue())),
                    "[",
                    "]");
        }
        if (value instanceof Value.Function function) {
            return join(
                    function.entries().entrySet().stream()
                            .map(entry -> of(entry.getKey()) + ":" + of(entry.getValue()))
                            .sorted(Natural.ORDER),
                    "(",
                    ")");
        }
        return value.toString();
    }

    /** A relation of Alloy is a set of tuples, and reads best with arrows. */
    private static String set(Collection<Value> elements) {
        return join(
                elements.stream()
                        .map(element -> element instanceof Value.Tuple tuple
                                ? tuple.elements().stream().map(ValueText::of).collect(Collectors.joining("->"))
                                : of(element))
                        .sorted(Natural.ORDER),
                "{",
                "}");
    }

    private static String join(Stream<String> parts, String open, String close) {
        return parts.collect(Collectors.joining(",", open, close));
    }
}
