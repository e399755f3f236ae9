package org.pfnproof.patch;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.pfnproof.catalogue.Bug;
import org.pfnproof.catalogue.Catalogue;
import org.pfnproof.catalogue.KernelFunction;
import org.pfnproof.catalogue.Model;
import org.pfnproof.catalogue.Model.Suite;
import org.pfnproof.catalogue.Property;
import org.pfnproof.catalogue.Variant;
import org.pfnproof.engine.ModuleUse;

/**
 * What the specs know of one function of the kernel.
 *
 * @param function the function
 * @param models those in whose specs it is described, the quick ones first
 * @param properties ids of the properties that known changes of this function, or of what it calls, violate
 * @param bugs known bugs that are such changes
 */
public record Endangered(KernelFunction function, List<Model> models, Set<String> properties, List<Bug> bugs) {

    /**
     * What the specs know of a function.
     *
     * @param modules run to the modules that it uses
     * @return empty if they do not know it
     */
    public static Optional<Endangered> of(String name, Catalogue catalogue, ModuleUse modules) {
        return catalogue.functions().stream()
                .filter(function -> function.id().equals(name))
                .findFirst()
                .map(function -> of(function, catalogue, modules));
    }

    private static Endangered of(KernelFunction function, Catalogue catalogue, ModuleUse modules) {
        List<Model> models = catalogue.models().stream()
                .filter(model -> model.suite() != Suite.NIGHTLY)
                .filter(model -> model.expected().violated().isEmpty())
                .filter(model -> modules.modules(model).stream().anyMatch(function.modules()::contains))
                .sorted((one, other) -> one.suite().compareTo(other.suite()))
                .toList();
        Set<String> operators = modules.operators(function.id());
        List<Variant> changes = catalogue.variants().stream()
                .filter(variant -> variant.overrides().keySet().stream().anyMatch(operators::contains))
                .filter(variant -> variant.models().stream().anyMatch(models::contains))
                .toList();
        Set<String> properties = changes.stream()
                .flatMap(variant -> variant.violates().stream())
                .map(Property::id)
                .collect(Collectors.toCollection(TreeSet::new));
        List<Bug> bugs = catalogue.bugs().stream()
                .filter(bug -> bug.variants().stream().anyMatch(changes::contains))
                .toList();
        return new Endangered(function, models, properties, bugs);
    }

    /** The functions that the specs know and those that they do not, by file. */
    public static Map<String, List<String>> unknown(KernelPatch patch, Catalogue catalogue) {
        Set<String> known =
                catalogue.functions().stream().map(KernelFunction::id).collect(Collectors.toSet());
        Map<String, List<String>> unknown = new TreeMap<>();
        patch.touched().forEach((file, functions) -> {
            List<String> names =
                    functions.stream().filter(name -> !known.contains(name)).toList();
            if (!names.isEmpty()) {
                unknown.put(file, names);
            }
        });
        return unknown;
    }
}
