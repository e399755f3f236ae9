package org.pfnproof.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pfnproof.check.CheckRequest;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of {@code conform}. Fields are null where nothing was given: picocli leaves them alone then. */
final class ConformOptions {

    @Parameters(
            paramLabel = "MODEL|VARIANT",
            arity = "0..*",
            description = "What to compare; without a name, all models that take part.")
    private List<String> names = new ArrayList<>();

    @Option(names = "--format", defaultValue = "text", description = "text or json.")
    private Format format;

    @Mixin
    private RunOptions runs;

    /** The forms of a report. */
    enum Format {
        TEXT,
        JSON
    }

    CheckRequest request() throws UserException {
        return runs.request(names, Optional.empty());
    }

    Format format() {
        return format;
    }

    Optional<OutputFile> output() {
        return runs.output();
    }
}
