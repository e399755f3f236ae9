package org.pfnproof.catalogue;

import java.util.Map;

/**
 * A change of a reference implementation that is no part of this program, compiled: the Java half of a {@link Patch}.
 *
 * @param className its class, in the package of the implementation that it changes
 * @param classes names of that class and of those that belong to it, to their class files in Base64
 * @param beneath of the operators that the patch replaces, those that the model replaces itself: operator to replacement. In the specs the
 *     patch's replacement takes their place, in Java it is made on top of them
 */
public record JavaChange(String className, Map<String, String> classes, Map<String, String> beneath) {

    public JavaChange {
        classes = Map.copyOf(classes);
        beneath = Map.copyOf(beneath);
    }

    /** The same for a model that replaces operators itself. */
    public JavaChange over(Map<String, String> substitutions) {
        return new JavaChange(className, classes, substitutions);
    }
}
