package org.pfnproof.report.race;

import java.util.List;
import java.util.Optional;
import org.pfnproof.catalogue.Catalogue;
import org.pfnproof.catalogue.Model;
import org.pfnproof.catalogue.Notation;
import org.pfnproof.catalogue.Property;
import org.pfnproof.catalogue.Variant;
import org.pfnproof.engine.source.SpecStack;
import org.pfnproof.trace.Counterexample;

/**
 * What the catalogue knows about a counterexample. A counterexample of a model or variant that it does not have can be shown
 * all the same, in the names of its spec.
 *
 * @param model the model
 * @param variant the variant
 * @param property the violated property
 * @param words how the spec's values and steps are written
 */
record Subject(Optional<Model> model, Optional<Variant> variant, Optional<Property> property, Words words) {

    static Subject of(Catalogue catalogue, Counterexample trace) {
        Optional<Model> model = catalogue.models().stream()
                .filter(candidate -> candidate.id().equals(trace.model()))
                .findFirst();
        Optional<Variant> variant = catalogue.variants().stream()
                .filter(candidate ->
                        trace.variant().filter(candidate.id()::equals).isPresent())
                .findFirst();
        Optional<Property> property = catalogue.properties().stream()
                .filter(candidate -> candidate.id().equals(trace.property()))
                .findFirst();
        List<Notation> notations = catalogue.notations();
        return new Subject(
                model,
                variant,
                property,
                Words.of(
                        notations,
                        model.map(found -> SpecStack.of(catalogue.root(), found))
                                .orElse(List.of())));
    }
}
