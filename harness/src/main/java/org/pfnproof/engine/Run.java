package org.pfnproof.engine;

import java.util.Optional;
import org.pfnproof.catalogue.Model;
import org.pfnproof.catalogue.Property;
import org.pfnproof.catalogue.Variant;

/**
 * One thing to check: a model, on its own or with a variant applied.
 *
 * @param model the model
 * @param variant the change on top of it, if any
 */
public record Run(Model model, Optional<Variant> variant) {

    /** The run's name: {@code model} or {@code model+variant}. */
    public String id() {
        return variant.map(change -> model.id() + "+" + change.id()).orElse(model.id());
    }

    /**
     * The property behind whose violations a comparison of graphs does not look: what a variant violates, if states do. What the
     * changed code does there is often without end, and nobody asks.
     */
    public Optional<Property> boundary() {
        return variant.flatMap(Variant::violates).filter(property -> property.kind() == Property.Kind.INVARIANT);
    }

    /** The property that must be violated, if a violation is expected. */
    public Optional<String> expectedViolation() {
        return variant.isPresent()
                ? variant.flatMap(Variant::violates).map(Property::id)
                : model.expected().violated();
    }
}
