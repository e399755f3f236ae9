package org.pfnproof.catalogue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A change of a user's own, outside of the catalogue: a folder with {@value #FILE} and a module. A variant whose verdict is not known yet.
 *
 * @param id its name; no name of the catalogue
 * @param title one line
 * @param description what the changed code does
 * @param folder the folder
 * @param module the TLA+ module (file without extension) that extends modules of the specs and defines the replacements
 * @param overrides operator of the specs to its replacement
 * @param originals operator to what it was when the replacement was written, as far as that is recorded
 * @param unreached witnesses that the change makes unreachable and actions that are no longer taken, with the reason
 * @param java the class (file without extension) that makes the change in a reference implementation
 */
public record Patch(
        String id,
        String title,
        String description,
        Path folder,
        String module,
        Map<String, String> overrides,
        Map<String, Original> originals,
        Map<String, String> unreached,
        Optional<String> java) {

    /** The name of the file that describes it. */
    public static final String FILE = "patch.json";

    /** A patch of the specs alone. */
    public Patch(
            String id,
            String title,
            String description,
            Path folder,
            String module,
            Map<String, String> overrides,
            Map<String, Original> originals,
            Map<String, String> unreached) {
        this(id, title, description, folder, module, overrides, originals, unreached, Optional.empty());
    }

    public Patch {
        overrides = Map.copyOf(overrides);
        originals = Map.copyOf(originals);
        unreached = Map.copyOf(unreached);
    }

    /**
     * An operator when its replacement was written.
     *
     * @param module the module that defined it
     * @param operator its name there; another one where a profile had replaced it
     * @param parameters their names
     * @param hash of its definition, without comments and layout
     */
    public record Original(String module, String operator, List<String> parameters, String hash) {

        public Original {
            parameters = List.copyOf(parameters);
        }
    }

    /**
     * Reads and validates a folder.
     *
     * @param folder as the user has given it
     * @throws CatalogueException with all problems found
     */
    public static Patch load(Path folder, Catalogue catalogue) throws CatalogueException {
        return new PatchReader(folder, catalogue).read();
    }

    /** The file of its module. */
    public Path moduleFile() {
        return folder.resolve(module + ".tla");
    }

    /** The file of its change in Java, if it has one. */
    public Optional<Path> javaFile() {
        return java.map(name -> folder.resolve(name + ".java"));
    }

    /** The same with what the operators are now. */
    public Patch withOriginals(Map<String, Original> others) {
        return new Patch(id, title, description, folder, module, overrides, others, unreached, java);
    }

    /**
     * The patch as a variant of one model.
     *
     * @param applied those of the overrides that apply there
     */
    public Variant on(Model model, Map<String, String> applied) {
        return on(model, applied, Optional.empty());
    }

    /** The patch as a variant that is known to violate a property. */
    public Variant on(Model model, Map<String, String> applied, Optional<Property> violated) {
        return new Variant(
                id,
                title,
                description,
                Map.of(),
                "The specs as they are.",
                Model.Suite.QUICK,
                folder,
                module,
                applied,
                violated,
                List.of(model),
                true,
                Optional.empty());
    }
}
