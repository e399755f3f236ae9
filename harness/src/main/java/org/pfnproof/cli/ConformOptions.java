package org.pfnproof.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.pfnproof.check.CheckRequest;
import org.pfnproof.check.Shard;
import org.pfnproof.engine.Run;
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

    @Option(
            names = "--shard",
            paramLabel = "I/N",
            converter = Converters.OfShard.class,
            description = "Only the I-th of N parts that take about equally long, to share the work among machines.")
    private Shard shard;

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

    /** The part of all runs that is compared. */
    UnaryOperator<List<Run>> part() {
        return shard == null ? UnaryOperator.identity() : shard::of;
    }

    Optional<OutputFile> output() {
        return runs.output();
    }
}
