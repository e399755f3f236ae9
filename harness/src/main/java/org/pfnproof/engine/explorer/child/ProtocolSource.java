package org.pfnproof.engine.explorer.child;

import com.google.gson.JsonObject;
import java.util.Map;
import java.util.Optional;
import org.pfnproof.kernel.Protocol;

/** Knows the reference implementations. A class with a public constructor without parameters: it is made anew in the explorer's JVM. */
@FunctionalInterface
public interface ProtocolSource {

    /**
     * The implementation of a model, if there is one.
     *
     * @throws IllegalArgumentException if there is, but not at these bounds; says why
     */
    Optional<Protocol<?>> find(Subject subject);

    /**
     * What is to be explored.
     *
     * @param spec the model's root module
     * @param specification the operator that is the specification
     * @param profile the kernel generation
     * @param bounds constant name to value, as the model's file has them
     * @param substitutions the model's abstractions
     * @param variant the id of the change on top of it; empty text if there is none
     */
    record Subject(
            String spec,
            String specification,
            String profile,
            JsonObject bounds,
            Map<String, String> substitutions,
            String variant) {

        public Subject {
            bounds = bounds.deepCopy();
            substitutions = Map.copyOf(substitutions);
        }
    }
}
