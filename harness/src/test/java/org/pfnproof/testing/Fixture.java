package org.pfnproof.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.pfnproof.catalogue.Catalogue;
import org.pfnproof.catalogue.CatalogueException;

/** A small catalogue for tests: two models and two variants for TLC, one model for Alloy, two claims. */
public final class Fixture {

    private Fixture() {}

    /** Where it stands; not to be written to. */
    public static Path specs() {
        return Path.of("src/test/resources/specs");
    }

    public static Catalogue catalogue() {
        try {
            return Catalogue.load(specs());
        } catch (CatalogueException e) {
            throw new AssertionError(e);
        }
    }

    /** A copy that a test may break. */
    public static Path copyTo(Path folder) {
        Path copy = folder.resolve("specs");
        try (Stream<Path> files = Files.walk(specs())) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(specs().relativize(file).toString()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return copy;
    }

    /** Replaces text in a file, and insists that it was there. */
    public static void edit(Path file, String from, String to) {
        try {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            if (!text.contains(from)) {
                throw new AssertionError(file + " does not contain " + from);
            }
            Files.writeString(file, text.replace(from, to), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
