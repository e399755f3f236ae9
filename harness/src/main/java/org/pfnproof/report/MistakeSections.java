package org.pfnproof.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.pfnproof.compare.Effect;
import org.pfnproof.compare.Shape;
import org.pfnproof.compare.misuse.Answer;
import org.pfnproof.compare.misuse.Finding;
import org.pfnproof.compare.misuse.Finding.Verdict;
import org.pfnproof.compare.misuse.Mistake;
import org.pfnproof.compare.misuse.Snippets;
import org.pfnproof.compare.runs.Consequence;

/** What each shape lets callers get wrong, as parts of the report. */
final class MistakeSections {

    private final CompareInput input;

    MistakeSections(CompareInput input) {
        this.input = input;
    }

    CompareSection inC() {
        return matrix(
                "Mistakes in C",
                List.of(
                        "Every mistake of each kind that callers of a shape can make, as C code in the style of the shape, compiled by gcc "
                                + input.findings().gcc()
                                + " with the warnings of every kernel build. The same code without the mistake compiles without a word."
                                + " What passes is run in every environment, for reads and writes, with an invalidation at every moment.",
                        "Three numbers: rejected by the compiler (error, or warning, which is an error with CONFIG_WERROR) / rejected at run time"
                                + " (WARN, BUG or an error wherever the right call gets a page; lockdep's assertion is taken for a WARN) / silent."
                                + " \"=\" and a number: does what the right call does. \"-\": cannot be written.",
                        "Of those that gcc rejects, " + only(Answer.Kind.WARNING)
                                + " are warnings. With W=1 it warns at " + only(Answer.Kind.WARNING_W1) + " more."),
                Finding::verdict);
    }

    private long only(Answer.Kind kind) {
        return input.findings().all().stream()
                .filter(each -> each.gcc().kind() == kind)
                .count();
    }

    CompareSection inJava() {
        return matrix(
                "The same mistakes in Java",
                List.of("The same code against the shapes' Java API, with flags as ints, compiled by javac "
                        + input.findings().java()
                        + ". Where the numbers differ from those in C, C converts what Java does not."),
                Finding::javaVerdict);
    }

    private CompareSection matrix(String title, List<String> prose, Function<Finding, Verdict> verdict) {
        List<String> header = new ArrayList<>(List.of("shape"));
        for (Mistake mistake : Mistake.values()) {
            header.add(mistake.name().toLowerCase(Locale.ROOT).replace('_', ' ').replaceFirst(" .*", ""));
        }
        List<List<String>> rows = new ArrayList<>();
        for (Shape shape : input.comparison().shapes()) {
            List<Finding> ofShape = input.findings(shape.id());
            if (ofShape.isEmpty()) {
                continue;
            }
            List<String> row = new ArrayList<>(List.of(shape.id()));
            for (Mistake mistake : Mistake.values()) {
                row.add(cell(ofShape.stream()
                        .filter(each -> each.mistake() == mistake)
                        .map(verdict)
                        .toList()));
            }
            rows.add(row);
        }
        return new CompareSection(title, prose, unique(header), rows, List.of());
    }

    /** Two kinds begin with the same word. */
    private static List<String> unique(List<String> header) {
        List<String> names = new ArrayList<>(header);
        names.set(1 + Mistake.RELEASE_FORGOTTEN.ordinal(), "not released");
        names.set(1 + Mistake.RELEASE_TWICE.ordinal(), "twice");
        names.set(1 + Mistake.USE_AFTER_RETURN.ordinal(), "used after");
        names.set(1 + Mistake.NO_NOTIFIER.ordinal(), "no notifier");
        names.set(1 + Mistake.NULL_OUTPUT.ordinal(), "NULL");
        names.set(1 + Mistake.WRONG_RELEASE.ordinal(), "wrong release");
        names.set(1 + Mistake.SWAP.ordinal(), "swapped");
        names.set(1 + Mistake.OMIT.ordinal(), "forgotten");
        return names;
    }

    private static String cell(List<Verdict> verdicts) {
        if (verdicts.isEmpty()) {
            return "-";
        }
        long same = count(verdicts, Verdict.HARMLESS);
        return count(verdicts, Verdict.COMPILER) + "/" + count(verdicts, Verdict.RUN_TIME) + "/"
                + count(verdicts, Verdict.SILENT) + (same > 0 ? "=" + same : "");
    }

    private static long count(List<Verdict> verdicts, Verdict verdict) {
        return verdicts.stream().filter(each -> each == verdict).count();
    }

    CompareSection silent() {
        List<String> prose = new ArrayList<>();
        prose.add(
                "In C. What a silent mistake comes to, and which property of the protocol that breaks: searched for in the model that has"
                        + " the shape's reference rules, with the mistake switched on; where that model cannot have it, TLC's variant of another spec"
                        + " is named. The code, the compilers' messages and the counterexample of"
                        + " one: harness/pfnproof compare --mistake NAME, where a name is, for example, " + example()
                        + ".");
        Set<String> evidence = new LinkedHashSet<>();
        Map<Effect, List<Finding>> byEffect = new EnumMap<>(Effect.class);
        for (Finding finding : input.findings().all()) {
            if (finding.verdict() == Verdict.SILENT) {
                finding.effects().keySet().forEach(effect -> byEffect.computeIfAbsent(effect, key -> new ArrayList<>())
                        .add(finding));
            }
        }
        byEffect.forEach((effect, findings) -> prose.add("- " + effectLine(effect, findings, evidence)));
        List<List<String>> rows = new ArrayList<>();
        for (Shape shape : input.comparison().shapes()) {
            List<Finding> silent = input.findings(shape.id()).stream()
                    .filter(each -> each.verdict() == Verdict.SILENT)
                    .toList();
            if (!silent.isEmpty()) {
                rows.add(List.of(
                        shape.id(),
                        String.valueOf(silent.size()),
                        String.valueOf(silent.stream().filter(input::breaks).count()),
                        names(silent)));
            }
        }
        return new CompareSection(
                "Silent mistakes",
                prose,
                List.of("shape", "silent", "break", "names, after the shape and a slash"),
                rows,
                List.copyOf(evidence),
                silentDetails());
    }

    private List<CompareSection.Detail> silentDetails() {
        return input.findings().all().stream()
                .filter(each -> each.verdict() != Verdict.COMPILER)
                .map(each -> new CompareSection.Detail(each.id() + ": " + each.what(), MistakeText.render(input, each)))
                .toList();
    }

    private String example() {
        return input.findings().all().stream()
                .filter(input::breaks)
                .map(Finding::id)
                .findFirst()
                .orElse("");
    }

    private static String names(List<Finding> silent) {
        return silent.stream()
                .map(each -> each.id().substring(each.id().indexOf('/') + 1))
                .collect(Collectors.joining(" "));
    }

    private String effectLine(Effect effect, List<Finding> findings, Set<String> evidence) {
        Set<String> properties = new TreeSet<>();
        Set<String> reasons = new TreeSet<>();
        Set<Integer> steps = new TreeSet<>();
        for (Finding finding : findings) {
            Consequence each = input.consequences().of(finding, effect);
            each.property().ifPresentOrElse(properties::add, () -> reasons.add(each.reason()));
            if (!each.steps().isEmpty()) {
                steps.add(each.steps().size());
            }
            evidence.addAll(each.decidedBy());
        }
        return effect.text() + ": " + findings.size()
                + (findings.size() == 1 ? " mistake, " : " mistakes, the first ")
                + findings.get(0).id()
                + (properties.isEmpty() ? "" : "; breaks " + String.join(", ", properties))
                + (steps.isEmpty()
                        ? ""
                        : " after " + steps.stream().map(String::valueOf).collect(Collectors.joining(", ")) + " steps")
                + (reasons.isEmpty() ? "" : "; no property: " + String.join("; ", reasons)) + ".";
    }

    /** Kinds of mistake of which something passes silently wherever they can be written at all. */
    String alwaysSilent() {
        return kinds(mistake -> verdicts(mistake).values().stream().allMatch(each -> each.contains(Verdict.SILENT)));
    }

    /** Kinds that are silent in some shapes only, with those shapes. */
    String sometimesSilent() {
        List<String> texts = new ArrayList<>();
        for (Mistake mistake : Mistake.values()) {
            Map<String, Set<Verdict>> of = verdicts(mistake);
            List<String> silent = of.entrySet().stream()
                    .filter(each -> each.getValue().contains(Verdict.SILENT))
                    .map(Map.Entry::getKey)
                    .toList();
            if (!silent.isEmpty() && silent.size() < of.size()) {
                texts.add(mistake.text() + " (" + String.join(", ", silent) + ")");
            }
        }
        return String.join("; ", texts);
    }

    /** Kinds that one shape never lets pass silently, and another does. */
    String lost(String from, String to) {
        return kinds(mistake -> rejects(verdicts(mistake).get(from))
                && verdicts(mistake).containsKey(to)
                && !rejects(verdicts(mistake).get(to)));
    }

    private static boolean rejects(Set<Verdict> verdicts) {
        return verdicts != null && (verdicts.contains(Verdict.RUN_TIME) || verdicts.contains(Verdict.COMPILER));
    }

    private static String kinds(Predicate<Mistake> which) {
        List<String> texts = new ArrayList<>();
        for (Mistake mistake : Mistake.values()) {
            if (which.test(mistake)) {
                texts.add(mistake.text());
            }
        }
        return texts.isEmpty() ? "none" : String.join(", ", texts);
    }

    private Map<String, Set<Verdict>> verdicts(Mistake mistake) {
        Map<String, Set<Verdict>> of = new LinkedHashMap<>();
        for (String shape : Snippets.SHAPES) {
            Set<Verdict> found = input.findings(shape).stream()
                    .filter(each -> each.mistake() == mistake)
                    .map(Finding::verdict)
                    .collect(Collectors.toSet());
            if (!found.isEmpty()) {
                of.put(shape, found);
            }
        }
        return of;
    }
}
