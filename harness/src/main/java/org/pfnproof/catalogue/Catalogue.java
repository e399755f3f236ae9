package org.pfnproof.catalogue;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything that can be checked: consistent, every reference resolved. Models and variants come in the order of their ids,
 * the rest in the order of their files.
 *
 * @param root the folder it was loaded from, {@code specs}
 */
public record Catalogue(
        Path root,
        List<Profile> profiles,
        List<Property> properties,
        List<Model> models,
        List<Variant> variants,
        List<Claim> claims,
        List<Matrix> matrices,
        List<Bug> bugs,
        List<Notation> notations,
        List<KernelFunction> functions,
        RecordedKills kills) {

    public Catalogue {
        profiles = List.copyOf(profiles);
        properties = List.copyOf(properties);
        models = List.copyOf(models);
        variants = List.copyOf(variants);
        claims = List.copyOf(claims);
        matrices = List.copyOf(matrices);
        bugs = List.copyOf(bugs);
        notations = List.copyOf(notations);
        functions = List.copyOf(functions);
    }

    /**
     * Reads and validates the data files.
     *
     * @param specs the folder {@code specs}
     * @throws CatalogueException with all problems found
     */
    public static Catalogue load(Path specs) throws CatalogueException {
        return new CatalogueLoader(specs).load();
    }

    /** All names that {@code check} takes, in the order claims, models, variants, matrices. */
    public List<String> names() {
        return Stream.of(
                        claims.stream().map(Claim::id),
                        models.stream().map(Model::id),
                        variants.stream().map(Variant::id),
                        matrices.stream().map(Matrix::name))
                .flatMap(Function.identity())
                .toList();
    }

    static <T> Map<String, T> byId(List<T> items, Function<T, String> id) {
        Map<String, T> map = items.stream()
                .collect(Collectors.toMap(id, Function.identity(), (first, second) -> first, LinkedHashMap::new));
        return Collections.unmodifiableMap(map);
    }
}
