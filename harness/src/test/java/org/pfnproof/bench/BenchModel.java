package org.pfnproof.bench;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.pfnproof.catalogue.Catalogue;
import org.pfnproof.catalogue.CatalogueException;
import org.pfnproof.catalogue.Model;
import org.pfnproof.catalogue.Property;
import org.pfnproof.kernel.Protocol;
import org.pfnproof.kernel.all.Implementations;

/**
 * The model that a benchmark runs: one of {@code specs/models}, without symmetry, with its invariants and nothing else, and with other bounds if
 * asked for.
 *
 * <pre>-Dmodel=two-and-two -Dbounds='{"FRAMES": [1, 2, 3, 4], ...}'</pre>
 */
public final class BenchModel implements Supplier<Protocol<?>>, SearchBench.Selection {

    private final Model model;

    /** The model that the system properties {@code model} and {@code bounds} name; the specs are beside the working directory. */
    public BenchModel() throws CatalogueException {
        String id = System.getProperty("model", "two-and-two");
        Model named = Catalogue.load(specs()).models().stream()
                .filter(candidate -> candidate.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no model " + id));
        JsonObject bounds = named.bounds().deepCopy();
        new Gson()
                .fromJson(System.getProperty("bounds", "{}"), JsonObject.class)
                .entrySet()
                .forEach(entry -> bounds.add(entry.getKey(), entry.getValue()));
        model = plain(named, bounds);
    }

    /** The folder of the specs. */
    static Path specs() {
        return Path.of(System.getProperty("specs", "specs"));
    }

    /** What TLC is to run. */
    Model model() {
        return model;
    }

    @Override
    public Set<String> rules() {
        return model.properties().stream().map(Property::id).collect(Collectors.toSet());
    }

    @Override
    @SuppressWarnings("unchecked")
    public Protocol<?> get() {
        Map<String, Object> bounds = new Gson().fromJson(model.bounds(), Map.class);
        return Implementations.of(model.spec(), model.specification(), bounds, model.substitutions(), Optional.empty())
                .orElseThrow(() -> new IllegalArgumentException("no reference implementation of " + model.spec()));
    }

    private static Model plain(Model model, JsonObject bounds) {
        return new Model(
                model.id(),
                model.title(),
                model.description(),
                model.profile(),
                model.engine(),
                model.suite(),
                model.spec(),
                model.specification(),
                bounds,
                model.substitutions(),
                List.of(),
                model.properties().stream()
                        .filter(property -> property.kind() == Property.Kind.INVARIANT)
                        .toList(),
                List.of(),
                Map.of(),
                false,
                new Model.Expectation(Optional.empty()),
                OptionalLong.empty(),
                model.heap(),
                model.timeout());
    }
}
