package org.pfnproof.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.pfnproof.catalogue.Model.Suite;
import org.pfnproof.check.CheckRequest;
import picocli.CommandLine.Option;

/** What every command that runs checkers takes. Fields are null where nothing was given: picocli leaves them alone then. */
final class RunOptions {

    @Option(
            names = "--suite",
            defaultValue = "quick",
            description = "quick, full or nightly; each contains the ones before it.")
    private Suite suite;

    @Option(names = "--output", paramLabel = "FILE", description = "Write the report there instead of standard output.")
    private Path output;

    @Option(names = "--jobs", paramLabel = "N", description = "Runs at once; as many as there are processors.")
    private Integer jobs;

    @Option(
            names = "--timeout",
            paramLabel = "D",
            converter = Converters.OfDuration.class,
            description = "Time limit for each run (90s, 5m, 1h), in place of the models' own.")
    private Duration timeout;

    @Option(
            names = "--heap",
            paramLabel = "S",
            converter = Converters.OfHeap.class,
            description = "Memory limit for each run (512m, 2g), in place of the models' own.")
    private Integer heap;

    /** The request for what is named; everything in the suite if nothing is. */
    CheckRequest request(List<String> names, Optional<String> profile) throws UserException {
        if (jobs != null && jobs < 1) {
            throw new UserException("--jobs must be at least 1, found " + jobs);
        }
        return new CheckRequest(
                names,
                suite,
                profile,
                Optional.ofNullable(jobs).orElse(Runtime.getRuntime().availableProcessors()),
                Optional.ofNullable(timeout),
                heap == null ? OptionalInt.empty() : OptionalInt.of(heap));
    }

    Optional<OutputFile> output() {
        return Optional.ofNullable(output).map(OutputFile::new);
    }
}
