package org.pfnproof.compare.runs;

import java.util.List;
import java.util.Optional;
import org.pfnproof.compare.Effect;

/**
 * What a silent mistake does to the protocol.
 *
 * @param property what it breaks; empty if nothing that the models state
 * @param model the model with the shape's reference rules, in which the counterexample is
 * @param variant the mistake, as a change of that model
 * @param steps the shortest counterexample in that model with that variant; empty if only {@code decidedBy} has one
 * @param decidedBy variants and models in which TLC finds the same, by name; {@code show} prints their counterexamples
 * @param reason why no property is broken; empty otherwise
 */
public record Consequence(
        Effect effect,
        Optional<String> property,
        Optional<String> model,
        Optional<String> variant,
        List<String> steps,
        List<String> decidedBy,
        String reason) {

    static Consequence none(Effect effect, String reason) {
        return new Consequence(
                effect, Optional.empty(), Optional.empty(), Optional.empty(), List.of(), List.of(), reason);
    }

    static Consequence elsewhere(Effect effect, String property, List<String> decidedBy) {
        return new Consequence(
                effect, Optional.of(property), Optional.empty(), Optional.empty(), List.of(), decidedBy, "");
    }
}
