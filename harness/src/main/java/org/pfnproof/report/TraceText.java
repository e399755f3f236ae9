package org.pfnproof.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.pfnproof.follow.Deviation;
import org.pfnproof.follow.LogResult;
import org.pfnproof.follow.LogVerdict;

/** What following logs has shown, as text for a terminal or a mail: plain ASCII, 80 columns but for the lines of logs. */
public final class TraceText {

    private static final int WIDTH = 80;
    private static final String INDENT = "  ";

    private final Style style;

    public TraceText(Style style) {
        this.style = style;
    }

    /**
     * The whole text, ending with a newline.
     *
     * @param results one a log
     * @param tlc what TLC said of some of them
     * @param actions the names of all actions of the spec
     */
    public String render(List<LogResult> results, Map<LogResult, TlcSaid> tlc, Set<String> actions) {
        List<String> blocks = new ArrayList<>();
        results.forEach(result -> blocks.add(block(result, Optional.ofNullable(tlc.get(result)))));
        blocks.add(coverage(results, actions));
        return String.join("\n\n", blocks) + "\n";
    }

    private String block(LogResult result, Optional<TlcSaid> tlc) {
        String verdict = result.verdict().name();
        List<String> lines = new ArrayList<>();
        lines.add((result.verdict() == LogVerdict.CONFORMS ? style.good(verdict) : style.bad(verdict)) + "  "
                + result.log());
        String kernel = result.kernel().isEmpty() ? "" : "Linux " + result.kernel() + ", ";
        lines.add(Lines.prose(
                kernel + "profile " + result.profile() + ": "
                        + String.format(
                                Locale.ROOT,
                                "%,d events followed, %,d faults, %,d invalidations of guest memory; at most %d possible states",
                                result.events(),
                                result.coverage().times("kvm_tdp_page_fault"),
                                result.coverage().times("kvm_mmu_invalidate_end"),
                                result.states()),
                WIDTH,
                INDENT));
        if (!result.reason().isEmpty()) {
            lines.add(Lines.prose(result.reason(), WIDTH, INDENT));
        }
        tlc.ifPresent(said -> lines.add(Lines.prose(
                (said.kind() == TlcSaid.Kind.DISAGREES ? "THE TWO WAYS DISAGREE. " : "") + "TLC: " + said.text(),
                WIDTH,
                INDENT)));
        if (!result.coverage().unknown().isEmpty()) {
            lines.add(Lines.prose(
                    "left out, not known: " + counts(result.coverage().unknown()), WIDTH, INDENT));
        }
        result.deviation().ifPresent(deviation -> lines.add(explanation(deviation)));
        return String.join("\n", lines);
    }

    private String explanation(Deviation deviation) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(INDENT + "Lines 1 to " + (deviation.line() - 1) + " are a behaviour of the protocol. Line "
                + deviation.line() + " is not:");
        lines.add("");
        lines.add(INDENT + INDENT + deviation.text());
        lines.add("");
        lines.add(Lines.prose(deviation.guard() + ".", WIDTH, INDENT));
        if (!deviation.property().isEmpty()) {
            lines.add(INDENT + "This endangers " + style.bad(deviation.property()) + ".");
        }
        lines.add("");
        lines.add(INDENT + (deviation.states().size() == 1 ? "The protocol was" : "The protocol could be") + " here:");
        deviation.states().forEach(state -> {
            for (String part : state.split("; ")) {
                lines.add(INDENT + INDENT + part);
            }
            lines.add("");
        });
        lines.add(INDENT + "The last lines of the threads involved:");
        lines.addAll(columns(deviation));
        return String.join("\n", lines);
    }

    /** One column for each thread, as in a race diagram; the line that does not fit is the last. */
    private List<String> columns(Deviation deviation) {
        List<String> threads = new ArrayList<>(new LinkedHashSet<>(
                deviation.before().stream().map(Deviation.Line::thread).toList()));
        if (!threads.contains(deviation.thread())) {
            threads.add(deviation.thread());
        }
        List<String> lines = new ArrayList<>();
        for (int column = 0; column < threads.size(); column++) {
            lines.add(INDENT + " ".repeat(12) + "|   ".repeat(column) + threads.get(column));
        }
        for (Deviation.Line line : deviation.before()) {
            lines.add(row(line.number(), threads.indexOf(line.thread()), shortened(line.text())));
        }
        String event = deviation.text().replaceFirst("^.*?\\d+: (\\w+): .*$", "$1");
        lines.add(style.bad(row(deviation.line(), threads.indexOf(deviation.thread()), event + "   <-- does not fit")));
        return lines;
    }

    private static String row(long number, int column, String text) {
        return String.format(Locale.ROOT, "%s%10d  %s%s", INDENT, number, "|   ".repeat(column), text);
    }

    private static String shortened(String text) {
        return text.length() <= WIDTH ? text : text.substring(0, WIDTH - 3) + "...";
    }

    private String coverage(List<LogResult> results, Set<String> actions) {
        Map<String, Long> shown = new TreeMap<>();
        Map<String, Long> retries = new TreeMap<>();
        Map<String, Long> witnesses = new TreeMap<>();
        for (LogResult result : results) {
            result.coverage().actions().forEach((name, times) -> shown.merge(name, times, Long::sum));
            result.coverage().retries().forEach((name, times) -> retries.merge(name, times, Long::sum));
            result.coverage().witnesses().forEach((name, times) -> witnesses.merge(name, times, Long::sum));
        }
        Set<String> never = new TreeSet<>(actions);
        never.removeAll(shown.keySet());
        List<String> lines = new ArrayList<>();
        lines.add(style.heading("faults sent back"));
        lines.add(rows(retries));
        lines.add(style.heading("seen"));
        lines.add(rows(witnesses));
        lines.add(
                style.heading("actions of the spec that " + (results.size() == 1 ? "the log shows" : "the logs show")));
        lines.add(rows(shown));
        lines.add(style.heading("actions never shown"));
        lines.add(Lines.prose(never.isEmpty() ? "none" : String.join(", ", never), WIDTH, INDENT));
        return String.join("\n", lines);
    }

    private static String rows(Map<String, Long> counts) {
        if (counts.isEmpty()) {
            return INDENT + "none";
        }
        List<String> rows = new ArrayList<>();
        counts.forEach((name, times) -> rows.add(String.format(Locale.ROOT, "%s%,10d  %s", INDENT, times, name)));
        return String.join("\n", rows);
    }

    private static String counts(Map<String, Long> counts) {
        List<String> items = new ArrayList<>();
        counts.forEach((name, times) -> items.add(name + " (" + times + ")"));
        return String.join(", ", items);
    }
}
