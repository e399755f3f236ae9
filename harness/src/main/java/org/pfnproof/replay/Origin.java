package org.pfnproof.replay;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.pfnproof.catalogue.Catalogue;
import org.pfnproof.catalogue.Model;
import org.pfnproof.catalogue.Nearest;
import org.pfnproof.catalogue.Property;
import org.pfnproof.catalogue.Variant;
import org.pfnproof.engine.Run;
import org.pfnproof.trace.Counterexample;
import org.pfnproof.trace.TraceFormatException;

/** The run that a counterexample belongs to. */
public final class Origin {

    private static final String DEADLOCK = "Deadlock";

    private Origin() {}

    /**
     * The model and the variant that a counterexample names.
     *
     * @throws TraceFormatException if the catalogue has no such model, variant or property, or the bounds are not the model's
     */
    public static Run of(Counterexample trace, Catalogue catalogue) throws TraceFormatException {
        Model model = catalogue.models().stream()
                .filter(candidate -> candidate.id().equals(trace.model()))
                .findFirst()
                .orElseThrow(() -> unknown(
                        "/model",
                        "model",
                        trace.model(),
                        catalogue.models().stream().map(Model::id).toList()));
        if (trace.bounds().size() > 0 && !trace.bounds().equals(model.bounds())) {
            throw new TraceFormatException(
                    "/bounds",
                    "these are not the bounds of the model " + model.id() + "; record the counterexample anew");
        }
        Optional<Variant> variant = trace.variant().isEmpty()
                ? Optional.empty()
                : Optional.of(variant(trace.variant().get(), "/variant", catalogue));
        List<String> properties = model.properties().stream().map(Property::id).toList();
        if (!properties.contains(trace.property()) && !trace.property().equals(DEADLOCK)) {
            throw unknown("/property", "property of " + model.id(), trace.property(), properties);
        }
        return new Run(model, variant);
    }

    private static Variant variant(String id, String place, Catalogue catalogue) throws TraceFormatException {
        return catalogue.variants().stream()
                .filter(candidate -> candidate.id().equals(id))
                .findFirst()
                .orElseThrow(() -> unknown(
                        place,
                        "variant",
                        id,
                        catalogue.variants().stream().map(Variant::id).toList()));
    }

    private static TraceFormatException unknown(String place, String what, String name, Collection<String> known) {
        return new TraceFormatException(place, "there is no " + what + " \"" + name + "\"" + Nearest.hint(name, known));
    }
}
