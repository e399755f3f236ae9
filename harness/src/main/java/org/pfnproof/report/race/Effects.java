package org.pfnproof.report.race;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.pfnproof.catalogue.Notation.ValueForm;
import org.pfnproof.report.ValueText;
import org.pfnproof.trace.State;
import org.pfnproof.trace.Step;
import org.pfnproof.trace.Value;

/**
 * What one step changes, in the order of reading: what is taken, what is set, what is given back, what it returns. A change of
 * what others can see has the old value, too; the thread's own variables have the new one, as an assignment in C.
 *
 * <p>Folded are program counters, since the thread's next step tells as much; and of a thread's own variables those that get
 * an argument of the call, and those that go back to what they were at first, since the thread is done with them.
 */
final class Effects {

    static final String PROGRAM_COUNTER = ".pc";
    static final String NOTHING = "none";

    private final Wording wording;
    private final State initial;
    private final List<String> taken = new ArrayList<>();
    private final List<String> set = new ArrayList<>();
    private final List<String> given = new ArrayList<>();
    private final String actor;
    private final Set<String> arguments;

    private Effects(Wording wording, State initial, Step step) {
        this.wording = wording;
        this.initial = initial;
        this.actor = step.actor();
        this.arguments = step.arguments().values().stream().map(Wording::plain).collect(Collectors.toUnmodifiableSet());
    }

    static List<String> of(Wording wording, State initial, State before, Step step) {
        Effects effects = new Effects(wording, initial, step);
        before.changedIn(step.state())
                .forEach(name -> effects.compare(
                        Optional.of(Place.variable(name, before.variables().get(name))),
                        Optional.of(
                                Place.variable(name, step.state().variables().get(name))),
                        ""));
        List<String> all = new ArrayList<>(effects.taken);
        all.addAll(effects.set);
        all.addAll(effects.given);
        all.addAll(wording.notes(step, wording.around(step, before)));
        return all;
    }

    /**
     * Compares two values at the same place, of which one may be absent.
     *
     * @param own the name of the thread's own record that they are part of, or nothing
     */
    private void compare(Optional<Place> before, Optional<Place> after, String own) {
        Place place = after.or(() -> before).orElseThrow();
        if (before.map(Place::value).equals(after.map(Place::value))
                || !own.isEmpty() && after.filter(this::isDone).isPresent()) {
            return;
        }
        Optional<ValueForm> form = wording.words().value(place.path());
        if (form.map(ValueForm::hidden).orElse(place.path().endsWith(PROGRAM_COUNTER))) {
            return;
        }
        if (form.filter(words -> words.added().isPresent() || words.removed().isPresent())
                .isPresent()) {
            exchange(before, after, form.get());
        } else if (form.filter(words -> !words.text().isEmpty()).isPresent() || !alike(before, after)) {
            change(before, after, own);
        } else {
            compareParts(before.orElseThrow(), after.orElseThrow(), own);
        }
    }

    /** Whether the two have the same parts, or are relations of Alloy, of which some pairs may have come or gone. */
    private static boolean alike(Optional<Place> before, Optional<Place> after) {
        if (before.isEmpty() || after.isEmpty()) {
            return false;
        }
        Set<String> old = before.get().components().keySet();
        Set<String> now = after.get().components().keySet();
        boolean relations =
                before.get().value() instanceof Value.SetOf && after.get().value() instanceof Value.SetOf;
        return !(old.isEmpty() && now.isEmpty())
                && before.get().value().getClass() == after.get().value().getClass()
                && (old.equals(now) || relations && partial(before.get()) && partial(after.get()));
    }

    private static boolean partial(Place relation) {
        return relation.value() instanceof Value.SetOf set
                && set.elements().size() == relation.components().size();
    }

    private void compareParts(Place before, Place after, String own) {
        Map<String, Place> old = before.components();
        Map<String, Place> now = after.components();
        Set<String> keys = new LinkedHashSet<>(old.keySet());
        keys.addAll(now.keySet());
        for (String key : keys) {
            Optional<Place> part = Optional.ofNullable(now.get(key));
            boolean thread = key.equals(actor) && part.filter(Effects::isRecord).isPresent();
            compare(Optional.ofNullable(old.get(key)), part, thread ? wording.name(part.get()) : own);
        }
    }

    private static boolean isRecord(Place place) {
        return place.value() instanceof Value.Fields;
    }

    /** Whether a variable of the thread's own is told already by the call's arguments, or as it was before the first step. */
    private boolean isDone(Place place) {
        return arguments.contains(Wording.plain(place.value()))
                || Place.find(initial, place.name(), index -> index)
                        .filter(first -> first.value().equals(place.value()))
                        .isPresent();
    }

    private void change(Optional<Place> before, Optional<Place> after, String own) {
        Place place = after.or(() -> before).orElseThrow();
        String old = before.map(wording::text).orElse(NOTHING);
        String now = after.map(wording::text).orElse(NOTHING);
        if (now.isEmpty() || now.equals(old)) {
            return;
        }
        String name = wording.name(place);
        if (own.isEmpty()) {
            set.add(name + ": " + (old.isEmpty() ? "" : old + " -> ") + now);
        } else if (name.startsWith(own + ".")) {
            set.add(own.substring(0, own.lastIndexOf('[')) + "->" + name.substring(own.length() + 1) + " = " + now);
        } else {
            set.add(name + " = " + now);
        }
    }

    private void exchange(Optional<Place> before, Optional<Place> after, ValueForm form) {
        Map<String, Value> old = elements(before);
        Map<String, Value> now = elements(after);
        form.added().ifPresent(text -> now.keySet().stream()
                .filter(element -> !old.containsKey(element))
                .forEach(element -> taken.add(text.replace("{}", element))));
        form.removed().ifPresent(text -> old.keySet().stream()
                .filter(element -> !now.containsKey(element))
                .forEach(element -> given.add(text.replace("{}", element))));
        after.or(() -> before).ifPresent(wording::name);
    }

    private static Map<String, Value> elements(Optional<Place> place) {
        Map<String, Value> elements = new LinkedHashMap<>();
        if (place.map(Place::value).orElse(null) instanceof Value.SetOf found) {
            found.elements().forEach(element -> elements.put(ValueText.of(element), element));
        }
        return elements;
    }
}
