package org.pfnproof.report.race;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.pfnproof.catalogue.Notation;
import org.pfnproof.catalogue.Notation.StepForm;
import org.pfnproof.catalogue.Notation.ValueForm;

/** The notations that apply to one spec; where several modules speak of the same, the one nearest to the root. */
final class Words {

    private final List<Notation> notations;

    private Words(List<Notation> notations) {
        this.notations = List.copyOf(notations);
    }

    /**
     * Chooses notations.
     *
     * @param stack the modules of the spec, the root first
     */
    static Words of(List<Notation> notations, List<String> stack) {
        return new Words(stack.stream()
                .flatMap(module ->
                        notations.stream().filter(notation -> notation.module().equals(module)))
                .toList());
    }

    Optional<ValueForm> value(String path) {
        return first(notation -> notation.values().get(path));
    }

    Optional<StepForm> step(String action) {
        return first(notation -> notation.actions().get(action));
    }

    /** The paths of what shows that a property is violated. */
    List<String> evidence(String property) {
        return first(notation -> notation.properties().get(property)).orElse(List.of());
    }

    /** What the threads of a constant are, or a thread that no constant names. */
    Optional<String> threads(String constant) {
        return first(notation -> notation.threads().get(constant));
    }

    private <T> Optional<T> first(Function<Notation, T> part) {
        return notations.stream().map(part).filter(Objects::nonNull).findFirst();
    }
}
