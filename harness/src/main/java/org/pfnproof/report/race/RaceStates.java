package org.pfnproof.report.race;

import java.util.List;

/**
 * Every state of a counterexample, value by value, in the words of the diagrams: what a reader looks at who steps through it.
 *
 * @param cells the values, those of one name side by side
 * @param texts for each state, the initial one first, the text of each cell; empty where there is no such value
 */
public record RaceStates(List<Cell> cells, List<List<String>> texts) {

    public RaceStates {
        cells = List.copyOf(cells);
        texts = List.copyOf(texts);
    }

    /**
     * A value.
     *
     * @param thread whose it is; empty if it is shared
     * @param name without thread and index: {@code fault->pfn}, {@code spte}
     * @param index what tells it from the others of that name: a pfn, a gfn; empty if it is the only one
     * @param means a few words on it, or empty
     */
    public record Cell(String thread, String name, String index, String means) {}
}
