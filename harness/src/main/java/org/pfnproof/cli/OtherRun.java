package org.pfnproof.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pfnproof.catalogue.Catalogue;
import org.pfnproof.catalogue.Model;
import org.pfnproof.catalogue.Nearest;
import org.pfnproof.catalogue.Variant;
import org.pfnproof.engine.Run;

/**
 * What an option names for the steps of a counterexample to be taken on, too: a variant of the same spec, a patch's folder with a Java half,
 * or the base.
 */
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
     * @param name a variant, a patch's folder, or {@value #BASE}
     * @throws UserException if there is no such variant, or the patch cannot be used, or the variant changes another spec; says which
     */
    Run of(Model model, String name) throws UserException {
        if (name.equals(BASE)) {
            return new Run(model, Optional.empty());
        }
        Optional<Path> patch = folder(name);
        if (patch.isPresent()) {
            return new PatchRun(patch.get(), catalogue).on(model);
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
        if (folder(name).isPresent()) {
            throw new UserException(
                    option + " " + name + ": name the counterexamples whose steps the patch is to take");
        }
        return name.equals(BASE) || changes(variant(name), model);
    }

    /** A variant of that name is what is meant, whatever folders there are. */
    private Optional<Path> folder(String name) {
        return catalogue.names().contains(name) ? Optional.empty() : PatchRun.folder(name);
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
