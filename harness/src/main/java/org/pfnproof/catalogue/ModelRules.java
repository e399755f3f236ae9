package org.pfnproof.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.pfnproof.catalogue.Entries.ModelEntry;
import org.pfnproof.catalogue.Model.EngineKind;
import org.pfnproof.catalogue.Property.Kind;

/** What a schema cannot say about a model. Each rule keeps a run from saying "holds" about something it did not check. */
final class ModelRules {

    private static final String DEADLOCK = "Deadlock";

    private ModelRules() {}

    static List<String> check(
            ModelEntry entry, EngineKind engine, List<Property> properties, List<Property> witnesses) {
        List<String> messages = new ArrayList<>();
        properties.stream()
                .filter(property -> property.kind() == Kind.WITNESS)
                .forEach(property ->
                        messages.add("/properties: " + property.id() + " is a witness; name it in \"witnesses\""));
        properties.stream()
                .filter(property -> property.kind() != Kind.WITNESS
                        && (property.kind() == Kind.CHECK) != (engine == EngineKind.ALLOY))
                .forEach(property -> messages.add("/properties: " + property.id() + " is of kind "
                        + lower(property.kind()) + ", which " + lower(engine) + " does not check"));
        witnesses.stream()
                .filter(property -> property.kind() != Kind.WITNESS)
                .forEach(property -> messages.add(
                        "/witnesses: " + property.id() + " is of kind " + lower(property.kind()) + ", not witness"));
        if (engine == EngineKind.EXPLORER) {
            explorer(entry, properties, messages);
        }
        expectation(entry, properties, messages);
        symmetry(entry, properties, messages);
        return messages;
    }

    /** The explorer looks at states and steps, never at whole executions. What it does not look at must not be there to be said to hold. */
    private static void explorer(ModelEntry entry, List<Property> properties, List<String> messages) {
        properties.stream()
                .filter(property -> property.kind() == Kind.LIVENESS)
                .forEach(property -> messages.add("/properties: " + property.id() + " is of kind "
                        + lower(property.kind()) + ", which explorer does not check"));
        if (entry.observes() != null) {
            messages.add("/observes: explorer does not observe; only tlc does");
        }
    }

    private static void expectation(ModelEntry entry, List<Property> properties, List<String> messages) {
        List<String> ids = properties.stream().map(Property::id).toList();
        entry.violated()
                .filter(id -> !ids.contains(id) && !(entry.deadlock() && id.equals(DEADLOCK)))
                .ifPresent(id -> messages.add(
                        "/expected/violated: the model does not check \"" + id + "\"" + Nearest.hint(id, ids)));
    }

    /** TLC runs liveness with symmetry without complaint, and its answer is worth nothing then. */
    private static void symmetry(ModelEntry entry, List<Property> properties, List<String> messages) {
        String temporal = properties.stream()
                .filter(property -> property.kind() == Kind.LIVENESS)
                .map(Property::id)
                .collect(Collectors.joining(", "));
        if (!entry.symmetric().isEmpty() && !temporal.isEmpty()) {
            messages.add("/symmetric: symmetry is unsound with liveness properties (" + temporal
                    + "); drop one or the other");
        }
        Map<String, ?> bounds = entry.bounds().asMap();
        entry.symmetric().stream()
                .filter(name -> !bounds.containsKey(name))
                .forEach(name -> messages.add(
                        "/symmetric: \"" + name + "\" is not among the bounds" + Nearest.hint(name, bounds.keySet())));
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(java.util.Locale.ROOT);
    }
}
