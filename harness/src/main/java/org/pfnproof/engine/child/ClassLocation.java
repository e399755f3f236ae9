package org.pfnproof.engine.child;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;

/** Finds the jar or directory that a class was loaded from, to build a child's class path. */
public final class ClassLocation {

    private ClassLocation() {}

    /**
     * The jar or class directory of a class.
     *
     * @throws IllegalArgumentException for classes of the JDK, which have none
     */
    public static Path of(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        if (source == null) {
            throw new IllegalArgumentException(type + " is part of the JDK");
        }
        try {
            URI place = source.getLocation().toURI();
            return Path.of(place);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("Unusual location of " + type, e);
        }
    }
}
