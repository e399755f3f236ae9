package org.pfnproof.engine.alloy.child;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;

/**
 * What the child hands back. Files are named as in the run directory.
 *
 * @param faults errors in the files; nothing is solved if there are any
 * @param warnings what Alloy's own reporter warns of
 * @param files the modules that the root reaches, itself included, those of Alloy's library left out
 * @param temporal whether anything in the spec is mutable
 * @param commands the root's commands, in file order
 * @param base for a variant: the commands of the root that it replaces
 * @param solved answers, in the order in which they were found; none if a requested command is missing
 * @param failure why solving ended early; none or one sentence
 */
public record AlloyReport(
        List<Remark> faults,
        List<Remark> warnings,
        List<String> files,
        boolean temporal,
        List<Listed> commands,
        List<Listed> base,
        List<Solved> solved,
        List<String> failure) {

    /** A report that consists of errors in the files. */
    static AlloyReport faulty(List<Remark> faults, List<Remark> warnings) {
        return new AlloyReport(faults, warnings, List.of(), false, List.of(), List.of(), List.of(), List.of());
    }

    /**
     * Something about a place in a file.
     *
     * @param file its name; empty if there is none
     * @param line from 1; 0 for the whole file
     * @param column from 1; 0 for the whole line
     * @param message what it is
     */
    public record Remark(String file, int line, int column, String message) {}

    /**
     * A command as the file has it; numbers that the file does not state are -1.
     *
     * @param name its label
     * @param check whether it is a check, not a run
     * @param expect 0, 1 or -1
     * @param file where it stands
     * @param line where it stands
     * @param assertion for a check of a named assertion: the file that states it
     * @param overall scope of every signature that has none of its own
     * @param bitwidth of integers
     * @param steps the largest number of states of a trace
     * @param scopes signature to its scope
     */
    public record Listed(
            String name,
            boolean check,
            int expect,
            String file,
            int line,
            List<String> assertion,
            int overall,
            int bitwidth,
            int steps,
            Map<String, Integer> scopes) {

        /** Whether the other command looks equally far. */
        public boolean sameScope(Listed other) {
            return overall == other.overall
                    && bitwidth == other.bitwidth
                    && steps == other.steps
                    && scopes.equals(other.scopes);
        }
    }

    /**
     * The answer to a command.
     *
     * @param name the command's label
     * @param satisfiable whether there is an instance: of a check, a counterexample
     * @param found the instance of a check
     */
    public record Solved(String name, boolean satisfiable, List<Found> found) {}

    /**
     * A counterexample.
     *
     * @param kind a {@link org.pfnproof.trace.Counterexample.Kind}'s name
     * @param initial the initial state, or the static instance
     * @param steps the steps after it
     * @param loop for a lasso: the index of the state to which the last one returns
     * @param predicate the assertion's text
     * @param violated whether the evaluator confirms that the facts hold and the assertion does not
     */
    public record Found(
            String kind, JsonObject initial, JsonArray steps, List<Integer> loop, String predicate, boolean violated) {}
}
