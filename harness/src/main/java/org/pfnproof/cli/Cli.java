package org.pfnproof.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.pfnproof.check.ExitCode;
import org.pfnproof.report.Versions;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The commands, put together. Every failure ends as a message and one of the documented exit codes. */
public final class Cli {

    /** Wide enough for an example in one line. */
    private static final int HELP_WIDTH = 110;

    private final Environment environment;

    public Cli(Environment environment) {
        this.environment = environment;
    }

    @Command(
            name = "harness/pfnproof",
            description =
                    "Checks which invariants KVM's follow_pfn code keeps, and shows how broken variants break them.",
            mixinStandardHelpOptions = true,
            footerHeading = "%nFor example:%n",
            footer = {
                "  harness/pfnproof check                                  does everything hold that must?",
                "  harness/pfnproof check no-retry-test                    how does it break without the retry test?",
                "  harness/pfnproof list claims                            which sentences of the thread are decided?",
                "  harness/pfnproof patch new my-change /tmp/my-change     is a change of my own right?",
                "",
                "COMMAND --help says more, with examples."
            },
            synopsisSubcommandLabel = "COMMAND")
    private static final class Root implements Runnable {

        @Spec
        private CommandSpec spec;

        @Override
        public void run() {
            throw new CommandLine.ParameterException(spec.commandLine(), "which command? For example: check");
        }
    }

    /** Runs a command line and returns its exit code. */
    public int run(String... args) {
        CommandLine root = commandLine();
        int code = root.execute(args);
        root.getOut().flush();
        environment.out().flush();
        return code;
    }

    /** All commands with their options. */
    CommandLine commandLine() {
        PrintWriter out = new PrintWriter(environment.out(), false, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(environment.err(), true, StandardCharsets.UTF_8);
        CommandLine root = new CommandLine(new Root())
                .addSubcommand("check", new CheckCommand(environment))
                .addSubcommand("compare", new CompareCommand(environment))
                .addSubcommand("conform", new ConformCommand(environment))
                .addSubcommand("list", new ListCommand(environment))
                .addSubcommand("patch", PatchCommand.commandLine(environment))
                .addSubcommand("show", new ShowCommand(environment))
                .addSubcommand("trace", TraceCommand.of(environment))
                .addSubcommand("report", new ReportCommand(environment))
                .addSubcommand("record", new RecordCommand(environment))
                .addSubcommand("replay", new ReplayCommand(environment))
                .addSubcommand("worker", new WorkerCommand(environment))
                .addSubcommand("completion", new CompletionCommand())
                .addSubcommand("man", new ManCommand());
        root.getCommandSpec().version("pfnproof " + Versions.current().pfnproof());
        root.setOut(out)
                .setErr(err)
                .setUsageHelpWidth(HELP_WIDTH)
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(
                        (exception, command, parsed) -> Failures.report(exception, environment.home(), err))
                .setParameterExceptionHandler((exception, arguments) -> Failures.usage(exception, err))
                .setExitCodeExceptionMapper(exception -> ExitCode.UNDECIDED.code());
        return root;
    }
}
