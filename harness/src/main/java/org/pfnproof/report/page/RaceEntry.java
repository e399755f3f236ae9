package org.pfnproof.report.page;

import org.pfnproof.report.race.Race;

/**
 * A counterexample on the page.
 *
 * @param id what links to it name
 * @param title what the variant changes, or what the model is
 * @param property the violated property
 * @param steps how many
 * @param origin where it comes from
 * @param asExpected whether it is one that there must be
 * @param race the diagram
 * @param states for the script: the values of all states, as JSON that may stand in a page
 */
public record RaceEntry(
        String id,
        String run,
        String title,
        String property,
        int steps,
        Origin origin,
        boolean asExpected,
        Race race,
        String states) {

    /** Where a counterexample comes from. */
    public enum Origin {
        /** A file of {@code counterexamples/}. */
        RECORDED("recorded"),
        /** The last check. */
        CHECKED("last check"),
        /** The last check found what is recorded. */
        BOTH("recorded, last check");

        private final String text;

        Origin(String text) {
            this.text = text;
        }

        /** In words. */
        public String text() {
            return text;
        }
    }
}
