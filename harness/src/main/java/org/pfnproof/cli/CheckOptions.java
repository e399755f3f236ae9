package org.pfnproof.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pfnproof.check.CheckRequest;
import org.pfnproof.check.Shard;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of {@code check}. Fields are null where nothing was given: picocli leaves them alone then. */
final class CheckOptions {

    @Parameters(
            paramLabel = "CLAIM|MODEL|VARIANT",
            arity = "0..*",
            description =
                    "What to check; without a name, the whole suite. Alone: generated-mutants, or a part of them like"
                            + " generated-mutants/FollowPfn; --timeout is for all of them together then.")
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

    @Option(names = "--pin", description = "With kill-matrix: record what is found in specs/kill-matrix.json.")
    private boolean pin;

    @Option(names = "--verbose", description = "Show every interleaving and every note.")
    private boolean verbose;

    @Option(names = "--no-cache", description = "Run everything, whatever earlier checks found, and keep nothing.")
    private boolean noCache;

    @Option(
            names = "--shard",
            paramLabel = "I/N",
            converter = Converters.OfShard.class,
            description = "Only the I-th of N parts that take about equally long, to share a check among machines.")
    private Shard shard;

    @Option(
            names = "--changed",
            paramLabel = "REV",
            arity = "0..1",
            fallbackValue = "HEAD",
            description = "Only what the changes since a git revision, HEAD by default, may decide otherwise.")
    private String changed;

    @Option(
            names = "--engine",
            paramLabel = "E",
            defaultValue = "tlc",
            description = "Who decides TLA+ models: tlc, or explorer, which is much faster and searches the reference"
                    + " implementation in Java where that states all that an answer needs (TLC decides the rest). It does not"
                    + " read the specs: after an edit of them, use tlc, or compare both with conform.")
    private Decider engine;

    @Mixin
    private DistributedOptions distributed;

    /** The forms of a report. */
    enum Format {
        TEXT,
        JSON,
        KTAP,
        JUNIT
    }

    /** Who decides TLA+ models. */
    private enum Decider {
        TLC,
        EXPLORER
    }

    /** Whether the explorer decides what it can. */
    boolean exploring() {
        return engine == Decider.EXPLORER;
    }

    /** The request, after refusing what makes no sense. */
    CheckRequest request() throws UserException {
        distributed.refuseIdle();
        if (distributed.wanted() && names.isEmpty()) {
            throw new UserException("--distributed needs the name of what is to be checked");
        }
        if (distributed.wanted() && tla2tools != null) {
            throw new UserException("--distributed works with the bundled TLC only; leave --tla2tools out");
        }
        if (distributed.wanted() && exploring()) {
            throw new UserException("--distributed is for TLC; leave --engine out");
        }
        CheckRequest request = runs.request(names, Optional.ofNullable(profile));
        return distributed.wanted() ? request.withJobs(1) : request;
    }

    /** How runs are shared among workers, if they are. */
    DistributedOptions distributed() {
        return distributed;
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

    boolean cached() {
        return !noCache;
    }

    Optional<Shard> shard() {
        return Optional.ofNullable(shard);
    }

    /** The revision since which changes count. */
    Optional<String> changed() {
        return Optional.ofNullable(changed);
    }

    boolean pin() {
        return pin;
    }

    boolean verbose() {
        return verbose;
    }
}
