package org.pfnproof.report;

import java.util.ArrayList;
import java.util.List;
import org.pfnproof.compare.misuse.Answer;
import org.pfnproof.compare.misuse.Finding;
import org.pfnproof.compare.misuse.Snippet;
import org.pfnproof.compare.misuse.Snippets;
import org.pfnproof.compare.runs.Consequence;

/** One mistake with all its evidence: the lines that differ, what both compilers say, what a run comes to, and the counterexample. */
public final class MistakeText {

    private static final int WIDTH = 100;

    private MistakeText() {}

    /** The text, ending with a newline. */
    public static String render(CompareInput input, Finding finding) {
        StringBuilder text = new StringBuilder();
        text.append(finding.id()).append(": ").append(finding.mistake().text()).append('\n');
        text.append(Lines.prose(finding.what(), WIDTH, "  ")).append("\n\n");
        Snippets right = Snippets.of(finding.shape());
        Snippet wrong = right.mistakes().stream()
                .filter(each -> each.id().equals(finding.id()))
                .findFirst()
                .orElseThrow();
        text.append("C\n").append(difference(right.c(), wrong.c()));
        text.append("gcc ")
                .append(input.findings().gcc())
                .append(": ")
                .append(answer(finding.gcc()))
                .append("\n\n");
        text.append("Java\n").append(difference(right.java(), wrong.java()));
        text.append("javac ")
                .append(input.findings().java())
                .append(": ")
                .append(answer(finding.javac()))
                .append("\n\n");
        text.append("At run time: ").append(atRunTime(finding)).append('\n');
        for (Consequence each : input.consequences(finding)) {
            consequence(text, finding, each);
        }
        return text.toString();
    }

    private static String answer(Answer answer) {
        return switch (answer.kind()) {
            case ERROR -> "error: " + answer.message();
            case WARNING -> "warning: " + answer.message();
            case WARNING_W1 -> "accepted; with W=1 a warning: " + answer.message();
            case ACCEPTED -> "accepted";
        };
    }

    private static String atRunTime(Finding finding) {
        if (finding.atRunTime().isPresent()) {
            return finding.atRunTime().get() + " wherever the right call gets a page";
        }
        if (finding.verdict() == Finding.Verdict.COMPILER && finding.javaVerdict() == Finding.Verdict.COMPILER) {
            return "never run";
        }
        return finding.effects().isEmpty() ? "does what the right call does" : "no word of it";
    }

    private static void consequence(StringBuilder text, Finding finding, Consequence each) {
        String witness = finding.effects().get(each.effect());
        text.append(Lines.prose(
                        "- " + each.effect().text() + (witness.isEmpty() ? "" : "; first seen: " + witness), WIDTH, ""))
                .append('\n');
        if (each.property().isEmpty()) {
            text.append("  breaks no property: ").append(each.reason()).append('\n');
            return;
        }
        text.append("  breaks ").append(each.property().get());
        each.model().ifPresent(model -> text.append(" in the model ").append(model));
        each.variant().ifPresent(variant -> text.append(" with the variant ").append(variant));
        text.append('\n');
        for (int i = 0; i < each.steps().size(); i++) {
            text.append(String.format("  %2d  %s%n", i + 1, each.steps().get(i)));
        }
        for (String name : each.decidedBy()) {
            text.append("  TLC finds the same: harness/pfnproof show ")
                    .append(name)
                    .append('\n');
        }
    }

    /** The lines that only one of two texts has, in order: what was taken out, and what was put in. */
    private static String difference(String right, String wrong) {
        List<String> before = right.lines().toList();
        List<String> after = wrong.lines().toList();
        int head = 0;
        while (head < Math.min(before.size(), after.size()) && before.get(head).equals(after.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < Math.min(before.size(), after.size()) - head
                && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
            tail++;
        }
        List<String> lines = new ArrayList<>();
        before.subList(head, before.size() - tail).forEach(line -> lines.add("- " + line.replace("\t", "    ")));
        after.subList(head, after.size() - tail).forEach(line -> lines.add("+ " + line.replace("\t", "    ")));
        return lines.isEmpty() ? "  (the same text)\n" : String.join("\n", lines) + "\n";
    }
}
