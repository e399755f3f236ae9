package org.pfnproof.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.pfnproof.catalogue.Catalogue;
import org.pfnproof.catalogue.CatalogueException;
import org.pfnproof.catalogue.Model;
import org.pfnproof.catalogue.Variant;

/** The project's own specs, in place or in a copy that a test may break. */
public record RealSpecs(Path folder) {

    /** Where they stand; not to be written to. */
    public static RealSpecs inPlace() {
        return new RealSpecs(Path.of("../specs"));
    }

    /** A copy in {@code home/specs}. */
    public static RealSpecs copyTo(Path home) {
        Path from = inPlace().folder;
        Path to = home.resolve("specs");
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new RealSpecs(to);
    }

    public Catalogue catalogue() {
        try {
            return Catalogue.load(folder);
        } catch (CatalogueException e) {
            throw new AssertionError(e);
        }
    }

    public Model model(String id) {
        return only(catalogue().models().stream().filter(model -> model.id().equals(id)));
    }

    public Variant variant(String id) {
        return only(
                catalogue().variants().stream().filter(variant -> variant.id().equals(id)));
    }

    /** Replaces text in a module of {@code tla}, and insists that it was there. */
    public void edit(String module, String from, String to) {
        Fixture.edit(folder.resolve("tla").resolve(module + ".tla"), from, to);
    }

    private static <T> T only(Stream<T> found) {
        List<T> list = found.toList();
        if (list.size() != 1) {
            throw new AssertionError("expected one, found " + list);
        }
        return list.get(0);
    }
}
