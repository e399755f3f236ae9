package org.pfnproof.catalogue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One named change on top of a profile: a folder of {@code specs/variants} with {@code variant.json} and a module.
 *
 * @param id unique among models, variants and claims; the folder's name
 * @param title one line
 * @param description what the changed code does
 * @param source where it comes from: commit, CVE, thread, release, as far as known; label to text
 * @param fix how the base spec has it
 * @param suite the smallest suite that runs it, if its model belongs there too
 * @param folder the folder that holds the module
 * @param module the TLA+ module (file without extension) that extends the base's root module and defines the replacements,
 *     or the Alloy file that replaces the base's root file
 * @param overrides operator of the base to its replacement; none for Alloy, whose file is its own root
 * @param violates the property that every one of its models must violate; empty if all properties must hold in spite of the
 *     change
 * @param models the models on which it is run
 * @param patch whether it is a {@link Patch}: its module extends any of a spec's modules, so that a run extends the spec's root beside it,
 *     and it may make a model's steps possible that the model says are never taken
 * @param java the change in Java, where it stands outside of the reference implementation
 */
public record Variant(
        String id,
        String title,
        String description,
        Map<String, String> source,
        String fix,
        Model.Suite suite,
        Path folder,
        String module,
        Map<String, String> overrides,
        Optional<Property> violates,
        List<Model> models,
        boolean patch,
        Optional<JavaChange> java) {

    /** A variant of the catalogue. */
    public Variant(
            String id,
            String title,
            String description,
            Map<String, String> source,
            String fix,
            Model.Suite suite,
            Path folder,
            String module,
            Map<String, String> overrides,
            Optional<Property> violates,
            List<Model> models) {
        this(
                id,
                title,
                description,
                source,
                fix,
                suite,
                folder,
                module,
                overrides,
                violates,
                models,
                false,
                Optional.empty());
    }

    public Variant {
        source = Map.copyOf(source);
        overrides = Map.copyOf(overrides);
        models = List.copyOf(models);
    }

    /** The same with a change in Java. */
    public Variant with(JavaChange change) {
        return new Variant(
                id,
                title,
                description,
                source,
                fix,
                suite,
                folder,
                module,
                overrides,
                violates,
                models,
                patch,
                Optional.of(change));
    }
}
