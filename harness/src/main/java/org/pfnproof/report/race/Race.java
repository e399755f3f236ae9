package org.pfnproof.report.race;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a diagram of a counterexample says, whatever its form.
 *
 * @param title one line
 * @param heading what was run, what is violated
 * @param lanes the threads, left to right
 * @param legend what threads and values are
 * @param atFirst the initial state, as far as it is not blank; for a static instance the instance
 * @param rows the steps
 * @param loop for a lasso: how many steps there are before the part that repeats for ever
 * @param verdict what is wrong at the end
 * @param evidence the values at the end that show it
 */
public record Race(
        String title,
        List<Item> heading,
        List<Lane> lanes,
        List<Item> legend,
        List<String> atFirst,
        List<Row> rows,
        OptionalInt loop,
        String verdict,
        List<Item> evidence) {

    public Race {
        heading = List.copyOf(heading);
        lanes = List.copyOf(lanes);
        legend = List.copyOf(legend);
        atFirst = List.copyOf(atFirst);
        rows = List.copyOf(rows);
        evidence = List.copyOf(evidence);
    }

    /**
     * A name and what is to be said about it.
     *
     * @param thread whether it is the name of threads
     */
    public record Item(String name, String text, boolean thread) {

        public Item(String name, String text) {
            this(name, text, false);
        }

        @Override
        public String toString() {
            return name + ": " + text;
        }
    }

    /**
     * A thread.
     *
     * @param name its name
     * @param role what it is, if the notations say so
     */
    public record Lane(String name, Optional<String> role) {}

    /**
     * A step.
     *
     * @param number counted from 1
     * @param lane the index of its thread's lane
     * @param call the function with its arguments
     * @param effects what it changes, sees, returns
     */
    public record Row(int number, int lane, String call, List<String> effects) {
        public Row {
            effects = List.copyOf(effects);
        }
    }
}
