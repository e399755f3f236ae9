package org.pfnproof.cli;

import java.util.concurrent.Callable;
import org.pfnproof.check.ExitCode;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code completion}: what makes a shell complete pfnproof's commands and options. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        description = {
            "Prints a script that makes a shell complete commands and options:",
            "  source <(harness/pfnproof completion bash)"
        },
        footerHeading = "%nFor example:%n",
        footer = {"  harness/pfnproof completion bash > ~/.local/share/bash-completion/completions/pfnproof"})
final class CompletionCommand implements Callable<Integer> {

    /** Shells look for the last part of a path only. */
    private static final String NAME = "pfnproof";

    /** Shells; picocli's script serves both. */
    private enum Shell {
        BASH,
        ZSH
    }

    @Parameters(paramLabel = "SHELL", description = "bash or zsh.")
    private Shell shell;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        CommandLine root = spec.root().commandLine();
        if (shell == Shell.ZSH) {
            root.getOut().println("autoload -Uz compinit bashcompinit && compinit && bashcompinit");
        }
        root.getOut().print(AutoComplete.bash(NAME, root));
        return ExitCode.OK.code();
    }
}
