package org.pfnproof.cli;

import org.pfnproof.check.ExitCode;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command of the contract that does not exist yet: says so, whatever its arguments are. */
@CommandLine.Command(description = "Not built yet.")
final class NotBuilt implements java.util.concurrent.Callable<Integer> {

    @Spec
    private CommandSpec spec;

    private NotBuilt() {}

    static CommandLine command(String name) {
        CommandLine command = new CommandLine(new NotBuilt());
        command.getCommandSpec().name(name);
        return command.setUnmatchedArgumentsAllowed(true);
    }

    @Override
    public Integer call() {
        spec.commandLine().getErr().println("pfnproof: the command \"" + spec.name() + "\" is not built yet.");
        return ExitCode.UNUSABLE.code();
    }
}
