package org.pfnproof.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.pfnproof.conform.ConformResult;
import org.pfnproof.conform.Participants.Exempted;
import org.pfnproof.engine.twin.Conformity;
import org.pfnproof.engine.twin.Conformity.Outcome;
import org.pfnproof.engine.twin.TwinReport;

/** Comparisons as text for a terminal or a mail: plain ASCII, 80 columns. */
public final class ConformText {

    private static final int WIDTH = 80;
    private static final String ROW = "%-36s %-12s %11s %11s %6s";

    private final Versions versions;
    private final Style style;

    public ConformText(Versions versions, Style style) {
        this.versions = versions;
        this.style = style;
    }

    /** The whole text, ending with a newline. */
    public String render(ConformResult result) {
        List<String> blocks = new ArrayList<>();
        blocks.add(Lines.prose(versions.with(List.of(result.engine())), WIDTH, ""));
        if (!result.results().isEmpty()) {
            blocks.add(table(result));
        }
        for (Conformity conformity : result.results()) {
            if (conformity.outcome() == Outcome.DIFFERS) {
                blocks.add(new Parting(conformity, style, WIDTH).text());
            } else if (conformity.outcome() != Outcome.CONFORMS) {
                blocks.add(style.bad(conformity.run().id() + " is " + conformity.outcome()) + "\n"
                        + Lines.prose(conformity.explanation(), WIDTH, "  "));
            }
        }
        blocks.add(coverage(result));
        if (!result.agreements().isEmpty()) {
            blocks.add(new AgreementText(style, WIDTH).of(result));
        }
        return String.join("\n\n", blocks) + "\n";
    }

    private String table(ConformResult result) {
        List<String> rows = new ArrayList<>();
        rows.add(row("model", "", "states", "edges", "s"));
        for (Conformity conformity : result.results()) {
            String outcome = String.format(Locale.ROOT, "%-12s", conformity.outcome());
            String plain = row(
                    conformity.run().id(),
                    outcome,
                    conformity.report().map(report -> number(report.states())).orElse("-"),
                    conformity.report().map(report -> number(report.edges())).orElse("-"),
                    String.format(Locale.ROOT, "%.1f", conformity.time().toMillis() / 1e3));
            boolean good = conformity.outcome() == Outcome.CONFORMS;
            rows.add(plain.replace(outcome, good ? style.good(outcome) : style.bad(outcome)));
        }
        return String.join("\n", rows);
    }

    private static String row(String... cells) {
        return String.format(Locale.ROOT, ROW, (Object[]) cells).stripTrailing();
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private String coverage(ConformResult result) {
        List<String> lines = new ArrayList<>();
        lines.add(style.heading("covered " + result.covered() + " of "
                + result.participants().total() + " composed models" + (hasVariants(result) ? " and variants" : "")));
        if (result.covered() > 0) {
            lines.add(Lines.prose(conclusion(result) + boundary(result), WIDTH, "  "));
        }
        Set<String> unstated = ids(result, TwinReport.Compared::unstated);
        if (!unstated.isEmpty()) {
            lines.add(list("not compared, where a reference implementation does not state it", unstated));
        }
        Map<String, List<Exempted>> byReason = result.participants().exempted().stream()
                .collect(Collectors.groupingBy(Exempted::reason, LinkedHashMap::new, Collectors.toList()));
        List<String> unfinished = result.results().stream()
                .filter(conformity -> conformity.report().isEmpty())
                .map(conformity -> conformity.run().id())
                .toList();
        if (!unfinished.isEmpty()) {
            lines.add(list("not covered, without an answer", unfinished));
        }
        byReason.forEach((reason, exempted) -> lines.add(list(
                "not covered, " + reason,
                exempted.stream().map(one -> one.run().id()).toList())));
        return String.join("\n", lines);
    }

    private static String list(String what, Collection<String> names) {
        return Lines.prose(what + ":", WIDTH, "  ") + "\n" + Lines.prose(String.join(", ", names), WIDTH, "    ");
    }

    private static String conclusion(ConformResult result) {
        long conforming = result.count(Outcome.CONFORMS);
        if (conforming == 0) {
            return "Of " + result.covered() + " compared, none conforms.";
        }
        return "Of " + result.covered() + " compared, " + conforming
                + (conforming == 1 ? " conforms: " : " conform: ") + number(sum(result, true)) + " states and "
                + number(sum(result, false)) + " steps are the same on both sides" + predicates(result) + ".";
    }

    private static String predicates(ConformResult result) {
        int count = ids(result, TwinReport.Compared::predicates).size();
        return count == 0
                ? ""
                : ", and " + Plural.of(count, "property or witness is", "properties and witnesses are")
                        + " true of the same ones";
    }

    /** Of conforming runs; each once. */
    private static Set<String> ids(ConformResult result, Function<TwinReport.Compared, List<String>> which) {
        return result.results().stream()
                .filter(conformity -> conformity.outcome() == Outcome.CONFORMS)
                .flatMap(conformity -> conformity.report().stream())
                .flatMap(report -> which.apply(report.compared()).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean hasVariants(ConformResult result) {
        return result.results().stream()
                .anyMatch(conformity -> conformity.run().variant().isPresent());
    }

    /** Nothing behind it was compared, which the reader must know. */
    private static String boundary(ConformResult result) {
        long beyond = result.results().stream()
                .flatMap(conformity -> conformity.report().stream())
                .mapToLong(TwinReport::beyond)
                .sum();
        return beyond == 0
                ? ""
                : " A variant, and a model whose values grow for ever, is compared up to the states that violate what must hold: there are "
                        + number(beyond) + " of these, and no step from them was looked at.";
    }

    private static long sum(ConformResult result, boolean states) {
        return result.results().stream()
                .filter(conformity -> conformity.outcome() == Outcome.CONFORMS)
                .map(conformity -> conformity.report().orElseThrow())
                .mapToLong(states ? TwinReport::states : TwinReport::edges)
                .sum();
    }
}
