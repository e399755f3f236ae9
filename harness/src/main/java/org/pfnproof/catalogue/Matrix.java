package org.pfnproof.catalogue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A table that one exhaustive run fills: what each way of noticing makes of each kind of bug. One file of
 * {@code specs/matrices}.
 *
 * @param id unique among matrices, and with "-matrix" behind it among models, variants and claims
 * @param title one line
 * @param description what it says, in a paragraph
 * @param model the model whose run fills it; {@link Model#observes} gives records with {@code row}, {@code column},
 *     {@code happened} (the bug), {@code report} (steps from the bug to the first report; -1 if there is none), {@code alarm}
 *     (a report without a bug) and {@code withheld} (a mark that was due was not made)
 * @param rows the ways of noticing
 * @param columns the situations
 * @param cells the expected ones, by row and column
 */
public record Matrix(
        String id,
        String title,
        String description,
        Model model,
        List<Line> rows,
        List<Line> columns,
        Map<String, Map<String, Cell>> cells) {

    public Matrix {
        rows = List.copyOf(rows);
        columns = List.copyOf(columns);
        cells = Map.copyOf(cells);
    }

    /** The name that {@code check} takes; a model may have the plain id. */
    public String name() {
        return id + "-matrix";
    }

    /**
     * A row or a column.
     *
     * @param id as the run names it
     * @param label short, for tables
     * @param title one line
     */
    public record Line(String id, String label, String title) {}

    /** In how many of the runs in which the bug happened it was reported. */
    public enum Found {
        /** In each of them. */
        ALWAYS,
        /** In some interleavings, and not in others. */
        SOME,
        /** In none. */
        NEVER,
        /** The bug does not happen in this column. */
        NO_BUG
    }

    /**
     * One cell.
     *
     * @param earliest steps from the bug to the first report, at least; -1 if there is none
     * @param latest the same at most, within the model's bounds
     * @param falseAlarm whether some run has a report without a bug
     * @param withheld whether in some run a mark that was due was not made
     */
    public record Cell(Found found, int earliest, int latest, boolean falseAlarm, boolean withheld) {

        private static final Pattern TEXT =
                Pattern.compile("(ALWAYS|SOME|NEVER|NO_BUG)(?: (\\d+)\\.\\.(\\d+))?( FALSE_ALARM)?( WITHHELD)?");

        /** Reads what {@link #toString} writes; nothing if it is no cell. */
        static Optional<Cell> parse(String text) {
            Matcher parts = TEXT.matcher(text);
            if (!parts.matches()) {
                return Optional.empty();
            }
            Found found = Found.valueOf(parts.group(1));
            boolean reported = found == Found.ALWAYS || found == Found.SOME;
            if (reported != (parts.group(2) != null)) {
                return Optional.empty();
            }
            return Optional.of(new Cell(
                    found,
                    reported ? Integer.parseInt(parts.group(2)) : -1,
                    reported ? Integer.parseInt(parts.group(3)) : -1,
                    parts.group(4) != null,
                    parts.group(5) != null));
        }

        /** For example {@code SOME 2..7 FALSE_ALARM}. */
        @Override
        public String toString() {
            return found
                    + (earliest < 0 ? "" : " " + earliest + ".." + latest)
                    + (falseAlarm ? " FALSE_ALARM" : "")
                    + (withheld ? " WITHHELD" : "");
        }
    }
}
