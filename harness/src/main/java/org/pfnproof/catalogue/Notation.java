package org.pfnproof.catalogue;

import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How diagrams write the values, steps and threads of one module; an entry of {@code specs/diagrams.json}. Which variables
 * matter, and what the steps of a spec are in words, belongs to the spec: diagrams know no model.
 *
 * <p>Values are named by paths: {@code spte[*].pfn} is the field {@code pfn} of each entry of {@code spte}.
 *
 * @param module the module whose variables, actions or properties these are
 * @param threads a constant of the model that names threads, to what these are, for example {@code vCPU}
 * @param values path to how the value there is written
 * @param actions name to how the step is written
 * @param properties id to the paths of what shows that the property is violated
 */
public record Notation(
        String module,
        Map<String, String> threads,
        Map<String, ValueForm> values,
        Map<String, StepForm> actions,
        Map<String, List<String>> properties) {

    public Notation {
        threads = threads == null ? Map.of() : Map.copyOf(threads);
        values = values == null ? Map.of() : Map.copyOf(values);
        actions = actions == null ? Map.of() : Map.copyOf(actions);
        properties = properties == null ? Map.of() : Map.copyOf(properties);
    }

    /**
     * How a value is written.
     *
     * @param name its name in diagrams, if not that of the variable
     * @param means a few words for the legend
     * @param text the value in words; a value without words is not shown
     * @param state the value in words where a whole state is described, if other than {@code text}
     * @param added of a set: what a step does that adds the element {@code {}}
     * @param removed of a set: what a step does that removes the element {@code {}}
     * @param hidden the value is bookkeeping, its changes are not shown
     */
    public record ValueForm(
            Optional<String> name,
            Optional<String> means,
            List<Case> text,
            List<Case> state,
            Optional<String> added,
            Optional<String> removed,
            boolean hidden) {

        public ValueForm {
            text = List.copyOf(text);
            state = List.copyOf(state);
        }
    }

    /**
     * How a step is written.
     *
     * @param arguments what stands between the parentheses; all arguments with their names if empty
     * @param notes what the step sees or returns: every case that applies
     */
    public record StepForm(List<Case> arguments, List<Case> notes) {

        public StepForm {
            arguments = List.copyOf(arguments);
            notes = List.copyOf(notes);
        }
    }

    /**
     * A text and when it applies.
     *
     * @param when name or path to the value that must be there
     * @param text with names or paths in braces; {@code {w?rw|ro}} chooses between two texts
     */
    public record Case(Map<String, JsonPrimitive> when, String text) {

        public Case {
            when = when == null ? Map.of() : Map.copyOf(when);
        }
    }
}
