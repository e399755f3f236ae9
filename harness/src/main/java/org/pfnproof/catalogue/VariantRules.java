package org.pfnproof.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pfnproof.catalogue.Entries.VariantEntry;
import org.pfnproof.catalogue.Model.EngineKind;

/** What a schema cannot say about a variant. */
final class VariantRules {

    private VariantRules() {}

    static List<String> check(VariantEntry entry, Optional<Property> violates, List<Model> models) {
        List<String> messages = new ArrayList<>();
        EngineKind engine = models.get(0).engine();
        for (Model model : models) {
            if ((model.engine() == EngineKind.ALLOY) != (engine == EngineKind.ALLOY)) {
                messages.add("/models: " + model.id() + " and " + models.get(0).id()
                        + " have different engines, but one module cannot serve both");
            }
            violates.filter(property -> !model.properties().contains(property))
                    .ifPresent(property ->
                            messages.add("/violates: the model " + model.id() + " does not check " + property.id()));
            Clashes.of(model, entry.overrides().keySet())
                    .forEach(clash -> messages.add("/overrides: in " + model.id() + ": " + clash));
            if (model.expected().violated().isPresent()) {
                messages.add("/models: " + model.id()
                        + " is itself expected to be violated, so a violation would show nothing about the variant");
            }
        }
        if (engine != EngineKind.ALLOY && entry.overrides().isEmpty()) {
            messages.add("/overrides: a variant of a TLA+ spec must override at least one operator");
        }
        return messages;
    }
}
