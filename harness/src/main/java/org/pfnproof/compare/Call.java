package org.pfnproof.compare;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A call that can be written in a shape, and what comes of it.
 *
 * @param inputs those that it gives
 * @param behaviour one outcome for each of {@link Environment#all()}
 */
public record Call(Set<Input> inputs, List<Outcome> behaviour) {

    boolean has(Input input) {
        return inputs.contains(input);
    }

    boolean usesInternalFlag() {
        return inputs.stream().anyMatch(Input::internalToMm);
    }

    /** Whether both ask for the same, and say the same of the contract as far as both shapes have a word for it. */
    boolean agrees(Call other, Set<Input> common) {
        Set<Input> differing = EnumSet.noneOf(Input.class);
        for (Input input : Input.values()) {
            if (has(input) != other.has(input)) {
                differing.add(input);
            }
        }
        return differing.stream().allMatch(input -> input.partOfContract() && !common.contains(input));
    }

    /** The inputs, as in "write + no-wait"; "nothing" if there are none. */
    public String text() {
        return inputs.isEmpty() ? "nothing" : inputs.stream().map(Input::text).collect(Collectors.joining(" + "));
    }
}
