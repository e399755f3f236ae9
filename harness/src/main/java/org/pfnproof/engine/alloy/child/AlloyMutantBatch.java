package org.pfnproof.engine.alloy.child;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a JVM is to do that solves many mutants one after the other, or finds them.
 *
 * @param roots model to the file of its root module
 * @param modules whose mutants are to be found; empty if mutants are to be solved
 * @param jobs the mutants
 */
public record AlloyMutantBatch(Map<String, String> roots, Set<String> modules, List<Job> jobs) {

    public AlloyMutantBatch {
        roots = Map.copyOf(roots);
        modules = Set.copyOf(modules);
        jobs = List.copyOf(jobs);
    }

    /**
     * A mutant, or, without an operator, the spec as it is.
     *
     * @param id the mutant's
     * @param file the file that it changes
     * @param operator the changed fact, predicate or function
     * @param text the file's text with the change
     * @param models on which it is solved, first one first, until something is noticed
     * @param without model to the commands that use what is changed themselves, and would change with it
     */
    public record Job(
            String id,
            String file,
            String operator,
            String text,
            List<String> models,
            Map<String, Set<String>> without) {
        public Job {
            models = List.copyOf(models);
            without = Map.copyOf(without);
        }
    }

    /**
     * What was found.
     *
     * @param mutants each as {@link org.pfnproof.engine.mutant.Mutant#json}
     * @param files model to the files that its root reaches
     * @param uses model to command to what it uses, as {@code Module.name}
     */
    public record Found(
            List<com.google.gson.JsonObject> mutants,
            Map<String, List<String>> files,
            Map<String, Map<String, Set<String>>> uses) {}

    /**
     * What one model said of one mutant.
     *
     * @param invalid why it cannot be solved; else empty
     * @param noticed the command whose answer is another one; else empty
     * @param check whether that is a check, not a run
     * @param same whether the changed paragraph says the same as before, within the scope of the model's first check
     */
    public record Answer(String mutant, String model, String invalid, String noticed, boolean check, boolean same) {

        static Answer invalid(String mutant, String model, String reason) {
            return new Answer(mutant, model, reason, "", false, false);
        }
    }
}
