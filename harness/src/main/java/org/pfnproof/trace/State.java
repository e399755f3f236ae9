package org.pfnproof.trace;

import java.util.List;
import java.util.Map;

/**
 * One state of a model: variable name to value. Iterates in the order in which the spec declares its variables.
 *
 * @param variables every variable of the model
 */
public record State(Map<String, Value> variables) {

    public State {
        variables = Values.orderedMap(variables);
    }

    /** The names of the variables whose value differs in {@code later}, in declaration order. */
    public List<String> changedIn(State later) {
        return variables.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(later.variables.get(entry.getKey())))
                .map(Map.Entry::getKey)
                .toList();
    }
}
