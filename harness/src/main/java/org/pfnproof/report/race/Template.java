package org.pfnproof.report.race;

import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.pfnproof.catalogue.Notation.Case;
import org.pfnproof.report.ValueText;
import org.pfnproof.trace.Value;

/** Fills the texts of notations. A case that speaks of something that is not there does not apply. */
final class Template {

    private static final Pattern NAME = Pattern.compile("\\{([^{}?]*)(?:\\?([^{}|]*)\\|([^{}|]*))?}");

    private Template() {}

    /** What a name stands for, and how it is written. */
    record Shown(Value value, String text) {}

    /** The text of the first case that applies. */
    static Optional<String> first(List<Case> cases, Function<String, Optional<Shown>> names) {
        return all(cases, names).findFirst();
    }

    /** The texts of the cases that apply. */
    static Stream<String> all(List<Case> cases, Function<String, Optional<Shown>> names) {
        return cases.stream()
                .filter(one -> one.when().entrySet().stream().allMatch(condition -> names.apply(condition.getKey())
                        .filter(shown -> equal(shown.value(), condition.getValue()))
                        .isPresent()))
                .flatMap(one -> fill(one.text(), names).stream());
    }

    /** A text with its names replaced; none if one of them is unknown. */
    static Optional<String> fill(String text, Function<String, Optional<Shown>> names) {
        StringBuilder filled = new StringBuilder();
        Matcher name = NAME.matcher(text);
        while (name.find()) {
            Optional<Shown> shown = names.apply(name.group(1));
            if (shown.isEmpty()) {
                return Optional.empty();
            }
            name.appendReplacement(filled, Matcher.quoteReplacement(choice(name, shown.get())));
        }
        return Optional.of(name.appendTail(filled).toString());
    }

    /** {@code {w?rw|ro}} is one of two texts, {@code {w}} the value. */
    private static String choice(MatchResult name, Shown shown) {
        if (name.group(2) == null) {
            return shown.text();
        }
        return name.group(shown.value().equals(new Value.Bool(true)) ? 2 : 3);
    }

    /** Sets are compared as they are written: {@code {}} is the empty one. */
    private static boolean equal(Value value, JsonPrimitive expected) {
        if (value instanceof Value.Int number) {
            return expected.isNumber() && expected.getAsLong() == number.value();
        }
        if (value instanceof Value.Bool truth) {
            return expected.isBoolean() && expected.getAsBoolean() == truth.value();
        }
        return expected.isString() && expected.getAsString().equals(ValueText.of(value));
    }
}
