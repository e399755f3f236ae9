package org.pfnproof.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pfnproof.catalogue.Variant;
import org.pfnproof.check.Assessment;
import org.pfnproof.check.CheckResult;
import org.pfnproof.engine.RunResult;
import org.pfnproof.engine.Verdict;
import org.pfnproof.trace.Counterexample;
import org.pfnproof.trace.Step;

/**
 * The interleavings. In a whole suite most violations are expected, and a line is enough for each; the shortest race is shown
 * in full nevertheless, so that a newcomer sees a broken variant fall.
 */
final class Violations {

    /** A race of several actors in a variant tells most: a vCPU, an invalidator, the host. Of such, the shortest. */
    private static final Comparator<RunResult> EXAMPLE = Comparator.<RunResult, Boolean>comparing(
                    result -> result.run().variant().isEmpty())
            .thenComparingLong(result -> -Math.min(actors(result), 3))
            .thenComparingInt(Violations::length);

    private final Style style;
    private final int width;
    private final Function<Counterexample, String> diagrams;

    Violations(Style style, int width, Function<Counterexample, String> diagrams) {
        this.style = style;
        this.width = width;
        this.diagrams = diagrams;
    }

    List<String> blocks(CheckResult check, boolean all) {
        List<String> blocks = new ArrayList<>();
        List<RunResult> expected = violated(check)
                .filter(result -> Assessment.of(result).asExpected())
                .toList();
        Optional<RunResult> example = expected.stream().min(EXAMPLE);
        violated(check)
                .filter(result -> all
                        || !Assessment.of(result).asExpected()
                        || example.filter(result::equals).isPresent())
                .forEach(result -> blocks.add(diagram(result, all)));
        String others = all
                ? ""
                : expected.stream()
                        .filter(result -> example.filter(result::equals).isEmpty())
                        .map(this::line)
                        .collect(Collectors.joining("\n"));
        if (!others.isEmpty()) {
            blocks.add(style.heading("The other runs that fall as they must") + "\n" + others);
        }
        return blocks;
    }

    private static Stream<RunResult> violated(CheckResult check) {
        return check.results().stream().filter(result -> result.counterexample().isPresent());
    }

    private static int length(RunResult result) {
        return result.counterexample().map(Counterexample::length).orElse(Integer.MAX_VALUE);
    }

    private static long actors(RunResult result) {
        return result.counterexample().stream()
                .flatMap(trace -> trace.steps().stream())
                .map(Step::actor)
                .distinct()
                .count();
    }

    private String line(RunResult result) {
        String steps = result.counterexample()
                .filter(trace -> trace.kind() != Counterexample.Kind.INSTANCE)
                .map(trace -> " in " + Plural.of(trace.length(), "step", "steps"))
                .orElse("");
        return Lines.prose(result.run().id() + ": " + property(result) + steps, width, "  ");
    }

    private static String property(RunResult result) {
        return result.verdict() instanceof Verdict.Violated violated ? violated.property() : "";
    }

    /** The counterexample of a run, with a line above that says what it is. */
    String diagram(RunResult result, boolean explained) {
        boolean expected = Assessment.of(result).asExpected();
        String title = result.run().id() + " violates " + property(result) + (expected ? ", as it must" : "");
        List<String> lines = new ArrayList<>();
        lines.add(expected ? style.heading(title) : style.bad(title));
        if (explained) {
            result.run().variant().ifPresent(variant -> lines.addAll(story(variant)));
        }
        result.counterexample().map(diagrams).ifPresent(lines::add);
        return String.join("\n", lines);
    }

    /** What a variant is, for somebody who has asked for it. */
    private List<String> story(Variant variant) {
        List<String> lines = new ArrayList<>();
        lines.add(Lines.prose(variant.description(), width, "  "));
        new TreeMap<>(variant.source())
                .forEach((label, text) -> lines.add(Lines.prose(label + ": " + text, width, "  ")));
        lines.add(Lines.prose("unchanged code: " + variant.fix(), width, "  "));
        return lines;
    }
}
