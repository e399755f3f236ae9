package org.pfnproof.report.race;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.pfnproof.catalogue.Notation.ValueForm;
import org.pfnproof.report.Natural;
import org.pfnproof.trace.Counterexample;
import org.pfnproof.trace.State;
import org.pfnproof.trace.Step;

/**
 * Takes states apart as far as the notations have no words for a whole. What they hide is left out, but for where in the code a
 * thread is: beside a diagram the next step is not in sight.
 */
final class RaceStatesBuilder {

    private final Wording wording;
    private final Set<String> threads;

    /** By thread and name: by index the value, in the order in which they are met. */
    private final Map<List<String>, TreeMap<String, Seen>> families = new LinkedHashMap<>();

    /** A value and its text in each of the states so far. */
    private record Seen(RaceStates.Cell cell, List<String> texts) {}

    private int state;

    RaceStatesBuilder(Wording wording, Set<String> threads) {
        this.wording = wording;
        this.threads = threads;
    }

    RaceStates build(Counterexample trace) {
        List<State> states = Stream.concat(
                        Stream.of(trace.initial()), trace.steps().stream().map(Step::state))
                .toList();
        for (State each : states) {
            each.variables().forEach((name, value) -> add(Place.variable(name, value)));
            state++;
        }
        List<Seen> all = families.values().stream()
                .flatMap(family -> family.values().stream())
                .toList();
        List<List<String>> texts = new ArrayList<>();
        for (int i = 0; i < states.size(); i++) {
            int number = i;
            texts.add(all.stream()
                    .map(seen -> number < seen.texts().size() ? seen.texts().get(number) : "")
                    .toList());
        }
        return new RaceStates(all.stream().map(Seen::cell).toList(), texts);
    }

    private void add(Place place) {
        Optional<ValueForm> form = wording.words().value(place.path());
        boolean counter = place.path().endsWith(Effects.PROGRAM_COUNTER);
        if (form.filter(ValueForm::hidden).isPresent() && !counter) {
            return;
        }
        if (form.filter(words -> !words.state().isEmpty()).isPresent()) {
            put(place, wording.state(place));
        }
        Map<String, Place> parts = place.components();
        if (parts.isEmpty() || form.filter(words -> !words.text().isEmpty()).isPresent()) {
            put(place, wording.text(place));
        } else {
            parts.values().forEach(this::add);
        }
    }

    private void put(Place place, String text) {
        String thread = threads.contains(place.index()) ? place.index() : "";
        List<String> indices = Stream.of(place.name().split("\\["))
                .skip(1)
                .map(part -> part.substring(0, Math.max(0, part.indexOf(']'))))
                .filter(index -> !index.equals(thread))
                .toList();
        String name = wording.name(place).replaceAll("\\[[^\\]]*]", "");
        RaceStates.Cell cell = new RaceStates.Cell(
                thread,
                thread.isEmpty() ? name : name.replace(".", "->"),
                String.join(",", indices),
                wording.meaning(place).orElse(""));
        List<String> texts = families.computeIfAbsent(List.of(thread, cell.name()), key -> new TreeMap<>(Natural.ORDER))
                .computeIfAbsent(cell.index(), key -> new Seen(cell, new ArrayList<>()))
                .texts();
        while (texts.size() <= state) {
            texts.add("");
        }
        texts.set(state, text);
    }
}
