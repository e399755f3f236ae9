package org.pfnproof.compare.sites;

import java.util.List;

/**
 * A call site in another shape.
 *
 * @param shape the shape's id
 * @param kind how well it can be written there
 * @param missing inputs that the shape has no word for; then there is no call
 * @param calls the calls there, as text, one for each choice that the site leaves open
 * @param environments in how many environments the outcome is another one, all choices together
 * @param differences what changes there, as text
 */
public record Translation(
        String shape, Kind kind, List<String> missing, List<String> calls, int environments, List<String> differences) {

    /** How well. */
    public enum Kind {
        /** The site's own shape, or the same outcome everywhere. */
        SAME,
        DIFFERENT,
        NO_CALL
    }

    public Translation {
        missing = List.copyOf(missing);
        calls = List.copyOf(calls);
        differences = List.copyOf(differences);
    }
}
