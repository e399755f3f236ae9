package org.pfnproof.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.pfnproof.catalogue.Model;
import org.pfnproof.catalogue.Problem;
import org.pfnproof.engine.RunResult;
import org.pfnproof.engine.Verdict;
import org.pfnproof.patch.ModelAnswer;
import org.pfnproof.patch.ModelAnswer.Kind;
import org.pfnproof.patch.PatchResult;
import org.pfnproof.patch.PatchResult.Answer;
import org.pfnproof.trace.Counterexample;

/** What is known of a patch, as text. */
public final class PatchText {

    private static final int WIDTH = 80;
    private static final String ROW = "%-32s %-10s %s";

    private final Style style;
    private final Function<Counterexample, String> diagrams;
    private final String folder;
    private final boolean verbose;

    /**
     * A report.
     *
     * @param diagrams shows a counterexample
     * @param folder the patch's, for commands
     * @param verbose whether every counterexample is shown
     */
    public PatchText(Style style, Function<Counterexample, String> diagrams, String folder, boolean verbose) {
        this.style = style;
        this.diagrams = diagrams;
        this.folder = folder;
        this.verbose = verbose;
    }

    /**
     * The whole text, ending with a newline.
     *
     * @param files what was written
     */
    public String render(PatchResult result, List<String> files) {
        List<String> blocks = new ArrayList<>();
        blocks.add(style.heading(result.patch().id() + ": " + result.patch().title()) + "\n" + overrides(result));
        if (!result.counting().isEmpty()) {
            blocks.add(table(result));
        }
        details(result).forEach(blocks::add);
        races(result).forEach(blocks::add);
        notConcerned(result, blocks);
        blocks.add(summary(result));
        new PatchTwinText(style, WIDTH).of(result).ifPresent(blocks::add);
        next(result, files, blocks);
        return String.join("\n\n", blocks) + "\n";
    }

    private static String overrides(PatchResult result) {
        return result.patch().overrides().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> Lines.prose(entry.getKey() + " <- " + entry.getValue(), WIDTH, "  "))
                .collect(Collectors.joining("\n"));
    }

    private String table(PatchResult result) {
        List<String> rows = new ArrayList<>();
        rows.add(row("model", "profile", "with the patch"));
        result.counting().forEach(answer -> rows.add(row(answer)));
        return String.join("\n", rows);
    }

    private static String row(String... cells) {
        return String.format(ROW, (Object[]) cells).stripTrailing();
    }

    private String row(ModelAnswer answer) {
        Model model = answer.model();
        String word = row(model.id(), model.profile(), said(answer));
        return switch (answer.kind()) {
            case BREAKS, BROKEN -> style.bad(word);
            case UNDECIDED -> style.heading(word);
            default -> word;
        };
    }

    private static String said(ModelAnswer answer) {
        return switch (answer.kind()) {
            case SAFE -> "holds, " + states(answer);
            case SAME -> "the same graph, " + states(answer);
            case BREAKS ->
                "breaks " + answer.violated().orElse("")
                        + answer.result()
                                .flatMap(RunResult::counterexample)
                                .map(trace -> " in " + Plural.of(trace.length(), "step", "steps"))
                                .orElse("");
            default -> answer.kind().name().toLowerCase(Locale.ROOT);
        };
    }

    private static String states(ModelAnswer answer) {
        long found = answer.result()
                .flatMap(RunResult::states)
                .map(RunResult.States::distinct)
                .orElse(0L);
        OptionalLong pinned = answer.model().distinctStates();
        return found + " states"
                + (pinned.isPresent() && pinned.getAsLong() != found ? " (without it " + pinned.getAsLong() + ")" : "");
    }

    private static List<String> details(PatchResult result) {
        List<String> blocks = new ArrayList<>();
        for (ModelAnswer answer : result.models()) {
            if (answer.kind() == Kind.UNDECIDED || answer.kind() == Kind.BROKEN) {
                blocks.add(answer.model().id() + "\n"
                        + answer.details().stream()
                                .map(detail -> Lines.prose(detail, WIDTH, "  "))
                                .collect(Collectors.joining("\n")));
            }
        }
        result.problems().stream()
                .map(Problem::toString)
                .map(problem -> Lines.prose(problem, WIDTH, ""))
                .forEach(blocks::add);
        return blocks;
    }

    private List<String> races(PatchResult result) {
        List<ModelAnswer> shown =
                verbose ? result.of(Kind.BREAKS) : result.example().stream().toList();
        return shown.stream()
                .flatMap(answer -> answer.result().flatMap(RunResult::counterexample).stream()
                        .map(trace -> style.bad(answer.model().id() + " with the patch violates "
                                        + answer.violated().orElse(""))
                                + "\n" + diagrams.apply(trace)))
                .toList();
    }

    private static void notConcerned(PatchResult result, List<String> blocks) {
        String names = names(result.of(Kind.NOT_CONCERNED));
        if (!names.isEmpty()) {
            blocks.add(Lines.prose("Never evaluate what is replaced, and say nothing: " + names, WIDTH, ""));
        }
        result.of(Kind.REFUSED)
                .forEach(answer -> blocks.add(Lines.prose(
                        "Not asked: " + answer.model().id() + ". " + String.join(" ", answer.details()), WIDTH, "")));
        Map<String, List<String>> reasons = result.selection().leftOut().entrySet().stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getValue,
                        TreeMap::new,
                        Collectors.mapping(entry -> entry.getKey().id(), Collectors.toList())));
        reasons.forEach((reason, models) -> blocks.add(
                Lines.prose("Does not apply to " + String.join(", ", models) + ": " + reason + ".", WIDTH, "")));
    }

    private static String names(List<ModelAnswer> answers) {
        return answers.stream().map(answer -> answer.model().id()).collect(Collectors.joining(", "));
    }

    private String summary(PatchResult result) {
        String text = Lines.prose(PatchSummary.of(result), WIDTH, "");
        Answer answer = result.answer();
        return answer == Answer.SAFE || answer == Answer.SAME ? style.good(text) : style.bad(text);
    }

    private static boolean isCutShort(PatchResult result) {
        return result.counting().stream()
                .flatMap(answer -> answer.result().stream())
                .anyMatch(run -> run.verdict() instanceof Verdict.Inconclusive);
    }

    private void next(PatchResult result, List<String> files, List<String> blocks) {
        List<String> lines = new ArrayList<>();
        files.forEach(file -> lines.add("  written: " + file));
        switch (result.answer()) {
            case BREAKS -> {}
            case SAFE, SAME ->
                lines.add(Lines.prose(
                        "Nothing is said about larger bounds, nor about what the models leave out (\"list models\").",
                        WIDTH,
                        "  "));
            case UNDECIDED ->
                lines.add(Lines.prose(
                        (isCutShort(result) ? "More time or memory: --timeout, --heap. " : "")
                                + "If the change is meant to make something unreachable, say so in"
                                + " \"unreached\" of patch.json: {\"NAME\": \"why\"}.",
                        WIDTH,
                        "  "));
            case ROTTEN ->
                lines.add(Lines.prose(
                                "Look at the operator as it is now, adapt the replacement, and record that with",
                                WIDTH,
                                "  ")
                        + "\n    harness/pfnproof patch check " + folder + " --rebase");
            case BROKEN -> lines.add("  again: harness/pfnproof patch check " + folder);
        }
        int later = result.selection().later().size();
        if (later > 0 && result.answer() != Answer.BREAKS) {
            lines.add(Lines.prose(Plural.of(later, "model", "models") + " more, some of them for minutes:", WIDTH, "  ")
                    + "\n    harness/pfnproof patch check " + folder + " --suite full");
        }
        if (!lines.isEmpty()) {
            blocks.add(String.join("\n", lines));
        }
    }
}
