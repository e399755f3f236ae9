package org.pfnproof.trace;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One atomic step of a counterexample.
 *
 * @param actor who takes it: a vCPU, an invalidator, or {@code mm} for the host's memory manager
 * @param action the action's name in the spec, which is the kernel function it models
 * @param arguments the action's parameters in their order, the actor included
 * @param changed the variables that the step changes
 * @param state the state after the step
 */
public record Step(String actor, String action, Map<String, Value> arguments, List<String> changed, State state) {

    public Step {
        arguments = Values.orderedMap(arguments);
        changed = List.copyOf(changed);
    }

    /** Action and arguments, for example {@code kvm_tdp_page_fault(v=v1, g=1, write=TRUE)}. */
    public String label() {
        return action
                + arguments.entrySet().stream()
                        .map(argument -> argument.getKey() + "=" + argument.getValue())
                        .collect(Collectors.joining(", ", "(", ")"));
    }
}
