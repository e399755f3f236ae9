package org.pfnproof.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.pfnproof.catalogue.Catalogue;
import org.pfnproof.catalogue.CatalogueException;
import org.pfnproof.catalogue.Nearest;
import org.pfnproof.check.ExitCode;
import org.pfnproof.compare.misuse.Finding;
import org.pfnproof.compare.misuse.FindingsFile;
import org.pfnproof.report.CompareHtml;
import org.pfnproof.report.CompareInput;
import org.pfnproof.report.CompareJson;
import org.pfnproof.report.CompareText;
import org.pfnproof.report.MistakeText;
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

    @Option(
            names = "--mistake",
            paramLabel = "NAME",
            description =
                    "One mistake of the report, for example v9/omit-5: its code in C and in Java, what the compilers and a run"
                            + " make of it, and the counterexample. As text.")
    private String mistake;

    private final Environment environment;

    CompareCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws UserException, CatalogueException {
        Optional<OutputFile> file = Optional.ofNullable(output).map(OutputFile::new);
        if (file.isPresent()) {
            file.get().requireWritable();
        }
        Optional<Finding> finding = finding();
        CompareInput input = CompareInput.make(Catalogue.load(environment.specs()));
        String report = finding.isPresent() ? MistakeText.render(input, finding.get()) : render(input);
        return (new Reports(environment).write(report, file) ? ExitCode.OK : ExitCode.UNUSABLE).code();
    }

    private String render(CompareInput input) {
        return switch (format) {
            case TEXT -> CompareText.render(input);
            case JSON -> new CompareJson(Versions.current()).render(input);
            case HTML -> CompareHtml.render(input);
        };
    }

    private Optional<Finding> finding() throws UserException {
        if (mistake == null) {
            return Optional.empty();
        }
        if (format != Format.TEXT) {
            throw new UserException("--mistake is text only; the whole report has it in every format");
        }
        List<Finding> all = FindingsFile.recorded().all();
        Optional<Finding> found =
                all.stream().filter(each -> each.id().equals(mistake)).findFirst();
        if (found.isEmpty()) {
            throw new UserException("there is no mistake " + mistake
                    + Nearest.hint(mistake, all.stream().map(Finding::id).toList()));
        }
        return found;
    }
}
