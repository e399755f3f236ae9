package org.pfnproof.engine.alloy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pfnproof.catalogue.Catalogue;
import org.pfnproof.catalogue.CatalogueException;
import org.pfnproof.catalogue.Model;
import org.pfnproof.catalogue.Variant;
import org.pfnproof.engine.Limits;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.RunResult;
import org.pfnproof.engine.child.ChildRunner;

/** The project's Alloy specs, as a catalogue of their own in a folder where a test may break them. */
final class AlloySpecs {

    static final Limits LIMITS = new Limits(Duration.ofMinutes(5), 512);
    private static final Path ORIGINAL = Path.of("../specs");

    private final Path folder;

    private AlloySpecs(Path folder) {
        this.folder = folder;
    }

    static AlloySpecs copyTo(Path temporary) {
        Path folder = temporary.resolve("specs");
        try {
            copy(ORIGINAL.resolve("alloy"), folder.resolve("alloy"));
            for (Path model : list(ORIGINAL.resolve("models"))) {
                if (json(model).get("engine").getAsString().equals("alloy")) {
                    copy(model, folder.resolve("models").resolve(model.getFileName()));
                }
            }
            for (Path variant : list(ORIGINAL.resolve("variants"))) {
                if (list(variant).stream().anyMatch(file -> file.toString().endsWith(".als"))) {
                    copy(variant, folder.resolve("variants").resolve(variant.getFileName()));
                }
            }
            copy(ORIGINAL.resolve("properties.json"), folder.resolve("properties.json"));
            Files.writeString(
                    folder.resolve("profiles.json"),
                    "[{\"id\": \"linux-6.12\", \"title\": \"Linux 6.12\", \"description\": \"For tests\"}]");
            Files.writeString(folder.resolve("claims.json"), "[]");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new AlloySpecs(folder);
    }

    Path folder() {
        return folder;
    }

    Catalogue catalogue() {
        try {
            return Catalogue.load(folder);
        } catch (CatalogueException e) {
            throw new AssertionError(e);
        }
    }

    Model model(String id) {
        return catalogue().models().stream()
                .filter(model -> model.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    Variant variant(String id) {
        return catalogue().variants().stream()
                .filter(variant -> variant.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    RunResult run(Model model) throws InterruptedException {
        return run(new Run(model, Optional.empty()));
    }

    RunResult run(Variant variant) throws InterruptedException {
        return run(new Run(variant.models().get(0), Optional.of(variant)));
    }

    private RunResult run(Run run) throws InterruptedException {
        return new AlloyEngine(folder, ChildRunner.open()).run(run, LIMITS, (who, distinct, generated, queue) -> {});
    }

    private static JsonObject json(Path file) throws IOException {
        return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.copy(from, to);
        if (Files.isDirectory(from)) {
            for (Path file : list(from)) {
                copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}
