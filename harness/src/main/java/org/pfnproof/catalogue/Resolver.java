package org.pfnproof.catalogue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.pfnproof.catalogue.Entries.ModelEntry;
import org.pfnproof.catalogue.Entries.VariantEntry;
import org.pfnproof.catalogue.Model.EngineKind;

/** Turns the entries of models and variants into records, following every name to what it names. */
final class Resolver {

    private final Path root;
    private final Problems problems;
    private final Map<String, Profile> profiles;
    private final Map<String, Property> properties;

    Resolver(Path root, Problems problems, Map<String, Profile> profiles, Map<String, Property> properties) {
        this.root = root;
        this.problems = problems;
        this.profiles = profiles;
        this.properties = properties;
    }

    /** The model, or nothing if one of its names names nothing. */
    Optional<Model> model(Path file, ModelEntry entry) {
        int before = problems.size();
        EngineKind engine = EngineKind.valueOf(entry.engine().toUpperCase(Locale.ROOT));
        known(file, "/profile", "profile", entry.profile(), profiles.keySet());
        Optional<Profile.Change> change = Optional.ofNullable(profiles.get(entry.profile()))
                .map(profile -> profile.specs().get(entry.spec()));
        requireModule(file, folder(engine), entry.spec(), engine);
        change.ifPresent(own -> requireModule(file, folder(engine), own.module(), engine));
        ProfileRules.check(entry, change, profiles.values()).forEach(message -> problems.add(file, message));
        if (entry.properties().isEmpty()) {
            problems.add(file, "/properties: a model without properties checks nothing; name at least one");
        }
        List<Property> checked = properties(file, "/properties", entry.properties());
        List<Property> witnesses = properties(file, "/witnesses", entry.witnesses());
        ModelRules.check(entry, engine, checked, witnesses).forEach(message -> problems.add(file, message));
        if (problems.size() > before) {
            return Optional.empty();
        }
        return Optional.of(new Model(
                entry.id(),
                entry.title(),
                entry.description(),
                entry.profile(),
                engine,
                suite(entry.suite()),
                change.map(Profile.Change::module).orElse(entry.spec()),
                entry.specification(),
                entry.bounds(),
                ProfileRules.substitutions(entry, change),
                entry.symmetric(),
                checked,
                witnesses,
                entry.neverTaken(),
                entry.deadlock(),
                new Model.Expectation(entry.violated()),
                entry.distinctStates() == null ? OptionalLong.empty() : OptionalLong.of(entry.distinctStates()),
                entry.heap(),
                Durations.parse(entry.timeout()).orElseThrow(),
                Optional.ofNullable(entry.observes())));
    }

    /** The variant, or nothing if one of its names names nothing. */
    Optional<Variant> variant(Path file, VariantEntry entry, Collection<String> declared, Map<String, Model> models) {
        int before = problems.size();
        List<Property> violates = properties(
                file, "/violates", Stream.ofNullable(entry.violates()).toList());
        Optional<Property> violated = violates.stream().findFirst();
        entry.models().forEach(id -> known(file, "/models", "model", id, declared));
        if (problems.size() > before || !models.keySet().containsAll(entry.models())) {
            return Optional.empty();
        }
        List<Model> chosen = entry.models().stream().map(models::get).toList();
        Path folder = Objects.requireNonNull(file.getParent());
        requireModule(file, folder, entry.module(), chosen.get(0).engine());
        VariantRules.check(entry, violated, chosen).forEach(message -> problems.add(file, message));
        if (problems.size() > before) {
            return Optional.empty();
        }
        return Optional.of(new Variant(
                entry.id(),
                entry.title(),
                entry.description(),
                entry.source(),
                entry.fix(),
                suite(entry.suite()),
                folder,
                entry.module(),
                entry.overrides(),
                violated,
                chosen));
    }

    private static Model.Suite suite(String name) {
        return Model.Suite.valueOf(name.toUpperCase(Locale.ROOT));
    }

    private List<Property> properties(Path file, String pointer, List<String> ids) {
        ids.forEach(id -> known(file, pointer, "property", id, properties.keySet()));
        return ids.stream().map(properties::get).filter(Objects::nonNull).toList();
    }

    private void known(Path file, String pointer, String what, String id, Collection<String> all) {
        if (!all.contains(id)) {
            problems.add(file, pointer + ": unknown " + what + " \"" + id + "\"" + Nearest.hint(id, all));
        }
    }

    private Path folder(EngineKind engine) {
        return switch (engine) {
            case TLC, EXPLORER -> root.resolve("tla");
            case ALLOY -> root.resolve("alloy");
        };
    }

    private void requireModule(Path file, Path folder, String module, EngineKind engine) {
        String extension =
                switch (engine) {
                    case TLC, EXPLORER -> ".tla";
                    case ALLOY -> ".als";
                };
        Path path = folder.resolve(module + extension);
        if (!Files.isRegularFile(path)) {
            problems.add(
                    file,
                    "there is no file " + problems.name(path)
                            + Nearest.hint(module + extension, modules(folder, extension)));
        }
    }

    private static List<String> modules(Path folder, String extension) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(Path::getFileName)
                    .map(Path::toString)
                    .filter(name -> name.endsWith(extension))
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
