package org.pfnproof.report.race;

import com.google.gson.JsonElement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pfnproof.catalogue.Property;
import org.pfnproof.catalogue.Variant;
import org.pfnproof.report.Natural;
import org.pfnproof.trace.Counterexample;
import org.pfnproof.trace.State;
import org.pfnproof.trace.Step;

/** Makes a diagram of a counterexample. The same counterexample and catalogue give the same diagram. */
final class RaceBuilder {

    private static final String AND_NO_MORE = "all else is 0, false, none or empty";

    private final Counterexample trace;
    private final Subject subject;
    private final Wording wording;
    private final Map<String, List<String>> bounds;
    private final List<String> actors;

    RaceBuilder(Counterexample trace, Subject subject) {
        this.trace = trace;
        this.subject = subject;
        this.wording = new Wording(subject.words());
        this.bounds = bounds(trace);
        this.actors = actors();
    }

    /** With the columns of another diagram, for a trace whose steps are all of the same threads. */
    RaceBuilder(Counterexample trace, Subject subject, List<Race.Lane> lanes) {
        this.trace = trace;
        this.subject = subject;
        this.wording = new Wording(subject.words());
        this.bounds = bounds(trace);
        this.actors = lanes.stream().map(Race.Lane::name).toList();
    }

    Race build() {
        List<Race.Row> rows = rows();
        List<Race.Item> evidence = evidence();
        List<String> atFirst = trace.kind() == Counterexample.Kind.INSTANCE ? Atoms.of(trace.initial()) : atFirst();
        return new Race(
                title(),
                heading(),
                actors.stream().map(actor -> new Race.Lane(actor, role(actor))).toList(),
                legend(),
                atFirst,
                rows,
                trace.loop(),
                verdict(),
                evidence);
    }

    /** Every state; none of a static instance. */
    RaceStates states() {
        return trace.kind() == Counterexample.Kind.INSTANCE
                ? new RaceStates(List.of(), List.of())
                : new RaceStatesBuilder(wording, threads()).build(trace);
    }

    private String title() {
        return trace.variant().map(variant -> trace.model() + "+" + variant).orElse(trace.model()) + " violates "
                + trace.property();
    }

    private List<Race.Item> heading() {
        List<Race.Item> heading = new ArrayList<>();
        trace.variant()
                .ifPresent(id -> heading.add(new Race.Item(
                        "variant",
                        id
                                + subject.variant()
                                        .map(Variant::title)
                                        .map(text -> ": " + text)
                                        .orElse(""))));
        heading.add(new Race.Item(
                "model",
                trace.model()
                        + subject.model().map(model -> ": " + model.title()).orElse("")
                        + " (" + trace.profile() + ")"));
        heading.add(new Race.Item(
                "violates",
                trace.property()
                        + subject.property()
                                .map(Property::statement)
                                .map(text -> ": " + text)
                                .orElse("")));
        trace.predicate().ifPresent(formula -> heading.add(new Race.Item("formula", formula)));
        return heading;
    }

    /** The constants that name threads or other things, with these names. */
    private static Map<String, List<String>> bounds(Counterexample trace) {
        Map<String, List<String>> bounds = new LinkedHashMap<>();
        trace.bounds().asMap().forEach((constant, value) -> {
            if (value.isJsonArray()) {
                bounds.put(
                        constant,
                        value.getAsJsonArray().asList().stream()
                                .filter(JsonElement::isJsonPrimitive)
                                .map(JsonElement::getAsString)
                                .toList());
            }
        });
        return bounds;
    }

    /** The threads in the order in which the model's bounds name them; whoever is not among them comes last. */
    private List<String> actors() {
        List<String> declared = bounds.values().stream().flatMap(List::stream).toList();
        return trace.steps().stream()
                .map(Step::actor)
                .distinct()
                .sorted(Comparator.comparingInt(
                        actor -> declared.contains(actor) ? declared.indexOf(actor) : declared.size()))
                .toList();
    }

    /** All names of threads and other participants, also of those that take no step. */
    private Set<String> threads() {
        return Stream.concat(actors.stream(), bounds.values().stream().flatMap(List::stream))
                .filter(name -> !name.chars().allMatch(Character::isDigit))
                .collect(Collectors.toUnmodifiableSet());
    }

    private Optional<String> role(String actor) {
        return Stream.concat(
                        bounds.entrySet().stream()
                                .filter(constant -> constant.getValue().contains(actor))
                                .map(Map.Entry::getKey),
                        Stream.of(actor))
                .flatMap(name -> subject.words().threads(name).stream())
                .findFirst();
    }

    private List<Race.Row> rows() {
        List<Race.Row> rows = new ArrayList<>();
        State before = trace.initial();
        for (Step step : trace.steps()) {
            rows.add(new Race.Row(
                    rows.size() + 1,
                    actors.indexOf(step.actor()),
                    wording.call(step, wording.around(step, before)),
                    Effects.of(wording, trace.initial(), before, step)));
            before = step.state();
        }
        return rows;
    }

    private List<String> atFirst() {
        List<String> values = new Beginning(wording, threads()).of(trace.initial());
        return values.isEmpty()
                ? List.of(AND_NO_MORE.replace("else ", ""))
                : Stream.concat(values.stream(), Stream.of(AND_NO_MORE)).toList();
    }

    private List<Race.Item> legend() {
        Map<String, List<String>> roles = new LinkedHashMap<>();
        actors.forEach(actor -> role(actor).ifPresent(role -> roles.computeIfAbsent(role, key -> new ArrayList<>())
                .add(actor)));
        List<Race.Item> legend = new ArrayList<>();
        roles.forEach((role, names) -> legend.add(new Race.Item(String.join(", ", names), role, true)));
        wording.legend().forEach((name, meaning) -> legend.add(new Race.Item(name, meaning)));
        return legend;
    }

    private String verdict() {
        boolean step = subject.property()
                .filter(property ->
                        property.kind() == Property.Kind.ACTION || property.kind() == Property.Kind.REFINEMENT)
                .isPresent();
        return switch (trace.kind()) {
            case INSTANCE -> trace.property() + " is false of this.";
            case LASSO -> trace.property() + " is violated: this goes on for ever.";
            case TRACE ->
                step
                        ? trace.property() + " is violated by step " + trace.length() + "."
                        : trace.property() + " is false "
                                + (trace.length() == 0 ? "at first." : "after step " + trace.length() + ".");
        };
    }

    /** What the notations say that shows the violation, in the last state. */
    private List<Race.Item> evidence() {
        State last = trace.steps().isEmpty()
                ? trace.initial()
                : trace.steps().get(trace.length() - 1).state();
        return subject.words().evidence(trace.property()).stream()
                .flatMap(path -> places(last, path))
                .map(place -> new Race.Item(shown(place), wording.state(place)))
                .filter(item -> !item.text().isEmpty() && !item.text().equals(Effects.NOTHING))
                .toList();
    }

    /** What a thread is doing is said of the thread. */
    private String shown(Place place) {
        boolean thread = actors.contains(place.index()) && place.path().endsWith("[*]");
        return thread ? place.index() : wording.name(place);
    }

    /** All places that a path with {@code [*]} means. */
    private static Stream<Place> places(State state, String path) {
        int star = path.indexOf("[*]");
        if (star < 0) {
            return Place.find(state, path, index -> index).stream();
        }
        return Place.find(state, path.substring(0, star), index -> index).stream()
                .flatMap(place -> place.components().keySet().stream().sorted(Natural.ORDER))
                .flatMap(key -> places(state, path.substring(0, star) + "[" + key + "]" + path.substring(star + 3)));
    }
}
