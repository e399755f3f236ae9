package org.pfnproof.engine.explorer.mutant;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;

/**
 * What a JVM is to do that explores many mutants one after the other.
 *
 * @param factory the name of what makes the reference implementations
 * @param classes those that mutants change
 * @param settings model to how it is explored
 * @param jobs the mutants
 */
public record MutantBatch(String factory, List<String> classes, Map<String, Setting> settings, List<Job> jobs) {

    public MutantBatch {
        classes = List.copyOf(classes);
        settings = Map.copyOf(settings);
        jobs = List.copyOf(jobs);
    }

    /**
     * How a model is explored.
     *
     * @param subject a {@link org.pfnproof.engine.twin.TwinRequest}
     * @param rules ids of its properties and witnesses
     * @param deadlock whether a state without successor is a violation
     * @param maxStates how many states there may be
     */
    public record Setting(JsonObject subject, List<String> rules, boolean deadlock, int maxStates) {
        public Setting {
            subject = subject.deepCopy();
            rules = List.copyOf(rules);
        }
    }

    /**
     * A mutant, or, without an id, the unchanged implementation.
     *
     * @param id the mutant's
     * @param className the class that it changes
     * @param place its {@link Place#id} there
     * @param models on which it is run, first one first, until something is noticed
     */
    public record Job(String id, String className, String place, List<String> models) {
        public Job {
            models = List.copyOf(models);
        }
    }

    /**
     * What one model said of one mutant.
     *
     * @param invalid why it cannot be run; else empty
     * @param violated the property that is violated; else empty
     * @param tooManyStates whether the search ended at the greatest number of states
     * @param known ids of the rules that the implementation states; only these were looked at
     * @param witnesses witness to whether it was reached
     * @param actions action to the number of its steps
     * @param graph the print of its state graph
     * @param states how many states were found
     * @param lines class to the lines that were run; only of the unchanged implementation
     */
    public record Answer(
            String mutant,
            String model,
            String invalid,
            String violated,
            boolean tooManyStates,
            List<String> known,
            Map<String, Boolean> witnesses,
            Map<String, Long> actions,
            String graph,
            long states,
            Map<String, List<Integer>> lines) {

        static Answer invalid(String mutant, String model, String reason) {
            return new Answer(mutant, model, reason, "", false, List.of(), Map.of(), Map.of(), "", 0, Map.of());
        }

        /** Whether nothing else needs to be run. */
        boolean isLast() {
            return !invalid.isEmpty() || !violated.isEmpty();
        }
    }
}
