package org.pfnproof.patch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.pfnproof.catalogue.Catalogue;
import org.pfnproof.catalogue.Model;
import org.pfnproof.catalogue.Model.EngineKind;
import org.pfnproof.catalogue.Model.Suite;
import org.pfnproof.catalogue.Patch;
import org.pfnproof.catalogue.Property;
import org.pfnproof.engine.source.SpecStack;

/**
 * The models that a patch is checked on: those that hold, and whose modules contain all that the patch's module extends.
 *
 * @param chosen those to be run, adapted to the patch
 * @param later those that a larger suite runs
 * @param leftOut model to the reason why the patch does not apply to it
 */
public record PatchModels(List<Model> chosen, List<Model> later, Map<Model, String> leftOut) {

    public PatchModels {
        chosen = List.copyOf(chosen);
        later = List.copyOf(later);
        leftOut = Collections.unmodifiableMap(new LinkedHashMap<>(leftOut));
    }

    /**
     * The models of a suite. So that no kernel and no spec is passed over, the smallest model stands in where a suite has none of
     * them.
     *
     * @param extended the modules of the specs that the patch's module extends
     * @param suite is run, and of larger ones only what stands in
     * @param only the models to be run, of whatever suite; empty for all of the suite
     */
    public static PatchModels of(
            Patch patch, List<String> extended, Catalogue catalogue, Suite suite, List<String> only) {
        List<Model> chosen = new ArrayList<>();
        List<Model> later = new ArrayList<>();
        Map<Model, String> leftOut = new LinkedHashMap<>();
        Map<String, Set<String>> stacks = new TreeMap<>();
        catalogue.models().stream()
                .filter(model -> model.engine() == EngineKind.TLC)
                .filter(model -> model.expected().violated().isEmpty())
                .filter(model -> only.isEmpty() || only.contains(model.id()))
                .sorted(Comparator.comparing(Model::suite).thenComparing(PatchModels::size))
                .forEach(model -> {
                    Set<String> stack = stacks.computeIfAbsent(
                            model.spec(), key -> new HashSet<>(SpecStack.of(catalogue.root(), model)));
                    List<String> replaced = replaced(patch, extended, model, catalogue);
                    if (!stack.containsAll(extended)) {
                        return;
                    }
                    if (!replaced.isEmpty()) {
                        leftOut.put(model, String.join(", ", replaced));
                    } else if (!only.isEmpty() || model.suite().compareTo(suite) <= 0 || isFirst(model, chosen)) {
                        chosen.add(adapted(patch, model));
                    } else {
                        later.add(model);
                    }
                });
        return new PatchModels(chosen, later, leftOut);
    }

    private static boolean isFirst(Model model, List<Model> chosen) {
        return chosen.stream()
                .noneMatch(other ->
                        other.profile().equals(model.profile()) && other.spec().equals(model.spec()));
    }

    private static long size(Model model) {
        return model.distinctStates().orElse(Long.MAX_VALUE);
    }

    /**
     * What a model replaces itself. Of a profile's replacements the patch replaces those whose module it extends: whoever wrote it has had them
     * before his eyes.
     */
    private static List<String> replaced(Patch patch, List<String> extended, Model model, Catalogue catalogue) {
        return patch.overrides().keySet().stream()
                .filter(name -> model.substitutions().containsKey(name))
                .filter(name -> !extended.contains(model.spec()) || !isRecorded(patch, name, model))
                .sorted()
                .map(name -> owner(name, model, catalogue) + " has "
                        + model.substitutions().get(name) + " in the place of " + name)
                .toList();
    }

    /** Who has put something in an operator's place: the model's kernel, or the model itself. */
    private static String owner(String name, Model model, Catalogue catalogue) {
        return catalogue.profiles().stream()
                .filter(profile -> profile.id().equals(model.profile()))
                .flatMap(profile -> profile.specs().values().stream())
                .filter(change -> change.module().equals(model.spec()))
                .filter(change -> change.substitutions().containsKey(name))
                .map(change -> model.profile())
                .findFirst()
                .orElse("the model");
    }

    private static boolean isRecorded(Patch patch, String name, Model model) {
        Patch.Original original = patch.originals().get(name);
        return original != null
                && original.operator().equals(model.substitutions().get(name));
    }

    private static Model adapted(Patch patch, Model model) {
        Map<String, String> substitutions = new TreeMap<>(model.substitutions());
        substitutions.keySet().removeAll(patch.overrides().keySet());
        List<Property> witnesses = model.witnesses().stream()
                .filter(witness -> !patch.unreached().containsKey(witness.id()))
                .toList();
        Map<String, String> neverTaken = new TreeMap<>(patch.unreached());
        neverTaken.putAll(model.neverTaken());
        return model.adapted(substitutions, witnesses, neverTaken);
    }

    /** The model as the catalogue has it. */
    static Model unchanged(Model adapted, Catalogue catalogue) {
        return catalogue.models().stream()
                .filter(model -> model.id().equals(adapted.id()))
                .findFirst()
                .orElseThrow();
    }
}
