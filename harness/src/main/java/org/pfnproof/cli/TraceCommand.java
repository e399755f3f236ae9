package org.pfnproof.cli;

import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code trace}: real kernels. Its subcommands do the work. */
@Command(
        name = "trace",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "The protocol against real kernels.")
final class TraceCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    /** The command with its subcommands. */
    static CommandLine of(Environment environment) {
        Needs needs = new Needs(Objects.requireNonNullElse(System.getenv("PATH"), ""));
        return new CommandLine(new TraceCommand())
                .addSubcommand("check", new TraceCheckCommand(environment))
                .addSubcommand("probes", new TraceProbesCommand(environment, needs))
                .addSubcommand("record", new TraceRecordCommand(environment, needs));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which command? For example: trace check LOG");
    }
}
