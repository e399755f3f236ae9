package org.pfnproof.catalogue;

import java.util.List;

/**
 * A function of the kernel that the specs describe; one entry of {@code specs/functions.json}.
 *
 * @param id its name in the kernel; an action or operator of the same name stands for it where there is one
 * @param modules the TLA+ or Alloy modules that describe it
 */
public record KernelFunction(String id, List<String> modules) {

    public KernelFunction {
        modules = List.copyOf(modules);
    }
}
