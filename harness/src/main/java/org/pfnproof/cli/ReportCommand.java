package org.pfnproof.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.pfnproof.catalogue.CallSite;
import org.pfnproof.catalogue.Catalogue;
import org.pfnproof.check.ExitCode;
import org.pfnproof.follow.LogCheck;
import org.pfnproof.log.SpecScript;
import org.pfnproof.report.CompareInput;
import org.pfnproof.report.TraceJson;
import org.pfnproof.report.page.PageInput;
import org.pfnproof.report.page.ReportPage;
import org.pfnproof.trace.TraceFormatException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code report}: the last check as one page for a browser. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description =
                "Writes the last check as one HTML page that needs nothing else: claims, runs, matrices, the API shapes, real"
                        + " kernels, and every counterexample of it and of counterexamples/, to be stepped through.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:written, whatever the check's verdicts",
            "2:usage, no last check, a damaged file, or the page cannot be written"
        },
        footerHeading = "%nFor example:%n",
        footer = {"  harness/pfnproof check && harness/pfnproof report --output report.html"})
final class ReportCommand implements Callable<Integer> {

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Write the page to a file instead of standard output.")
    private Path output;

    @Option(
            names = "--log",
            paramLabel = "LOG",
            arity = "1..*",
            description =
                    "Follow these logs of real kernels, plain or .xz, and show what they cover, instead of what is recorded.")
    private List<String> logs = List.of();

    private final Environment environment;

    ReportCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        Optional<OutputFile> file = Optional.ofNullable(output).map(OutputFile::new);
        if (file.isPresent()) {
            file.get().requireWritable();
        } else if (environment.terminal().out()) {
            throw new UserException(
                    "a page is no text for a terminal; name a file (--output report.html), or redirect standard output");
        }
        LastCheck last = new LastCheck(environment.build());
        JsonObject check = last.read();
        Catalogue catalogue = Catalogue.load(environment.specs());
        environment.err().println("pfnproof: making every call of the API in all its shapes");
        PageInput input = new PageInput(
                catalogue,
                check,
                new Recorded(environment.counterexamples()).all(),
                CompareInput.make(catalogue, CallSite.load(environment.specs())),
                logs.isEmpty() ? RecordedLogs.read(environment.specs()) : follow(),
                !logs.isEmpty());
        environment.err().println("pfnproof: drawing the counterexamples");
        String page;
        try {
            page = ReportPage.render(input);
        } catch (TraceFormatException e) {
            throw last.unusable(": " + e.getMessage());
        }
        return (new Reports(environment).write(page, file) ? ExitCode.OK : ExitCode.UNUSABLE).code();
    }

    private JsonArray follow() throws UserException {
        LogCheck check = new LogCheck(Optional.empty());
        JsonArray results = new JsonArray();
        for (String log : logs) {
            environment.err().println("pfnproof: following " + KernelLogs.name(log));
            results.add(TraceJson.json(KernelLogs.follow(check, log, SpecScript.NONE, environment.err())));
        }
        return results;
    }
}
