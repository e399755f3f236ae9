package org.pfnproof.cli;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.pfnproof.check.ExitCode;
import org.pfnproof.follow.LogCheck;
import org.pfnproof.follow.LogResult;
import org.pfnproof.kernel.mmu.LoggedKvm;
import org.pfnproof.log.SpecScript;
import org.pfnproof.report.Style;
import org.pfnproof.report.TlcSaid;
import org.pfnproof.report.TraceJson;
import org.pfnproof.report.TraceText;
import org.pfnproof.report.Versions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code trace check}: whether a real kernel's log is a behaviour of the protocol. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description =
                "Decides whether ftrace logs of real kernels are behaviours of the protocol: follows them, line by line, with"
                        + " the reference implementation, and again with TLC on the spec KernelLog.",
        exitCodeListHeading = "%nExit codes, the first that applies:%n",
        exitCodeList = {
            "2:usage, or a log that cannot be read or judged",
            "4:the two ways disagree",
            "1:a log deviates",
            "3:undecided, or vacuous: no fault or no invalidation seen",
            "0:all logs conform"
        },
        footerHeading = "%nFor example:%n",
        footer = {
            "  harness/pfnproof trace check kernel-trace.txt",
            "  harness/pfnproof trace check --format json kernel-trace.txt",
            "",
            "docs/real-kernels.md says how a log is made."
        })
final class TraceCheckCommand implements Callable<Integer> {

    @Parameters(paramLabel = "LOG", arity = "1..*", description = "A log, plain or .xz; - for standard input.")
    private List<String> logs;

    @Option(
            names = "--profile",
            paramLabel = "P",
            description = "Follow with this profile, whatever kernel the log is of: linux-6.1 or linux-6.12.")
    private String profile;

    @Option(
            names = "--tlc",
            description =
                    "Follow with TLC on the spec KernelLog, too, up to some 50,000 events; without this option only logs that take"
                            + " it a few seconds, some 10,000 events.")
    private boolean withTlc;

    @Option(names = "--no-tlc", description = "Follow with the reference implementation alone.")
    private boolean withoutTlc;

    @Option(names = "--format", defaultValue = "text", description = "text or json.")
    private Format format;

    private final Environment environment;

    /** The forms of a report. */
    enum Format {
        TEXT,
        JSON
    }

    TraceCheckCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        if (withTlc && withoutTlc) {
            environment.err().println("pfnproof: --tlc and --no-tlc exclude each other");
            return ExitCode.UNUSABLE.code();
        }
        int limit = withTlc ? TlcWay.LIMIT : TlcWay.QUICK;
        LogCheck check = new LogCheck(Optional.ofNullable(profile));
        List<LogResult> results = new ArrayList<>();
        List<ExitCode> exits = new ArrayList<>();
        Map<LogResult, TlcSaid> tlc = new IdentityHashMap<>();
        for (String log : logs) {
            environment.err().println("pfnproof: following " + KernelLogs.name(log));
            try {
                SpecScript script = withoutTlc ? SpecScript.NONE : new SpecScript(limit);
                LogResult result = KernelLogs.follow(check, log, script, environment.err());
                results.add(result);
                exits.add(exit(result));
                if (!withoutTlc) {
                    tlc.put(result, again(result, script, limit));
                    exits.add(exit(tlc.get(result)));
                }
            } catch (UserException e) {
                // The other logs may still say something.
                environment.err().println("pfnproof: " + e.getMessage());
                exits.add(ExitCode.UNUSABLE);
            }
        }
        Set<String> actions = LoggedKvm.actions();
        ExitCode exit = ExitCode.worst(exits.stream());
        if (results.isEmpty()) {
            return exit.code();
        }
        Style style = environment.terminal().outStyle();
        String report =
                switch (format) {
                    case JSON -> new TraceJson(Versions.current()).render(results, tlc, actions, exit.code());
                    case TEXT -> new TraceText(style).render(results, tlc, actions);
                };
        boolean written = new Reports(environment).write(report, Optional.empty());
        return (written ? exit : ExitCode.UNUSABLE).code();
    }

    private TlcSaid again(LogResult result, SpecScript script, int limit) throws UserException {
        if (!TlcWay.isAsked(result, script)) {
            return TlcWay.notAsked(result, limit);
        }
        environment.err().println("pfnproof: following " + result.log() + " with TLC");
        try {
            return new TlcWay(environment.specs()).follow(result, script);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new TlcSaid(TlcSaid.Kind.NO_ANSWER, "no answer: interrupted");
        }
    }

    private static ExitCode exit(TlcSaid said) {
        return switch (said.kind()) {
            case AGREES, NOT_RUN -> ExitCode.OK;
            case DISAGREES -> ExitCode.DISAGREEMENT;
            case NO_ANSWER -> ExitCode.UNDECIDED;
        };
    }

    private static ExitCode exit(LogResult result) {
        return switch (result.verdict()) {
            case CONFORMS -> ExitCode.OK;
            case DEVIATES -> ExitCode.UNEXPECTED;
            case UNDECIDED, VACUOUS -> ExitCode.UNDECIDED;
        };
    }
}
