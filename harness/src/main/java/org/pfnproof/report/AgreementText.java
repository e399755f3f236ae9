package org.pfnproof.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.pfnproof.conform.ConformResult;
import org.pfnproof.conform.Participants.Exempted;
import org.pfnproof.engine.agree.Agreement;
import org.pfnproof.engine.agree.Agreement.Outcome;
import org.pfnproof.engine.agree.Answer;

/** Comparisons of verdicts as text: a table, what is not as it must be with both answers, and the sum. */
final class AgreementText {

    private static final String ROW = "%-36s %-12s %11s %11s %6s";
    private static final String ANSWER = "    %-32s %-22s %s";

    private final Style style;
    private final int width;

    AgreementText(Style style, int width) {
        this.style = style;
        this.width = width;
    }

    String of(ConformResult result) {
        List<String> blocks = new ArrayList<>();
        blocks.add(table(result.agreements()));
        result.agreements().stream()
                .filter(agreement -> agreement.outcome() != Outcome.AGREES)
                .forEach(agreement -> blocks.add(deviation(agreement)));
        blocks.add(sum(result));
        return String.join("\n\n", blocks);
    }

    private String table(List<Agreement> agreements) {
        List<String> rows = new ArrayList<>();
        rows.add(row("verdicts", "", "properties", "violated", "s"));
        for (Agreement agreement : agreements) {
            String outcome = String.format(Locale.ROOT, "%-12s", agreement.outcome());
            String plain = row(
                    agreement.run().id(),
                    outcome,
                    Integer.toString(agreement.rows().size()),
                    Long.toString(violated(agreement)),
                    String.format(Locale.ROOT, "%.1f", agreement.time().toMillis() / 1e3));
            boolean good = agreement.outcome() == Outcome.AGREES;
            rows.add(plain.replace(outcome, good ? style.good(outcome) : style.bad(outcome)));
        }
        return String.join("\n", rows);
    }

    private static String row(String... cells) {
        return String.format(Locale.ROOT, ROW, (Object[]) cells).stripTrailing();
    }

    /** Properties that both sides say are violated, after equally many steps. */
    private static long violated(Agreement agreement) {
        return agreement.rows().stream()
                .filter(row -> row.agrees() && row.spec().orElseThrow().isViolated())
                .count();
    }

    private String deviation(Agreement agreement) {
        List<String> lines = new ArrayList<>();
        lines.add(style.bad("verdicts of " + agreement.run().id() + ": " + agreement.outcome()));
        lines.add(Lines.prose(agreement.explanation(), width, "  "));
        lines.add(answers(
                "", agreement.spec().engine(), agreement.implementation().engine()));
        agreement.rows().stream()
                .filter(row -> !row.agrees())
                .forEach(row -> lines.add(answers(row.property(), answer(row.spec()), answer(row.implementation()))));
        if (agreement.countsDiffer()) {
            lines.add(answers(
                    "distinct states",
                    count(agreement.spec().distinct()),
                    count(agreement.implementation().distinct())));
        }
        return String.join("\n", lines);
    }

    private static String answers(String what, String spec, String implementation) {
        return String.format(Locale.ROOT, ANSWER, what, spec, implementation);
    }

    private static String answer(Optional<Answer> answer) {
        return answer.map(Answer::toString).orElse("no answer");
    }

    private static String count(OptionalLong count) {
        return String.format(Locale.ROOT, "%,d", count.orElseThrow());
    }

    private String sum(ConformResult result) {
        List<Agreement> agreeing = result.agreements().stream()
                .filter(agreement -> agreement.outcome() == Outcome.AGREES)
                .toList();
        long properties = agreeing.stream()
                .mapToLong(
                        agreement -> agreement.rows().size() - agreement.open().size())
                .sum();
        long violated = agreeing.stream().mapToLong(AgreementText::violated).sum();
        List<String> lines = new ArrayList<>();
        lines.add(style.heading("verdicts agree in " + agreeing.size() + " of "
                + result.agreements().size() + " runs"));
        if (properties > 0) {
            lines.add(Lines.prose(
                    "Of " + properties + " properties, " + violated
                            + " are violated on both sides, after the same number of steps, and "
                            + (properties - violated) + " hold on both.",
                    width,
                    "  "));
        }
        List<String> open = agreeing.stream()
                .filter(agreement -> !agreement.open().isEmpty())
                .map(agreement -> agreement.run().id() + " (" + agreement.open().size() + ")")
                .toList();
        if (!open.isEmpty()) {
            lines.add(Lines.prose(
                            "properties not decided, because behind the violation of another one there is no end of states:",
                            width,
                            "  ")
                    + "\n" + Lines.prose(String.join(", ", open), width, "    "));
        }
        Map<String, List<Exempted>> byReason = result.participants().verdicts().exempted().stream()
                .collect(Collectors.groupingBy(Exempted::reason, TreeMap::new, Collectors.toList()));
        byReason.forEach((reason, exempted) -> lines.add(Lines.prose("not compared, " + reason + ":", width, "  ")
                + "\n"
                + Lines.prose(
                        exempted.stream().map(one -> one.run().id()).collect(Collectors.joining(", ")),
                        width,
                        "    ")));
        return String.join("\n", lines);
    }
}
