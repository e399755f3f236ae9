package org.pfnproof.report.race;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.pfnproof.catalogue.Variant;
import org.pfnproof.engine.Run;
import org.pfnproof.replay.Course;
import org.pfnproof.report.Plural;
import org.pfnproof.trace.Counterexample;

/**
 * Says in words what becomes of a schedule on another variant: where the two part, what decides that the other one cannot go
 * on, and what becomes of the property.
 */
record DiffVerdict(
        Counterexample trace, Run run, Run other, Course course, List<RaceDiff.Pair> steps, List<Race.Row> instead) {

    List<Race.Item> items() {
        List<Race.Item> items = new ArrayList<>();
        Optional<RaceDiff.Pair> first =
                steps.stream().filter(RaceDiff.Pair::parts).findFirst();
        if (first.isEmpty()) {
            items.add(new Race.Item("no difference", "both take the same steps, with the same effects"));
        }
        first.filter(pair -> pair.theirs().isPresent())
                .ifPresent(pair -> items.add(new Race.Item(
                        "first difference",
                        place(pair.ours()) + ", "
                                + effects(pair.ours(), pair.theirs().get()) + " with "
                                + RaceDiffBuilder.name(run) + ", "
                                + effects(pair.theirs().get(), pair.ours()) + " with "
                                + RaceDiffBuilder.name(other))));
        if (course.stop().isPresent()) {
            Race.Row stopped = steps.get(course.steps().size()).ours();
            items.add(new Race.Item("stopped", stopped(stopped)));
            decision(stopped)
                    .ifPresent(pair -> items.add(new Race.Item(
                            "decided",
                            place(pair.ours()) + ", " + effects(pair.theirs().orElseThrow(), pair.ours()))));
        }
        items.add(new Race.Item(trace.property(), property()));
        if (first.isPresent() && run.variant().isPresent() && other.variant().isEmpty()) {
            run.variant().map(Variant::fix).ifPresent(fix -> items.add(new Race.Item("the fix", fix)));
        }
        return items;
    }

    /** The last step of the same thread before its stop at which it did something else. */
    private Optional<RaceDiff.Pair> decision(Race.Row stopped) {
        return steps.stream()
                .limit(course.steps().size())
                .filter(pair -> pair.parts() && pair.ours().lane() == stopped.lane())
                .reduce((before, after) -> after);
    }

    private String stopped(Race.Row row) {
        String actor = trace.steps().get(row.number() - 1).actor();
        return place(row) + ", cannot be taken with " + RaceDiffBuilder.name(other) + ": " + actor
                + (instead.isEmpty()
                        ? " has to wait"
                        : " goes on with "
                                + instead.stream()
                                        .map(Race.Row::call)
                                        .distinct()
                                        .collect(Collectors.joining(" or ")));
    }

    private String place(Race.Row row) {
        return "step " + row.number() + ", "
                + trace.steps().get(row.number() - 1).actor() + " in " + row.call();
    }

    /** What one of the two does and the other does not. */
    private static String effects(Race.Row row, Race.Row other) {
        List<String> effects = row.effects().stream()
                .filter(effect -> !other.effects().contains(effect))
                .toList();
        return effects.isEmpty() ? "nothing of that" : "\"" + String.join("; ", effects) + "\"";
    }

    private String property() {
        String ours = "violated with " + RaceDiffBuilder.name(run) + ", ";
        String with = " with " + RaceDiffBuilder.name(other);
        boolean stops = course.stop().isPresent();
        if (trace.kind() == Counterexample.Kind.LASSO) {
            return ours + (stops ? "this cannot go on for ever" : "all of these steps can be taken, too,") + with;
        }
        if (course.violated().isPresent()) {
            return ours + "and" + with + ", after "
                    + Plural.of(course.violated().getAsInt(), "step", "steps");
        }
        return ours + (stops ? "holds up to the stop" : "holds at the end") + with;
    }
}
