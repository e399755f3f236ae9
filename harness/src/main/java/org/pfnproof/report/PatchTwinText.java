package org.pfnproof.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.pfnproof.check.ExitCode;
import org.pfnproof.conform.ConformResult;
import org.pfnproof.engine.agree.Agreement;
import org.pfnproof.engine.twin.Conformity;
import org.pfnproof.engine.twin.TwinReport;
import org.pfnproof.patch.PatchResult;

/** How the two halves of a patch compare, its module and its Java file, as text: a sentence, and what differs. */
final class PatchTwinText {

    private final Style style;
    private final int width;

    PatchTwinText(Style style, int width) {
        this.style = style;
        this.width = width;
    }

    /** Empty if there is no Java half. */
    Optional<String> of(PatchResult result) {
        Optional<Path> java = result.patch().javaFile();
        if (java.isEmpty() || result.models().isEmpty()) {
            return Optional.empty();
        }
        String name = String.valueOf(java.get().getFileName());
        if (result.twin().isEmpty()) {
            return Optional.of(
                    Lines.prose(name + " was compared with nothing, since no model gave an answer.", width, ""));
        }
        ConformResult twin = result.twin().get();
        List<String> blocks = new ArrayList<>();
        String sentence = Lines.prose(sentence(name, twin) + elsewhere(twin), width, "");
        blocks.add(twin.exit() == ExitCode.OK ? style.good(sentence) : style.bad(sentence));
        for (Conformity conformity : twin.results()) {
            if (conformity.outcome() == Conformity.Outcome.DIFFERS) {
                blocks.add(new Parting(conformity, style, width).text());
            } else if (conformity.outcome() != Conformity.Outcome.CONFORMS) {
                blocks.add(style.bad(conformity.run().id() + " is " + conformity.outcome()) + "\n"
                        + Lines.prose(conformity.explanation(), width, "  "));
            }
        }
        if (twin.agreements().stream().anyMatch(agreement -> agreement.outcome() != Agreement.Outcome.AGREES)) {
            blocks.add(new AgreementText(style, width).of(twin));
        }
        return Optional.of(String.join("\n\n", blocks));
    }

    private static String sentence(String name, ConformResult twin) {
        if (twin.results().isEmpty()) {
            return name
                    + " was compared with nothing: it changes the reference implementation of none of these models.";
        }
        String models = Plural.of(twin.results().size(), "model", "models");
        if (twin.exit() == ExitCode.OK) {
            return "Its Java twin, " + name + ", takes the same steps in " + models + ": " + sum(twin, true)
                    + " states and "
                    + sum(twin, false) + " steps are the same on both sides"
                    + (twin.agreements().isEmpty() ? "." : ", and so are the verdicts.");
        }
        return twin.exit() == ExitCode.DISAGREEMENT
                ? "Its Java twin, " + name + ", does not do the same: see below."
                : "Whether its Java twin, " + name + ", does the same is open: see below.";
    }

    private static String elsewhere(ConformResult twin) {
        String others = twin.participants().exempted().stream()
                .map(exempted -> exempted.run().model().id())
                .collect(Collectors.joining(", "));
        return others.isEmpty() || twin.results().isEmpty()
                ? ""
                : " Other reference implementations, or none, are those of " + others + ".";
    }

    private static String sum(ConformResult twin, boolean states) {
        long sum = twin.results().stream()
                .flatMap(conformity -> conformity.report().stream())
                .mapToLong(states ? TwinReport::states : TwinReport::edges)
                .sum();
        return String.format(Locale.ROOT, "%,d", sum);
    }
}
