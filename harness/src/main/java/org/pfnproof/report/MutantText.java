package org.pfnproof.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.pfnproof.catalogue.MutationPlan;
import org.pfnproof.engine.mutant.Outcome;
import org.pfnproof.mutation.MutationResult;
import org.pfnproof.mutation.MutationResult.GroupResult;
import org.pfnproof.mutation.Score;
import org.pfnproof.mutation.Tried;

/** Generated mutants as text: the score of each module, and every one that got through. */
public final class MutantText {

    private static final int WIDTH = 80;
    private static final String ROW = "%-18s %9s %5s %7s %6s %6s %8s %7s";

    private final Versions versions;
    private final Style style;

    public MutantText(Versions versions, Style style) {
        this.versions = versions;
        this.style = style;
    }

    /** The whole text, ending with a newline. */
    public String render(MutationResult result) {
        List<String> blocks = new ArrayList<>();
        blocks.add(Lines.prose(versions.with(result.engines().values()), WIDTH, ""));
        blocks.add(table(result));
        blocks.add(noticedBy(result.mutants()));
        List<Tried> unexplained = result.unexplained();
        if (!unexplained.isEmpty()) {
            blocks.add(style.bad("Survivors without an explanation in specs/mutants.json"));
            unexplained.forEach(tried -> blocks.add(survivor(tried)));
        }
        List<Tried> explained = result.mutants().stream()
                .filter(tried -> tried.needsReason() && tried.reason().isPresent())
                .toList();
        if (!explained.isEmpty()) {
            blocks.add("Survivors that are explained");
            explained.forEach(tried -> blocks.add(survivor(tried)));
        }
        if (!result.stale().isEmpty()) {
            blocks.add(style.bad("Explanations in specs/mutants.json that explain nothing") + "\n"
                    + result.stale().stream()
                            .map(line -> Lines.prose(line, WIDTH, "  "))
                            .collect(Collectors.joining("\n")));
        }
        result.belowGoal()
                .forEach(group -> blocks.add(style.bad(String.format(
                        Locale.ROOT,
                        "%s: %.1f %% is below the goal of %.0f %%",
                        group.group().id(),
                        group.score().percent(),
                        group.group().goal()))));
        return String.join("\n\n", blocks) + "\n";
    }

    /** The score of each module and group, with a legend. */
    public static String table(MutationResult result) {
        List<String> rows = new ArrayList<>();
        rows.add(row("module", "generated", "run", "killed", "equiv.", "inval.", "survived", "score"));
        for (GroupResult group : result.groups()) {
            group.group().modules().forEach(module -> rows.add(row(module, group.score(module))));
            rows.add(row("= " + group.group().id(), group.score()));
        }
        rows.add("");
        rows.add("killed: a property or a witness failed   score: killed of killed and survived");
        rows.add("equiv.: the state graphs are those of the unchanged spec");
        rows.add("inval.: cannot be run; neither killed nor survived");
        result.groups().stream()
                .filter(group -> group.group().isOfClasses())
                .forEach(group -> rows.add(conform(group)));
        return String.join("\n", rows);
    }

    /** The other way to notice a change of the reference implementation. */
    private static String conform(GroupResult group) {
        Score score = group.score();
        return String.format(
                Locale.ROOT,
                "%s: %,d of %,d leave the graph of the spec, as conform tells",
                group.group().id(),
                group.otherGraphs(),
                score.killed() + score.survived());
    }

    private static String noticedBy(List<Tried> mutants) {
        Map<String, Long> counts = mutants.stream()
                .map(Tried::outcome)
                .filter(Outcome.Killed.class::isInstance)
                .map(Outcome.Killed.class::cast)
                .collect(Collectors.groupingBy(killed -> killed.by().label(), TreeMap::new, Collectors.counting()));
        return Lines.prose(
                "Killed by: "
                        + counts.entrySet().stream()
                                .map(entry -> entry.getKey() + " " + entry.getValue())
                                .collect(Collectors.joining(", "))
                        + ".",
                WIDTH,
                "");
    }

    private static String survivor(Tried tried) {
        String place = tried.file() + ":" + tried.mutant().line();
        List<String> lines = new ArrayList<>();
        lines.add(tried.mutant().id() + " (" + tried.outcome().label() + ")");
        lines.add("  " + place);
        tried.difference().forEach(line -> lines.add("  " + line));
        detail(tried.outcome()).lines().forEach(line -> lines.add(Lines.prose(line, WIDTH, "  ")));
        tried.reason().ifPresent(reason -> lines.add(Lines.prose(reason, WIDTH, "  ")));
        return String.join("\n", lines);
    }

    /** What is known of a mutant that got through. */
    static String detail(Outcome outcome) {
        if (outcome instanceof Outcome.Survived survived) {
            return "It changes the state graph of " + String.join(", ", survived.models()) + ".";
        } else if (outcome instanceof Outcome.Unfinished unfinished) {
            return "No answer: " + unfinished.reason() + ".";
        } else if (outcome instanceof Outcome.Unreached) {
            return "No model of " + MutationPlan.NAME + " takes a step that uses it.";
        }
        return "";
    }

    private static String row(String name, Score score) {
        return row(
                name,
                number(score.generated()),
                number(score.run()),
                number(score.killed()),
                number(score.equivalent()),
                number(score.invalid()),
                number(score.survived()),
                score.killed() + score.survived() == 0 ? "-" : String.format(Locale.ROOT, "%.1f %%", score.percent()));
    }

    private static String row(Object... cells) {
        return String.format(Locale.ROOT, ROW, cells).stripTrailing();
    }

    private static String number(int count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
