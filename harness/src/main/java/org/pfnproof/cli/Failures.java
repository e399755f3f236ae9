package org.pfnproof.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import org.pfnproof.catalogue.CatalogueException;
import org.pfnproof.check.ExitCode;
import org.pfnproof.check.UnknownNameException;
import org.pfnproof.check.UnusableToolException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Turns what went wrong into messages on standard error and an exit code. */
final class Failures {

    /** More problems than these would only push the first ones off the screen. */
    private static final int MOST = 20;

    private Failures() {}

    static int report(Exception exception, Path home, PrintWriter err) {
        if (exception instanceof CatalogueException catalogue) {
            catalogue.problems().stream().limit(MOST).forEach(problem -> err.println("pfnproof: " + problem));
            if (catalogue.problems().size() > MOST) {
                err.println("pfnproof: and " + (catalogue.problems().size() - MOST) + " more problems like these.");
            }
            if (GithubAnnotations.wanted(System.getenv())) {
                new GithubAnnotations(home).print(catalogue.problems(), err);
            }
            return ExitCode.UNUSABLE.code();
        }
        if (exception instanceof UserException
                || exception instanceof UnknownNameException
                || exception instanceof UnusableToolException) {
            exception.getMessage().lines().forEach(line -> err.println("pfnproof: " + line));
            return ExitCode.UNUSABLE.code();
        }
        err.println("pfnproof: this is a defect of pfnproof itself, please report it:");
        exception.printStackTrace(err);
        return ExitCode.UNDECIDED.code();
    }

    static int usage(ParameterException exception, PrintWriter err) {
        CommandLine command = exception.getCommandLine();
        err.println("pfnproof: " + exception.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(exception, err);
        err.println("See \"" + command.getCommandSpec().qualifiedName() + " --help\".");
        return ExitCode.UNUSABLE.code();
    }
}
