package org.pfnproof.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.pfnproof.catalogue.CallSite;
import org.pfnproof.catalogue.Catalogue;
import org.pfnproof.catalogue.CatalogueException;
import org.pfnproof.catalogue.Nearest;
import org.pfnproof.check.ExitCode;
import org.pfnproof.compare.Comparison;
import org.pfnproof.compare.agreement.Agreement;
import org.pfnproof.compare.agreement.AlloyAgreement;
import org.pfnproof.compare.misuse.Finding;
import org.pfnproof.compare.misuse.FindingsFile;
import org.pfnproof.engine.alloy.AlloyQuestions;
import org.pfnproof.engine.alloy.AlloyQuestions.UnansweredException;
import org.pfnproof.engine.child.ChildRunner;
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
        exitCodeList = {
            "0:compared",
            "2:usage, or the report cannot be written",
            "3:Alloy gives no answer",
            "4:Alloy and the enumeration in Java disagree about an outcome; the report says which"
        },
        footerHeading = "%nFor example:%n",
        footer = {
            "  harness/pfnproof compare",
            "  harness/pfnproof compare --format html --output shapes.html",
            "",
            "docs/api-shapes.md says how to read it."
        })
final class CompareCommand implements Callable<Integer> {

    /** What shells report for a process that Ctrl-C ended. */
    private static final int INTERRUPTED = 130;

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

    @Option(
            names = "--no-alloy",
            description = "Do not hold every outcome against the shapes in Alloy, which takes some ten seconds.")
    private boolean withoutAlloy;

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
        environment.err().println("pfnproof: making every call of the API in all its shapes");
        CompareInput input = CompareInput.make(Catalogue.load(environment.specs()), CallSite.load(environment.specs()));
        if (finding.isPresent()) {
            return write(MistakeText.render(input, finding.get()), file, ExitCode.OK);
        }
        if (withoutAlloy) {
            return write(render(input), file, ExitCode.OK);
        }
        Agreement agreement;
        try {
            agreement = agreement(input.comparison());
        } catch (InterruptedException e) {
            environment.err().println("pfnproof: interrupted.");
            return INTERRUPTED;
        } catch (UnansweredException e) {
            environment
                    .err()
                    .println("pfnproof: Alloy gives no answer: " + e.getMessage() + "; --no-alloy leaves it out");
            return write(render(input), file, ExitCode.UNDECIDED);
        }
        return write(
                render(input.with(agreement)),
                file,
                agreement.disagreements().isEmpty() ? ExitCode.OK : ExitCode.DISAGREEMENT);
    }

    private int write(String report, Optional<OutputFile> file, ExitCode code) {
        return (new Reports(environment).write(report, file) ? code : ExitCode.UNUSABLE).code();
    }

    private Agreement agreement(Comparison comparison) throws UnansweredException, InterruptedException {
        environment.err().println("pfnproof: holding every outcome against the shapes in Alloy");
        Interruption interruption = Interruption.ofThisThread();
        try {
            return new AlloyAgreement(new AlloyQuestions(environment.specs(), ChildRunner.open())).of(comparison);
        } finally {
            interruption.over();
        }
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
