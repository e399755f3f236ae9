package org.pfnproof.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.pfnproof.check.ExitCode;
import org.pfnproof.compare.Comparison;
import org.pfnproof.report.CompareHtml;
import org.pfnproof.report.CompareJson;
import org.pfnproof.report.CompareText;
import org.pfnproof.report.Versions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code compare}: the shapes of the API, by enumeration of all their calls. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description =
                "Compares the shapes that the follow_pfn API has had or was to have: flags, bools, and the mixes of them.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:compared", "2:usage, or the report cannot be written"},
        footerHeading = "%nFor example:%n",
        footer = {
            "  harness/pfnproof compare",
            "  harness/pfnproof compare --format html --output shapes.html",
            "",
            "docs/api-shapes.md says how to read it."
        })
final class CompareCommand implements Callable<Integer> {

    /** The forms of the report. */
    enum Format {
        TEXT,
        JSON,
        HTML
    }

    @Option(
            names = "--format",
            defaultValue = "text",
            description = "text, json, or html, one page that needs nothing else.")
    private Format format;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Write the report to a file instead of standard output.")
    private Path output;

    private final Environment environment;

    CompareCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws UserException {
        Optional<OutputFile> file = Optional.ofNullable(output).map(OutputFile::new);
        if (file.isPresent()) {
            file.get().requireWritable();
        }
        Comparison comparison = Comparison.make();
        String report =
                switch (format) {
                    case TEXT -> CompareText.render(comparison);
                    case JSON -> new CompareJson(Versions.current()).render(comparison);
                    case HTML -> CompareHtml.render(comparison);
                };
        return (new Reports(environment).write(report, file) ? ExitCode.OK : ExitCode.UNUSABLE).code();
    }
}
