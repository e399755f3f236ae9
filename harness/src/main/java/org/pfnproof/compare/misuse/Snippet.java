package org.pfnproof.compare.misuse;

import java.util.Locale;
import java.util.Optional;

/**
 * Callers of a shape with one mistake.
 *
 * @param id "shape/mistake-number"
 * @param fault whether it is the page fault that makes it, or the other caller
 * @param what what is wrong, in a few words
 * @param asC Java that does what C makes of the mistake, where conversions let it pass; empty if that is {@code java} itself, or if
 *     nothing does it
 */
public record Snippet(
        String id,
        String shape,
        Mistake mistake,
        boolean fault,
        String what,
        String c,
        String java,
        Optional<String> asC) {

    Snippet numbered(int number) {
        String name = mistake.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return new Snippet(shape + "/" + name + "-" + number, shape, mistake, fault, what, c, java, asC);
    }
}
