package org.pfnproof.engine.twin;

import java.util.Map;
import java.util.Optional;
import org.pfnproof.kernel.Protocol;

/**
 * Makes reference implementations. What walks through one runs in a JVM of its own, so an implementation of this interface is a
 * public class with a public constructor without parameters.
 */
@FunctionalInterface
public interface ProtocolFactory {

    /**
     * The reference implementation of a spec within given bounds.
     *
     * @param spec the spec's module
     * @param specification the operator of the module that is the specification: its initial states and steps
     * @param bounds constant to value, as the model's JSON has it: Integer, Boolean, String, List, Map
     * @param substitutions operator of the spec to the one that stands for it in the model
     * @param variant the variant that is applied, if any
     * @return empty if there is none
     * @throws IllegalArgumentException if there is, but not at these bounds; says why
     */
    Optional<Protocol<?>> create(
            String spec,
            String specification,
            Map<String, Object> bounds,
            Map<String, String> substitutions,
            Optional<String> variant);
}
