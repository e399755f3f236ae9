package org.pfnproof.catalogue;

import java.util.Optional;

/**
 * Something wrong in a file that the user can mend.
 *
 * @param message what is wrong and what was expected, and the remedy where it is known
 * @param location where, if known
 */
public record Problem(String message, Optional<Location> location) {

    /**
     * A place in a file.
     *
     * @param file its path as the user knows it
     * @param line from 1; 0 for the whole file
     * @param column from 1; 0 for the whole line
     */
    public record Location(String file, int line, int column) {
        @Override
        public String toString() {
            return line == 0 ? file : column == 0 ? file + ":" + line : file + ":" + line + ":" + column;
        }
    }

    /** A problem at no particular place. */
    public static Problem of(String message) {
        return new Problem(message, Optional.empty());
    }

    /** A problem at a place in a file; line and column are 0 where unknown. */
    public static Problem at(String file, int line, int column, String message) {
        return new Problem(message, Optional.of(new Location(file, line, column)));
    }

    @Override
    public String toString() {
        return location.map(place -> place + ": " + message).orElse(message);
    }
}
