package org.pfnproof.counterexamples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.pfnproof.catalogue.Catalogue;
import org.pfnproof.catalogue.CatalogueException;
import org.pfnproof.catalogue.Model;
import org.pfnproof.catalogue.Variant;
import org.pfnproof.engine.Run;
import org.pfnproof.record.Recordings;
import org.pfnproof.record.Subject;
import org.pfnproof.trace.Counterexample;
import org.pfnproof.trace.CounterexampleFile;
import org.pfnproof.trace.TraceFormatException;

/** What is recorded, and the catalogue that it belongs to; read once. */
final class Recorded {

    static final Path SPECS = Path.of("../specs");
    static final Recordings RECORDINGS = new Recordings(Path.of("."));
    static final Catalogue CATALOGUE = catalogue();
    /** Everything that must be violated, by id. */
    static final Map<String, Subject> SUBJECTS = Subject.of(CATALOGUE);

    private Recorded() {}

    static List<String> ids() {
        try (Stream<Path> files = Files.list(RECORDINGS.folder())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".json"))
                    .map(file -> file.replaceFirst("\\.json$", ""))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Counterexample read(String id) {
        try {
            return CounterexampleFile.read(RECORDINGS.file(id));
        } catch (TraceFormatException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    static Run run(String model, Optional<String> variant) {
        return new Run(model(model), variant.map(id -> CATALOGUE.variants().stream()
                .filter((Variant candidate) -> candidate.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no variant " + id + " any more"))));
    }

    static Model model(String id) {
        return CATALOGUE.models().stream()
                .filter(candidate -> candidate.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no model " + id + " any more"));
    }

    private static Catalogue catalogue() {
        try {
            return Catalogue.load(SPECS);
        } catch (CatalogueException e) {
            throw new IllegalStateException(e);
        }
    }
}
