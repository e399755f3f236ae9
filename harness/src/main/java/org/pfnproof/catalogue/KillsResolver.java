package org.pfnproof.catalogue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pfnproof.catalogue.Entries.AlsoEntry;
import org.pfnproof.catalogue.Entries.KillsEntry;

/** Follows the names of the kill matrix. Rows of runs that are gone are no mistake: the next recording drops them. */
final class KillsResolver {

    private final Problems problems;
    private final Map<String, Variant> variants;
    private final Map<String, Model> models;
    private final Map<String, Property> properties;

    KillsResolver(
            Problems problems,
            Map<String, Variant> variants,
            Map<String, Model> models,
            Map<String, Property> properties) {
        this.problems = problems;
        this.variants = variants;
        this.models = models;
        this.properties = properties;
    }

    RecordedKills kills(Path file, KillsEntry entry) {
        entry.unkilled().keySet().forEach(id -> known(file, "/unkilled: unknown property", id, properties));
        List<RecordedKills.Also> also =
                entry.also().stream().flatMap(at -> also(file, at).stream()).toList();
        return new RecordedKills(also, entry.unkilled(), entry.rows());
    }

    private Optional<RecordedKills.Also> also(Path file, AlsoEntry entry) {
        Optional<Variant> variant = known(file, "/also: unknown variant", entry.variant(), variants);
        Optional<Model> model = known(file, "/also: unknown model", entry.model(), models);
        Optional<Property> property = known(file, "/also: unknown property", entry.property(), properties);
        if (variant.isEmpty() || model.isEmpty() || property.isEmpty()) {
            return Optional.empty();
        }
        if (!model.get().properties().contains(property.get())) {
            problems.add(file, "/also: the model " + entry.model() + " does not check " + entry.property());
        }
        return Optional.of(new RecordedKills.Also(variant.get(), model.get(), property.get()));
    }

    private <T> Optional<T> known(Path file, String what, String id, Map<String, T> all) {
        if (!all.containsKey(id)) {
            problems.add(file, what + " \"" + id + "\"" + Nearest.hint(id, all.keySet()));
        }
        return Optional.ofNullable(all.get(id));
    }
}
