package org.pfnproof.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.pfnproof.catalogue.Model.Suite;
import org.pfnproof.check.CheckRequest;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of {@code conform}. Fields are null where nothing was given: picocli leaves them alone then. */
final class ConformOptions {

    @Parameters(
            paramLabel = "MODEL|VARIANT",
            arity = "0..*",
            description = "What to compare; without a name, all models that take part.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--suite",
            defaultValue = "quick",
            description = "quick, full or nightly; each contains the ones before it.")
    private Suite suite;

    @Option(names = "--format", defaultValue = "text", description = "text or json.")
    private Format format;

    @Option(names = "--output", paramLabel = "FILE", description = "Write the report there instead of standard output.")
    private Path output;

    @Option(names = "--jobs", paramLabel = "N", description = "Comparisons at once; as many as there are processors.")
    private Integer jobs;

    @Option(
            names = "--timeout",
            paramLabel = "D",
            converter = Converters.OfDuration.class,
            description = "Time limit for each comparison (90s, 5m, 1h), in place of the models' own.")
    private Duration timeout;

    @Option(
            names = "--heap",
            paramLabel = "S",
            converter = Converters.OfHeap.class,
            description = "Memory limit for each comparison (512m, 2g), in place of the models' own.")
    private Integer heap;

    /** The forms of a report. */
    enum Format {
        TEXT,
        JSON
    }

    CheckRequest request() throws UserException {
        if (jobs != null && jobs < 1) {
            throw new UserException("--jobs must be at least 1, found " + jobs);
        }
        return new CheckRequest(
                names,
                suite,
                Optional.empty(),
                Optional.ofNullable(jobs).orElse(Runtime.getRuntime().availableProcessors()),
                Optional.ofNullable(timeout),
                heap == null ? OptionalInt.empty() : OptionalInt.of(heap));
    }

    Format format() {
        return format;
    }

    Optional<OutputFile> output() {
        return Optional.ofNullable(output).map(OutputFile::new);
    }
}
