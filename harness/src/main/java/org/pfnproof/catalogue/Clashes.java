package org.pfnproof.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Replacements of a variant that cannot stand beside those that its model, with its profile, has already. */
public final class Clashes {

    private Clashes() {}

    /**
     * One sentence for each.
     *
     * @param overrides the operators that the variant replaces
     */
    public static List<String> of(Model model, Set<String> overrides) {
        List<String> clashes = new ArrayList<>();
        new TreeSet<>(overrides)
                .stream()
                        .filter(model.substitutions()::containsKey)
                        .forEach(name -> clashes.add("Both the model and the variant replace " + name + "."));
        // TLC refuses A <- B with B <- C.
        new TreeMap<>(model.substitutions()).forEach((name, other) -> {
            if (overrides.contains(other)) {
                clashes.add("The variant replaces " + other + ", which the model has put in the place of " + name
                        + "; TLC does not replace a replacement. Replace an operator that " + other + " uses.");
            }
        });
        return clashes;
    }
}
