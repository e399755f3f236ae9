package org.pfnproof.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.pfnproof.catalogue.Variant;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.twin.Difference;
import org.pfnproof.replay.Course;
import org.pfnproof.replay.Replayed;
import org.pfnproof.trace.Counterexample;
import org.pfnproof.trace.State;
import org.pfnproof.trace.Step;
import org.pfnproof.trace.Value;

/** What {@code replay} prints of one counterexample. */
public final class ReplayText {

    private static final int WIDTH = 80;
    private static final String INDENT = "  ";

    private final Style style;

    /** A writer in a style. */
    public ReplayText(Style style) {
        this.style = style;
    }

    /**
     * What another run does at the same steps.
     *
     * @param run the unchanged kernel, or another variant
     */
    public record There(Run run, Course course) {}

    /**
     * The text.
     *
     * @param name what the user calls the counterexample
     * @param run what it was replayed on
     * @param there what another run does, if it was asked
     */
    public String render(Path name, Run run, Replayed replayed, Optional<There> there) {
        List<String> lines = new ArrayList<>();
        String verdict =
                switch (replayed.outcome()) {
                    case REPRODUCED -> style.good("reproduced");
                    case NOT_REPRODUCED -> style.bad("NOT REPRODUCED");
                    case DIFFERS -> style.bad("STATES DIFFER");
                };
        lines.add(name + ": " + verdict);
        lines.add(prose(run.id() + ": " + place(replayed) + replayed.message() + "."));
        replayed.differences().forEach(difference -> lines.addAll(difference(difference)));
        if (replayed.outcome() == Replayed.Outcome.REPRODUCED) {
            there.ifPresent(other -> lines.addAll(there(run, replayed.trace(), other)));
        }
        return String.join("\n", lines) + "\n";
    }

    private static String place(Replayed replayed) {
        Counterexample trace = replayed.trace();
        if (replayed.step().isEmpty()) {
            return trace.kind() == Counterexample.Kind.INSTANCE
                    ? ""
                    : Plural.of(trace.length(), "step", "steps") + ", ";
        }
        int step = replayed.step().getAsInt();
        return step == 0
                ? "initial state: "
                : "step " + step + ", " + trace.steps().get(step - 1).actor() + ": ";
    }

    private static List<String> difference(Difference.Variable variable) {
        List<String> lines = new ArrayList<>();
        lines.addAll(indented("counterexample: " + variable.name() + "=" + text(variable.spec())));
        lines.addAll(indented("implementation: " + variable.name() + "=" + text(variable.implementation())));
        return lines;
    }

    private static String text(Optional<Value> value) {
        return value.map(ValueText::of).orElse("(no such variable)");
    }

    private List<String> there(Run run, Counterexample trace, There other) {
        List<String> lines = new ArrayList<>();
        boolean fixed = run.variant().isPresent() && other.run().variant().isEmpty();
        String without =
                fixed ? ", without the change of " + replaced(run.variant().get()) : "";
        lines.add(prose(other.run().id() + without + ", at the same steps:"));
        Course course = other.course();
        for (int i = 0; i < course.steps().size(); i++) {
            State before = i == 0 ? trace.initial() : trace.steps().get(i - 1).state();
            List<String> recorded =
                    StateDiff.inFull(before, trace.steps().get(i).state());
            List<String> here = StateDiff.inFull(course.state(i), course.state(i + 1));
            if (!recorded.equals(here)) {
                lines.addAll(indented(step(i, trace.steps().get(i)) + ": " + effect(here)
                        + (fixed ? "; with the change: " : "; in the counterexample: ") + effect(recorded)));
            }
        }
        course.stop()
                .ifPresent(stop -> lines.addAll(indented(stop(course.steps().size(), stop))));
        lines.add(prose(end(trace, course)));
        if (fixed) {
            lines.add(prose(run.variant().get().fix()));
        }
        return lines;
    }

    private static String replaced(Variant variant) {
        return String.join(", ", variant.overrides().keySet().stream().sorted().toList());
    }

    private static String effect(List<String> changes) {
        return changes.isEmpty() ? "changes nothing" : String.join(" ", changes);
    }

    private static String stop(int taken, Course.Stop stop) {
        String instead = stop.instead().stream().map(Step::action).distinct().collect(Collectors.joining(" or "));
        return step(taken, stop.step()) + ": cannot be taken; "
                + (instead.isEmpty()
                        ? stop.step().actor() + " has to wait"
                        : stop.step().actor() + " goes on with " + instead);
    }

    private static String step(int index, Step step) {
        return "step " + (index + 1) + ", " + step.actor() + ", " + step.action();
    }

    private static String end(Counterexample trace, Course course) {
        if (course.violated().isPresent()) {
            return trace.property() + " is violated here as well, after "
                    + Plural.of(course.violated().getAsInt(), "step", "steps") + ".";
        }
        if (trace.kind() == Counterexample.Kind.LASSO) {
            return course.stop().isPresent() ? "So this cannot go on for ever." : "All steps can be taken here, too.";
        }
        return trace.property() + " holds " + (course.stop().isPresent() ? "up to there." : "at the end.");
    }

    private static String prose(String text) {
        return Lines.prose(text, WIDTH, INDENT);
    }

    private static List<String> indented(String text) {
        return Lines.code(text, WIDTH - 2 * INDENT.length()).stream()
                .map(line -> INDENT + INDENT + line)
                .toList();
    }
}
