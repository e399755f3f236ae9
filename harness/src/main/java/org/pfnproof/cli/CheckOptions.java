package org.pfnproof.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pfnproof.check.CheckRequest;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of {@code check}. Fields are null where nothing was given: picocli leaves them alone then. */
final class CheckOptions {

    @Parameters(
            paramLabel = "CLAIM|MODEL|VARIANT",
            arity = "0..*",
            description = "What to check; without a name, the whole suite.")
    private List<String> names = new ArrayList<>();

    @Option(names = "--profile", paramLabel = "P", description = "Only models of this profile.")
    private String profile;

    @Option(names = "--format", defaultValue = "text", description = "text, json, ktap or junit.")
    private Format format;

    @Mixin
    private RunOptions runs;

    @Option(
            names = "--tla2tools",
            paramLabel = "JAR",
            description = "The TLC to use, in place of the bundled 1.7.3. Tried: tla2tools.jar of v1.7.4,"
                    + " and of v1.8.0 as of April 2026.")
    private Path tla2tools;

    @Option(names = "--verbose", description = "Show every interleaving and every note.")
    private boolean verbose;

    @Option(names = "--no-cache", description = "Accepted; nothing is cached yet.")
    private boolean noCache;

    @Option(names = "--shard", paramLabel = "I/N", description = "Not built yet.")
    private String shard;

    @Option(
            names = "--changed",
            paramLabel = "REV",
            arity = "0..1",
            fallbackValue = "HEAD",
            description = "Not built yet.")
    private String changed;

    @Option(names = "--distributed", description = "Not built yet.")
    private boolean distributed;

    /** The forms of a report. */
    enum Format {
        TEXT,
        JSON,
        KTAP,
        JUNIT
    }

    /** The request, after refusing what does not exist yet and what makes no sense. */
    CheckRequest request() throws UserException {
        refuse(shard != null, "--shard");
        refuse(changed != null, "--changed");
        refuse(distributed, "--distributed");
        return runs.request(names, Optional.ofNullable(profile));
    }

    private static void refuse(boolean given, String what) throws UserException {
        if (given) {
            throw new UserException(what + " is not built yet.");
        }
    }

    Format format() {
        return format;
    }

    Optional<OutputFile> output() {
        return runs.output();
    }

    Optional<Path> tla2tools() {
        return Optional.ofNullable(tla2tools);
    }

    boolean verbose() {
        return verbose;
    }
}
