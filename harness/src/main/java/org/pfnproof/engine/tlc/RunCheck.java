package org.pfnproof.engine.tlc;

import com.google.gson.JsonElement;
import java.util.ArrayList;
import java.util.List;
import org.pfnproof.catalogue.Clashes;
import org.pfnproof.catalogue.Model;
import org.pfnproof.catalogue.Problem;
import org.pfnproof.catalogue.Property;
import org.pfnproof.engine.Run;

/** Refuses runs whose verdict would mean nothing, before anything is started. */
final class RunCheck {

    private RunCheck() {}

    static List<Problem> problems(Run run) {
        Model model = run.model();
        List<String> problems = new ArrayList<>(new Bounds(model.bounds()).problems());
        if (model.properties().isEmpty() && !model.deadlock()) {
            problems.add("The model " + model.id() + " has no properties: there is nothing to check.");
        }
        for (Property property : model.properties()) {
            if (property.kind() == Property.Kind.CHECK || property.kind() == Property.Kind.WITNESS) {
                problems.add("The property " + property.id() + " is of the kind " + property.kind()
                        + ", which TLC does not check.");
            }
        }
        if (!model.symmetric().isEmpty() && model.hasLiveness()) {
            problems.add(
                    "The model " + model.id() + " has a liveness property and symmetry; TLC is unsound with both.");
        }
        for (String name : model.symmetric()) {
            JsonElement bound = model.bounds().get(name);
            if (bound == null || !bound.isJsonArray() || !isModelValues(model, bound)) {
                problems.add("The bound " + name + " is to be symmetric, but is no set of model values.");
            }
        }
        run.variant()
                .ifPresent(variant ->
                        problems.addAll(Clashes.of(model, variant.overrides().keySet())));
        run.variant()
                .filter(variant -> variant.overrides().isEmpty())
                .ifPresent(variant -> problems.add("The variant " + variant.id() + " replaces nothing."));
        return problems.stream().map(Problem::of).toList();
    }

    private static boolean isModelValues(Model model, JsonElement bound) {
        Bounds bounds = new Bounds(model.bounds());
        return bound.getAsJsonArray().asList().stream()
                .allMatch(
                        value -> value.isJsonPrimitive() && bounds.modelValues().contains(value.getAsString()));
    }
}
