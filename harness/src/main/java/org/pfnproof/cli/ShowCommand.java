package org.pfnproof.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.pfnproof.catalogue.Catalogue;
import org.pfnproof.check.ExitCode;
import org.pfnproof.report.race.RaceDiagrams;
import org.pfnproof.trace.Counterexample;
import org.pfnproof.trace.CounterexampleFile;
import org.pfnproof.trace.Itf;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code show}: a counterexample as a race diagram. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Shows a counterexample as a race diagram, for a commit message, a page or a picture.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:shown", "2:usage, catalogue error, no such counterexample, or a file that is none"},
        footerHeading = "%nFor example:%n",
        footer = {
            "  harness/pfnproof show range-overwritten                 as text, for a commit message",
            "  harness/pfnproof show range-overwritten --against base  and what the unchanged code does at the same steps",
            "  harness/pfnproof show my.json --format mermaid",
            "",
            "docs/race-diagrams.md says how to read it."
        })
final class ShowCommand implements Callable<Integer> {

    /** The forms of a diagram. */
    enum Format {
        TEXT,
        MERMAID,
        SVG,
        ITF,
        JSON
    }

    @Parameters(
            paramLabel = "COUNTEREXAMPLE",
            description =
                    "A file (of counterexamples/, or ITF), or the model or variant whose counterexample is recorded in counterexamples/.")
    private String name;

    @Option(
            names = "--format",
            defaultValue = "text",
            description =
                    "text (72 columns of ASCII), mermaid, svg, itf (of Apalache), or json, which is the counterexample itself.")
    private Format format;

    @Option(
            names = "--against",
            paramLabel = "VARIANT|base",
            description =
                    "Show also what another variant, or the unchanged base, does at the same steps: where the two part, and why. Text only;"
                            + " needs a reference implementation.")
    private String against;

    private final Environment environment;
    private final Gson gson =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    ShowCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        Catalogue catalogue = Catalogue.load(environment.specs());
        Counterexample trace = new Recorded(environment.counterexamples()).named(name, catalogue);
        RaceDiagrams diagrams = new RaceDiagrams(catalogue);
        if (against != null && format != Format.TEXT) {
            throw new UserException("--against shows two variants as text only; leave out --format "
                    + format.name().toLowerCase(Locale.ROOT));
        }
        String text = against == null ? render(trace, diagrams) : new Against(catalogue).text(diagrams, trace, against);
        return (new Reports(environment).write(text, Optional.empty()) ? ExitCode.OK : ExitCode.UNUSABLE).code();
    }

    private String render(Counterexample trace, RaceDiagrams diagrams) {
        return switch (format) {
            case TEXT -> diagrams.text(trace) + "\n";
            case MERMAID -> diagrams.mermaid(trace);
            case SVG -> diagrams.svg(trace);
            case ITF -> gson.toJson(Itf.write(trace)) + "\n";
            case JSON -> CounterexampleFile.text(trace);
        };
    }
}
