package org.pfnproof.catalogue;

import java.util.List;
import java.util.Map;

/**
 * The kill matrix as it was found last, and what it is made of: {@code specs/kill-matrix.json}.
 *
 * @param also runs besides those of the variants' own models
 * @param unkilled properties that no variant has to violate, each with the reason
 * @param rows by run, {@code model+variant}
 */
public record RecordedKills(List<Also> also, Map<String, String> unkilled, Map<String, Row> rows) {

    public RecordedKills {
        also = List.copyOf(also);
        unkilled = Map.copyOf(unkilled);
        rows = Map.copyOf(rows);
    }

    /** Nothing was recorded. */
    static RecordedKills none() {
        return new RecordedKills(List.of(), Map.of(), Map.of());
    }

    /** A run for a property that falls nowhere else. */
    public record Also(Variant variant, Model model, Property property) {}

    /**
     * What was found of one run.
     *
     * @param by who decided it: explorer, tlc or alloy
     * @param kills violated property to the number of steps
     * @param open properties that were not decided
     */
    public record Row(String by, Map<String, Integer> kills, List<String> open) {

        public Row {
            kills = Map.copyOf(kills);
            open = List.copyOf(open);
        }
    }
}
