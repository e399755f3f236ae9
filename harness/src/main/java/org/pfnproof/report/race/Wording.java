package org.pfnproof.report.race;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.pfnproof.catalogue.Notation.Case;
import org.pfnproof.catalogue.Notation.ValueForm;
import org.pfnproof.report.ValueText;
import org.pfnproof.trace.State;
import org.pfnproof.trace.Step;
import org.pfnproof.trace.Value;

/** Writes values as the notations of a spec want them, and remembers what the legend has to explain. */
final class Wording {

    private final Words words;
    private final Map<String, String> legend = new LinkedHashMap<>();

    Wording(Words words) {
        this.words = words;
    }

    Words words() {
        return words;
    }

    /** Name to meaning of all that was written so far and is not plain. */
    Map<String, String> legend() {
        return legend;
    }

    /** The value in words; empty if it is not worth showing. */
    String text(Place place) {
        List<Case> cases = words.value(place.path()).map(ValueForm::text).orElse(List.of());
        return cases.isEmpty()
                ? plain(place.value())
                : Template.first(cases, inside(place)).orElseGet(() -> plain(place.value()));
    }

    /** The value where a whole state is described; empty if it is not worth showing. */
    String state(Place place) {
        List<Case> cases = words.value(place.path()).map(ValueForm::state).orElse(List.of());
        return cases.isEmpty()
                ? text(place)
                : Template.first(cases, inside(place)).orElse("");
    }

    /** The name as diagrams have it; whoever writes it gets it explained. */
    String name(Place place) {
        return explained(place, renamed(place.path(), place.name()));
    }

    /** A name without a word of explanation. */
    private String renamed(String path, String name) {
        Optional<String> given = words.value(path).flatMap(ValueForm::name);
        if (given.isPresent()) {
            return given.get();
        }
        int dot = path.lastIndexOf('.');
        int bracket = path.endsWith("[*]") ? path.length() - "[*]".length() : -1;
        if (bracket > 0) {
            int open = name.lastIndexOf('[');
            return renamed(path.substring(0, bracket), name.substring(0, open)) + name.substring(open);
        }
        return dot > 0
                ? renamed(path.substring(0, dot), name.substring(0, name.lastIndexOf('.'))) + path.substring(dot)
                : name;
    }

    private String explained(Place place, String name) {
        for (String path = place.path(); !path.isEmpty(); path = parent(path)) {
            String known = path;
            words.value(path)
                    .flatMap(ValueForm::means)
                    .ifPresent(means -> legend.putIfAbsent(
                            words.value(known).flatMap(ValueForm::name).orElse(known.replace("[*]", "[]")), means));
        }
        return name;
    }

    /** What the notations say of a value, or of the nearest one around it of which they say anything. */
    Optional<String> meaning(Place place) {
        for (String path = place.path(); !path.isEmpty(); path = parent(path)) {
            Optional<String> means = words.value(path).flatMap(ValueForm::means);
            if (means.isPresent()) {
                return means;
            }
        }
        return Optional.empty();
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(0, Math.max(path.lastIndexOf('.'), path.lastIndexOf('['))));
    }

    /** The call: the action with its arguments, the thread left out, since its column says who acts. */
    String call(Step step, Function<String, Optional<Template.Shown>> names) {
        Optional<String> given = words.step(step.action()).flatMap(form -> Template.first(form.arguments(), names));
        if (given.isPresent()) {
            return step.action() + "(" + given.get() + ")";
        }
        List<String> arguments = new ArrayList<>();
        step.arguments().forEach((name, value) -> {
            String text = plain(value);
            if (!text.equals(step.actor())) {
                arguments.add(name + "=" + text);
            }
        });
        return step.action() + "(" + String.join(", ", arguments) + ")";
    }

    /** What the step sees or returns. */
    List<String> notes(Step step, Function<String, Optional<Template.Shown>> names) {
        return words.step(step.action())
                .map(form -> Template.all(form.notes(), names).toList())
                .orElse(List.of());
    }

    /** The names that texts about a step may use: its arguments, and paths into the states before and after it. */
    Function<String, Optional<Template.Shown>> around(Step step, State before) {
        return path -> {
            if (step.arguments().containsKey(path)) {
                Value value = step.arguments().get(path);
                return Optional.of(new Template.Shown(value, plain(value)));
            }
            boolean after = path.endsWith("'");
            return Place.find(
                            after ? step.state() : before,
                            after ? path.substring(0, path.length() - 1) : path,
                            index -> index(index, step))
                    .map(place -> {
                        name(place);
                        return new Template.Shown(place.value(), text(place));
                    });
        };
    }

    private static String index(String index, Step step) {
        if (index.equals("@")) {
            return step.actor();
        }
        return Optional.ofNullable(step.arguments().get(index))
                .map(ValueText::of)
                .orElse(index);
    }

    private static Function<String, Optional<Template.Shown>> inside(Place place) {
        return name -> {
            if (name.isEmpty()) {
                return Optional.of(new Template.Shown(place.value(), plain(place.value())));
            }
            if (name.equals("*")) {
                return Optional.of(new Template.Shown(new Value.Text(place.index()), place.index()));
            }
            return Optional.ofNullable(place.components().get(name))
                    .map(part -> new Template.Shown(part.value(), plain(part.value())));
        };
    }

    /** Truth values as C has them. */
    static String plain(Value value) {
        return value instanceof Value.Bool truth ? Boolean.toString(truth.value()) : ValueText.of(value);
    }
}
