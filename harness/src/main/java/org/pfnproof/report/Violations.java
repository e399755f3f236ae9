package org.pfnproof.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pfnproof.catalogue.Property;
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

    Violations(Style style, int width) {
        this.style = style;
        this.width = width;
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
                .forEach(result -> blocks.add(diagram(result)));
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

    String diagram(RunResult result) {
        String title = result.run().id() + " violates " + property(result)
                + (Assessment.of(result).asExpected() ? ", as it must" : "");
        List<String> lines = new ArrayList<>();
        lines.add(Assessment.of(result).asExpected() ? style.heading(title) : style.bad(title));
        result.run().variant().ifPresent(variant -> lines.add(Lines.prose(variant.title(), width, "  ")));
        statement(result).ifPresent(statement -> lines.add(Lines.prose("property: " + statement, width, "  ")));
        lines.add("");
        result.counterexample().ifPresent(trace -> lines.addAll(new Interleaving(trace, width).lines()));
        if (result.counterexample().stream().anyMatch(trace -> trace.kind() == Counterexample.Kind.TRACE)) {
            lines.add("====== " + property(result) + " is false here ======");
        }
        return String.join("\n", lines);
    }

    private static Optional<String> statement(RunResult result) {
        return result.run().model().properties().stream()
                .filter(property -> property.id().equals(property(result)))
                .map(Property::statement)
                .findFirst();
    }
}
