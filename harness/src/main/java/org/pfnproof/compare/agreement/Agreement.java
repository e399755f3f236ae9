package org.pfnproof.compare.agreement;

import java.util.List;

/**
 * What holding the two against each other gave.
 *
 * @param outcomes how many pairs of a call and an environment were compared
 * @param unknown ids of shapes that Alloy does not have
 * @param disagreements one for each shape about which the two disagree
 */
public record Agreement(long outcomes, List<String> unknown, List<Disagreement> disagreements) {

    public Agreement {
        unknown = List.copyOf(unknown);
        disagreements = List.copyOf(disagreements);
    }
}
