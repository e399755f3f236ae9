package org.pfnproof.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.pfnproof.catalogue.Catalogue;
import org.pfnproof.check.Capacity;
import org.pfnproof.check.CheckRequest;
import org.pfnproof.check.ExitCode;
import org.pfnproof.check.Toolbox;
import org.pfnproof.conform.Conform;
import org.pfnproof.conform.ConformResult;
import org.pfnproof.conform.Participants;
import org.pfnproof.report.ConformJson;
import org.pfnproof.report.ConformText;
import org.pfnproof.report.Style;
import org.pfnproof.report.Versions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code conform}: whether specs and reference implementations have the same states and the same steps. */
@Command(
        name = "conform",
        mixinStandardHelpOptions = true,
        description =
                "Compares the specs with the reference implementations, state by state, step by step, and verdict by verdict.",
        exitCodeListHeading = "%nExit codes, the first that applies:%n",
        exitCodeList = {
            "2:usage, spec or catalogue error, bad input",
            "4:a spec and its reference implementation differ, in their graphs or their verdicts",
            "3:inconclusive, or nothing to compare",
            "0:all that was compared is the same"
        },
        footerHeading = "%nFor example:%n",
        footer = {
            "  harness/pfnproof conform retry-one                      one model, in seconds",
            "  harness/pfnproof conform range-overwritten              a variant: is its change in Java that of its module?",
            "  harness/pfnproof conform --suite full",
            "",
            "docs/conformance.md says what is compared."
        })
final class ConformCommand implements Callable<Integer> {

    /** What shells report for a process that Ctrl-C ended. */
    private static final int INTERRUPTED = 130;

    @Mixin
    private ConformOptions options;

    private final Environment environment;
    private final Versions versions = Versions.current();

    ConformCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        CheckRequest request = options.request();
        environment.err().println("pfnproof " + versions.pfnproof() + ": reading " + environment.specs());
        Optional<OutputFile> output = options.output();
        if (output.isPresent()) {
            output.get().requireWritable();
        }
        Catalogue catalogue = Catalogue.load(environment.specs());
        Toolbox tools = environment.tools().open(environment.specs(), Optional.empty());
        Participants participants = Participants.of(catalogue, request, tools.conformer(), options.part());
        Interruption interruption = Interruption.ofThisThread();
        try {
            return write(compare(tools, request, participants), output);
        } catch (InterruptedException e) {
            environment.err().println("pfnproof: interrupted; every comparison was stopped.");
            return INTERRUPTED;
        } finally {
            interruption.over();
        }
    }

    private ConformResult compare(Toolbox tools, CheckRequest request, Participants participants)
            throws InterruptedException {
        int comparisons =
                participants.runs().size() + participants.verdicts().questions().size();
        Capacity capacity = Capacity.ofThisMachine(request.jobs());
        try (Progress progress = Progress.on(environment, comparisons, request.jobs())) {
            return new Conform(tools.conformer(), tools.verdicts(), capacity, request, progress).run(participants);
        }
    }

    private int write(ConformResult result, Optional<OutputFile> output) {
        boolean written = new Reports(environment).write(render(result, output.isPresent()), output);
        return (written ? result.exit() : ExitCode.UNUSABLE).code();
    }

    private String render(ConformResult result, boolean toFile) {
        Style style = toFile ? Style.PLAIN : environment.terminal().outStyle();
        return switch (options.format()) {
            case JSON -> new ConformJson(versions).render(result);
            case TEXT -> new ConformText(versions, style).render(result);
        };
    }
}
