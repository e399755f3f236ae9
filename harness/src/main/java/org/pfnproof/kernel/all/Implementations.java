package org.pfnproof.kernel.all;

import java.util.Map;
import java.util.Optional;
import org.pfnproof.kernel.Protocol;

/** Finds the reference implementation of a spec. */
public final class Implementations {

    private Implementations() {}

    /**
     * The reference implementation of a spec within given bounds.
     *
     * @param spec the spec's module
     * @param bounds constant to value, as the model's JSON has it: Integer, Boolean, String, List, Map
     * @param substitutions operator of the spec to the one that stands for it in the model
     * @param variant the variant that is applied, if any
     * @return empty if there is none yet
     */
    public static Optional<? extends Protocol<?>> of(
            String spec, Map<String, Object> bounds, Map<String, String> substitutions, Optional<String> variant) {
        return Optional.empty();
    }
}
