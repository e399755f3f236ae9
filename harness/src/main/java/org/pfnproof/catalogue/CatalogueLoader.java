package org.pfnproof.catalogue;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.pfnproof.catalogue.Entries.BugEntry;
import org.pfnproof.catalogue.Entries.ClaimEntry;
import org.pfnproof.catalogue.Entries.KillsEntry;
import org.pfnproof.catalogue.Entries.Located;
import org.pfnproof.catalogue.Entries.MatrixEntry;
import org.pfnproof.catalogue.Entries.ModelEntry;
import org.pfnproof.catalogue.Entries.NotationEntry;
import org.pfnproof.catalogue.Entries.PropertyEntry;
import org.pfnproof.catalogue.Entries.VariantEntry;

/**
 * Reads the data files, then follows their names. The second pass only begins when the first found nothing: an unreadable
 * file would make every name in it unknown elsewhere, and bury its own message.
 */
final class CatalogueLoader {

    private final Path root;
    private final Problems problems;

    CatalogueLoader(Path root) {
        this.root = root;
        this.problems = new Problems(root);
    }

    Catalogue load() throws CatalogueException {
        EntryReader reader = new EntryReader(root, problems);
        List<Located<Profile>> profiles = reader.profiles();
        List<Located<PropertyEntry>> properties = reader.properties();
        List<Located<ModelEntry>> models = reader.models();
        List<Located<VariantEntry>> variants = reader.variants();
        List<Located<ClaimEntry>> claims = reader.claims();
        List<Located<MatrixEntry>> matrices = reader.matrices();
        List<Located<BugEntry>> bugs = reader.bugs();
        List<Located<NotationEntry>> notations = reader.notations();
        List<Located<KillsEntry>> kills = reader.kills();
        List<Located<KernelFunction>> functions = reader.functions();
        throwIfAny();

        unique(profiles.stream().map(at -> at.map(Profile::id)));
        unique(properties.stream().map(at -> at.map(PropertyEntry::id)));
        unique(bugs.stream().map(at -> at.map(BugEntry::id)));
        unique(functions.stream().map(at -> at.map(KernelFunction::id)));
        unique(notations.stream().map(at -> at.map(NotationEntry::module)));
        unique(Stream.of(
                        models.stream().map(at -> at.map(ModelEntry::id)),
                        variants.stream().map(at -> at.map(VariantEntry::id)),
                        claims.stream().map(at -> at.map(ClaimEntry::id)),
                        matrices.stream().map(at -> at.map(entry -> entry.id() + "-matrix")))
                .flatMap(ids -> ids));
        matrices.forEach(at -> requireName(at.file(), at.file(), at.entry().id() + ".json"));
        models.forEach(at -> requireName(at.file(), at.file(), at.entry().id() + ".json"));
        variants.forEach(
                at -> requireName(at.file(), at.file().getParent(), at.entry().id()));
        throwIfAny();

        Catalogue catalogue = resolve(
                profiles.stream().map(Located::entry).toList(),
                properties.stream().map(at -> property(at.entry())).toList(),
                models,
                variants,
                claims,
                matrices,
                bugs,
                notations.stream().map(at -> at.entry().notation()).toList(),
                functions.stream().map(Located::entry).toList(),
                kills);
        throwIfAny();
        return catalogue;
    }

    private Catalogue resolve(
            List<Profile> profiles,
            List<Property> properties,
            List<Located<ModelEntry>> modelEntries,
            List<Located<VariantEntry>> variantEntries,
            List<Located<ClaimEntry>> claimEntries,
            List<Located<MatrixEntry>> matrixEntries,
            List<Located<BugEntry>> bugEntries,
            List<Notation> notations,
            List<KernelFunction> functions,
            List<Located<KillsEntry>> killsEntries) {
        Resolver resolver = new Resolver(
                root, problems, Catalogue.byId(profiles, Profile::id), Catalogue.byId(properties, Property::id));
        List<String> declared = modelEntries.stream().map(at -> at.entry().id()).toList();
        List<Model> models = modelEntries.stream()
                .flatMap(at -> resolver.model(at.file(), at.entry()).stream())
                .toList();
        List<Variant> variants = variantEntries.stream()
                .flatMap(at ->
                        resolver.variant(at.file(), at.entry(), declared, Catalogue.byId(models, Model::id)).stream())
                .toList();
        // What a claim says about a model or variant that is itself wrong can wait until that is mended.
        boolean complete = problems.size() == 0;
        ClaimResolver claimResolver = new ClaimResolver(problems, models, variants);
        List<Claim> claims = claimEntries.stream()
                .filter(at -> complete)
                .map(at -> claimResolver.claim(at.file(), at.entry()))
                .toList();
        MatrixResolver matrixResolver = new MatrixResolver(problems, Catalogue.byId(models, Model::id));
        List<Matrix> matrices = matrixEntries.stream()
                .filter(at -> complete)
                .flatMap(at -> matrixResolver.matrix(at.file(), at.entry()).stream())
                .toList();
        BugResolver bugResolver =
                new BugResolver(problems, Catalogue.byId(variants, Variant::id), Catalogue.byId(models, Model::id));
        List<Bug> bugs = bugEntries.stream()
                .filter(at -> complete)
                .map(at -> bugResolver.bug(at.file(), at.entry()))
                .toList();
        KillsResolver killsResolver = new KillsResolver(
                problems,
                Catalogue.byId(variants, Variant::id),
                Catalogue.byId(models, Model::id),
                Catalogue.byId(properties, Property::id));
        RecordedKills kills = killsEntries.stream()
                .filter(at -> complete)
                .map(at -> killsResolver.kills(at.file(), at.entry()))
                .findFirst()
                .orElse(RecordedKills.none());
        return new Catalogue(
                root, profiles, properties, models, variants, claims, matrices, bugs, notations, functions, kills);
    }

    private void throwIfAny() throws CatalogueException {
        if (problems.size() > 0) {
            throw new CatalogueException(problems.all());
        }
    }

    private void unique(Stream<Located<String>> ids) {
        Map<String, Path> seen = new HashMap<>();
        ids.forEach(id -> {
            Path first = seen.putIfAbsent(id.entry(), id.file());
            if (first != null) {
                problems.add(id.file(), "the id \"" + id.entry() + "\" is taken already, in " + problems.name(first));
            }
        });
    }

    private void requireName(Path file, Path named, String expected) {
        String found = Objects.toString(named.getFileName());
        if (!found.equals(expected)) {
            problems.add(file, "/id: expects the name " + expected + ", but it is " + found);
        }
    }

    private static Property property(PropertyEntry entry) {
        Property.Kind kind = Property.Kind.valueOf(entry.kind().toUpperCase(Locale.ROOT));
        return new Property(entry.id(), kind, entry.module(), entry.statement(), entry.rule());
    }
}
