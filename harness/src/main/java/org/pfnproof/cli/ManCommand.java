package org.pfnproof.cli;

import java.util.concurrent.Callable;
import org.pfnproof.check.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code man}: everything that the commands' own help says, as a manual page. */
@Command(
        name = "man",
        mixinStandardHelpOptions = true,
        description = {"Prints the manual page:", "  harness/pfnproof man | man -l -"},
        footerHeading = "%nFor example:%n",
        footer = {"  harness/pfnproof man | man -l -"})
final class ManCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().getOut().print(new ManPage().of(spec.root()));
        return ExitCode.OK.code();
    }
}
