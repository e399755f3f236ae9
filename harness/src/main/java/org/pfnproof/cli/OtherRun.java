package org.pfnproof.cli;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pfnproof.catalogue.Catalogue;
import org.pfnproof.catalogue.Model;
import org.pfnproof.catalogue.Nearest;
import org.pfnproof.catalogue.Variant;
import org.pfnproof.engine.Run;

/** What an option names for the steps of a counterexample to be taken on, too: a variant of the same spec, or the base. */
final class OtherRun {

    /** The name of the unchanged kernel. */
    static final String BASE = "base";

    private final Catalogue catalogue;
    private final String option;

    /**
     * Names given with an option.
     *
     * @param option its name, for messages
     */
    OtherRun(Catalogue catalogue, String option) {
        this.catalogue = catalogue;
        this.option = option;
    }

    /**
     * A model with what is named.
     *
     * @param name a variant, or {@value #BASE}
     * @throws UserException if there is no such variant, or it changes another spec; says which
     */
    Run of(Model model, String name) throws UserException {
        if (name.equals(BASE)) {
            return new Run(model, Optional.empty());
        }
        Variant variant = variant(name);
        if (!changes(variant, model)) {
            throw new UserException(option + ": " + name + " changes the spec "
                    + variant.models().stream().map(Model::spec).findFirst().orElse("of another model") + ", but "
                    + model.id() + " is of " + model.spec());
        }
        return new Run(model, Optional.of(variant));
    }

    /**
     * Whether what is named can be put on a model.
     *
     * @throws UserException if there is no such variant
     */
    boolean fits(Model model, String name) throws UserException {
        return name.equals(BASE) || changes(variant(name), model);
    }

    private static boolean changes(Variant variant, Model model) {
        return variant.models().stream().anyMatch(candidate -> candidate.spec().equals(model.spec()));
    }

    private Variant variant(String name) throws UserException {
        List<String> known = catalogue.variants().stream().map(Variant::id).toList();
        return catalogue.variants().stream()
                .filter(candidate -> candidate.id().equals(name))
                .findFirst()
                .orElseThrow(() -> new UserException(option + ": there is no variant \"" + name + "\""
                        + Nearest.hint(
                                name,
                                Stream.concat(Stream.of(BASE), known.stream()).toList())));
    }
}
