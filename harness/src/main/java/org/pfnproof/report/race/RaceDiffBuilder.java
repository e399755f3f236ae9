package org.pfnproof.report.race;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.pfnproof.catalogue.Variant;
import org.pfnproof.engine.Run;
import org.pfnproof.replay.Course;
import org.pfnproof.report.StateDiff;
import org.pfnproof.trace.Counterexample;
import org.pfnproof.trace.State;
import org.pfnproof.trace.Step;

/** Compares what two variants do at the steps of one counterexample. */
final class RaceDiffBuilder {

    private static final String BASE = "base";

    private final Counterexample trace;
    private final Run run;
    private final Run other;
    private final Course course;
    private final Subject subject;

    /**
     * A comparison.
     *
     * @param run what the counterexample is of
     * @param course what the other run does at its steps
     */
    RaceDiffBuilder(Counterexample trace, Run run, Run other, Course course, Subject subject) {
        this.trace = trace;
        this.run = run;
        this.other = other;
        this.course = course;
        this.subject = subject;
    }

    RaceDiff build() {
        Race ours = new RaceBuilder(trace, subject).build();
        Race theirs = race(course.steps(), ours);
        List<Race> instead = course.stop().stream()
                .flatMap(stop -> stop.instead().stream())
                .map(step -> race(
                        Stream.concat(course.steps().stream(), Stream.of(step)).toList(), ours))
                .toList();
        List<Race.Row> ways = instead.stream()
                .map(race -> race.rows().get(race.rows().size() - 1))
                .distinct()
                .toList();
        List<RaceDiff.Pair> steps = pairs(ours, theirs);
        return new RaceDiff(
                label(run),
                label(other),
                explained(ours, Stream.concat(Stream.of(theirs), instead.stream())),
                theirs.atFirst(),
                steps,
                ways,
                new DiffVerdict(trace, run, other, course, steps, ways).items());
    }

    private Race race(List<Step> steps, Race ours) {
        return new RaceBuilder(trace.withSteps(course.initial(), steps), subject, ours.lanes()).build();
    }

    static String name(Run run) {
        return run.variant().map(Variant::id).orElse(BASE);
    }

    private static Race.Item label(Run run) {
        return new Race.Item(
                name(run), run.variant().map(Variant::title).orElse(run.model().id() + " without any change"));
    }

    private List<RaceDiff.Pair> pairs(Race ours, Race theirs) {
        List<RaceDiff.Pair> pairs = new ArrayList<>();
        for (int i = 0; i < ours.rows().size(); i++) {
            Race.Row row = ours.rows().get(i);
            pairs.add(
                    i < theirs.rows().size()
                            ? pair(i, row, theirs.rows().get(i))
                            : new RaceDiff.Pair(row, Optional.empty()));
        }
        return pairs;
    }

    /** What the notations fold is unfolded where nothing else tells the two apart. */
    private RaceDiff.Pair pair(int index, Race.Row ours, Race.Row theirs) {
        if (!ours.equals(theirs)) {
            return new RaceDiff.Pair(ours, Optional.of(theirs));
        }
        State before =
                index == 0 ? trace.initial() : trace.steps().get(index - 1).state();
        List<String> here = StateDiff.inFull(before, trace.steps().get(index).state());
        List<String> there = StateDiff.inFull(course.state(index), course.state(index + 1));
        return new RaceDiff.Pair(with(ours, here, there), Optional.of(with(theirs, there, here)));
    }

    private static Race.Row with(Race.Row row, List<String> changes, List<String> others) {
        List<String> effects = new ArrayList<>(row.effects());
        changes.stream().filter(change -> !others.contains(change)).forEach(effects::add);
        return new Race.Row(row.number(), row.lane(), row.call(), effects);
    }

    private static Race explained(Race race, Stream<Race> others) {
        Map<String, Race.Item> legend = new LinkedHashMap<>();
        Stream.concat(Stream.of(race), others)
                .flatMap(one -> one.legend().stream())
                .forEach(item -> legend.putIfAbsent(item.name(), item));
        return new Race(
                race.title(),
                race.heading(),
                race.lanes(),
                List.copyOf(legend.values()),
                race.atFirst(),
                race.rows(),
                race.loop(),
                race.verdict(),
                race.evidence());
    }
}
