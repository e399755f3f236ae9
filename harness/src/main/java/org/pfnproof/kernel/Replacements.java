package org.pfnproof.kernel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What may be put in the place of a protocol's functions, under the names of its TLA+ twins.
 *
 * @param <C> how a change is made, for example a Consumer of the table of functions
 * @param operators what profiles and models may substitute: {@code operator <- replacement}, as TLC writes it, to the change
 * @param variants variant's id to the change
 */
public record Replacements<C>(Map<String, C> operators, Map<String, C> variants) {

    public Replacements {
        operators = Map.copyOf(operators);
        variants = Map.copyOf(variants);
    }

    /**
     * What a run replaces.
     *
     * @param changes to be made in this order, the variant's last
     * @param rest the substitutions that are not known here
     */
    public record Chosen<C>(List<C> changes, Map<String, String> rest) {

        public Chosen {
            changes = List.copyOf(changes);
            rest = Map.copyOf(rest);
        }
    }

    /** Where nothing but variants replaces functions. */
    public static <C> Replacements<C> ofVariants(Map<String, C> variants) {
        return new Replacements<>(Map.of(), variants);
    }

    /**
     * What a run replaces.
     *
     * @param substitutions operator to the operator put in its place
     * @param variant the id of a variant
     * @return empty if the variant is not known
     */
    public Optional<Chosen<C>> of(Map<String, String> substitutions, Optional<String> variant) {
        List<C> changes = new ArrayList<>();
        Map<String, String> rest = new HashMap<>();
        substitutions.forEach((operator, replacement) -> {
            C change = operators.get(operator + " <- " + replacement);
            if (change == null) {
                rest.put(operator, replacement);
            } else {
                changes.add(change);
            }
        });
        if (variant.isPresent()) {
            Optional<C> change = ofVariant(variant.orElseThrow());
            if (change.isEmpty()) {
                return Optional.empty();
            }
            changes.add(change.get());
        }
        return Optional.of(new Chosen<>(changes, rest));
    }

    /**
     * What a variant replaces, or a patch: its class stands beside these and is of their kind.
     *
     * @param id the id of either
     * @return empty if it is not known
     */
    public Optional<C> ofVariant(String id) {
        Optional<C> patched = Replacements.class.getClassLoader() instanceof PatchLoader loader
                ? loader.change(id).map(Replacements::cast)
                : Optional.empty();
        return patched.or(() -> Optional.ofNullable(variants.get(id)));
    }

    /** One that is of another kind fails where it is made, which is before anything is checked. */
    @SuppressWarnings("unchecked")
    private static <C> C cast(Object change) {
        return (C) change;
    }
}
