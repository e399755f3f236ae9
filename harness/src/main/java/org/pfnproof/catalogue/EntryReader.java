package org.pfnproof.catalogue;

import com.google.gson.reflect.TypeToken;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.pfnproof.catalogue.Entries.BugEntry;
import org.pfnproof.catalogue.Entries.ClaimEntry;
import org.pfnproof.catalogue.Entries.KillsEntry;
import org.pfnproof.catalogue.Entries.Located;
import org.pfnproof.catalogue.Entries.MatrixEntry;
import org.pfnproof.catalogue.Entries.ModelEntry;
import org.pfnproof.catalogue.Entries.NotationEntry;
import org.pfnproof.catalogue.Entries.PropertyEntry;
import org.pfnproof.catalogue.Entries.VariantEntry;

/** The first pass: every data file for itself, names not yet followed. */
final class EntryReader {

    private final Path root;
    private final DataFiles files;

    EntryReader(Path root, Problems problems) {
        this.root = root;
        this.files = new DataFiles(problems);
    }

    List<Located<Profile>> profiles() {
        return array("profiles", new TypeToken<>() {});
    }

    List<Located<PropertyEntry>> properties() {
        return array("properties", new TypeToken<>() {});
    }

    List<Located<ClaimEntry>> claims() {
        return array("claims", new TypeToken<>() {});
    }

    /** None if there is no such file. */
    List<Located<BugEntry>> bugs() {
        return Files.exists(root.resolve("bugs.json")) ? array("bugs", new TypeToken<>() {}) : List.of();
    }

    /** None if there is no such file. */
    List<Located<KernelFunction>> functions() {
        return Files.exists(root.resolve("functions.json")) ? array("functions", new TypeToken<>() {}) : List.of();
    }

    /** None if there is no such file: diagrams then show all there is. */
    List<Located<NotationEntry>> notations() {
        return Files.exists(root.resolve("diagrams.json")) ? array("diagrams", new TypeToken<>() {}) : List.of();
    }

    /** Nothing if there is no such file. */
    List<Located<KillsEntry>> kills() {
        Path file = root.resolve("kill-matrix.json");
        return Files.exists(file) ? one(file, "kill-matrix", KillsEntry.class).toList() : List.of();
    }

    List<Located<ModelEntry>> models() {
        return files.entries(root.resolve("models")).stream()
                .filter(file -> file.toString().endsWith(".json"))
                .flatMap(file -> one(file, "model", ModelEntry.class))
                .toList();
    }

    List<Located<VariantEntry>> variants() {
        return files.entries(root.resolve("variants")).stream()
                .filter(Files::isDirectory)
                .flatMap(folder -> one(folder.resolve("variant.json"), "variant", VariantEntry.class))
                .toList();
    }

    /** None if there is no such folder: most catalogues have no matrix. */
    List<Located<MatrixEntry>> matrices() {
        Path folder = root.resolve("matrices");
        return (Files.isDirectory(folder) ? files.entries(folder) : List.<Path>of())
                .stream()
                        .filter(file -> file.toString().endsWith(".json"))
                        .flatMap(file -> one(file, "matrix", MatrixEntry.class))
                        .toList();
    }

    private <T> Stream<Located<T>> one(Path file, String schema, Class<T> type) {
        return files.<T>read(file, schema, type).map(entry -> new Located<>(file, entry)).stream();
    }

    private <T> List<Located<T>> array(String name, TypeToken<List<T>> type) {
        Path file = root.resolve(name + ".json");
        return files.<List<T>>read(file, name, type.getType()).orElse(List.of()).stream()
                .map(entry -> new Located<>(file, entry))
                .toList();
    }
}
