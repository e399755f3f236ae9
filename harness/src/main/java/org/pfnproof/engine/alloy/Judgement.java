package org.pfnproof.engine.alloy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pfnproof.catalogue.Problem;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.Verdict;
import org.pfnproof.engine.alloy.child.AlloyReport;
import org.pfnproof.engine.alloy.child.AlloyReport.Found;
import org.pfnproof.engine.alloy.child.AlloyReport.Listed;
import org.pfnproof.engine.alloy.child.AlloyReport.Solved;

/**
 * What a report means.
 *
 * @param verdict the verdict
 * @param witnesses run command to whether it has an instance
 * @param found the counterexample of a violated property
 * @param notes what else there is to say
 */
record Judgement(Verdict verdict, Map<String, Boolean> witnesses, Optional<Found> found, List<String> notes) {

    /**
     * Judges a report. If several properties are violated, the verdict names the expected one if it is among them, otherwise the
     * first in the model's order; the others are noted.
     */
    static Judgement of(Run run, AlloyReport report, Sources sources) {
        List<String> notes = new ArrayList<>();
        report.warnings().forEach(warning -> notes.add("Alloy warns: " + sources.problem(warning)));
        List<Problem> problems = problems(run, report, sources);
        if (!problems.isEmpty()) {
            return new Judgement(new Verdict.Broken(problems), Map.of(), Optional.empty(), notes);
        }
        Map<String, Boolean> witnesses = witnesses(report);
        if (!report.failure().isEmpty()) {
            Verdict verdict = new Verdict.Inconclusive(report.failure().get(0));
            return new Judgement(verdict, witnesses, Optional.empty(), notes);
        }
        notes.addAll(unexpected(report));
        return violation(run, report)
                .map(solved -> violated(solved, report, witnesses, notes))
                .orElseGet(() -> new Judgement(unviolated(witnesses), witnesses, Optional.empty(), notes));
    }

    /** What makes the answers worthless: faults that Alloy sees, and commands that are not those of the catalogue. */
    static List<Problem> problems(Run run, AlloyReport report, Sources sources) {
        return report.faults().isEmpty()
                ? CommandRules.check(run, report, sources)
                : report.faults().stream().map(sources::problem).toList();
    }

    /** That the evaluator contradicts the solver. */
    static String unconfirmed(String property) {
        return "The solver gave an instance against " + property
                + " that does not violate it when it is evaluated; please report this as a defect of Alloy.";
    }

    private static Map<String, Boolean> witnesses(AlloyReport report) {
        Map<String, Boolean> witnesses = new LinkedHashMap<>();
        report.solved().stream()
                .filter(solved -> !listed(report, solved).check())
                .forEach(solved -> witnesses.put(solved.name(), solved.satisfiable()));
        return witnesses;
    }

    private static Listed listed(AlloyReport report, Solved solved) {
        return report.commands().stream()
                .filter(command -> command.name().equals(solved.name()))
                .findFirst()
                .orElseThrow();
    }

    private static List<Solved> violations(AlloyReport report) {
        return report.solved().stream()
                .filter(solved -> solved.satisfiable() && listed(report, solved).check())
                .toList();
    }

    private static Optional<Solved> violation(Run run, AlloyReport report) {
        List<Solved> violations = violations(report);
        return violations.stream()
                .filter(solved ->
                        run.expectedViolation().filter(solved.name()::equals).isPresent())
                .findFirst()
                .or(() -> violations.stream().findFirst());
    }

    private static Judgement violated(
            Solved solved, AlloyReport report, Map<String, Boolean> witnesses, List<String> notes) {
        Found found = solved.found().get(0);
        violations(report).stream()
                .filter(other -> !other.name().equals(solved.name()))
                .forEach(other -> notes.add("Also violated: " + other.name() + "."));
        unreached(witnesses).forEach(notes::add);
        Verdict verdict = found.violated()
                ? new Verdict.Violated(solved.name())
                : new Verdict.Inconclusive(unconfirmed(solved.name()));
        return new Judgement(
                verdict, witnesses, found.violated() ? Optional.of(found) : Optional.empty(), List.copyOf(notes));
    }

    private static Verdict unviolated(Map<String, Boolean> witnesses) {
        List<String> reasons = unreached(witnesses);
        return reasons.isEmpty() ? new Verdict.Holds() : new Verdict.Vacuous(reasons);
    }

    private static List<String> unreached(Map<String, Boolean> witnesses) {
        return witnesses.entrySet().stream()
                .filter(witness -> !witness.getValue())
                .map(witness -> "The witness " + witness.getKey() + " has no instance.")
                .toList();
    }

    /** Where an answer is not the one that the file says to expect. */
    private static List<String> unexpected(AlloyReport report) {
        return report.solved().stream()
                .filter(solved -> listed(report, solved).expect() != (solved.satisfiable() ? 1 : 0))
                .map(solved -> "The file says expect "
                        + listed(report, solved).expect() + " for " + solved.name() + ", but there is "
                        + (solved.satisfiable() ? "an" : "no") + " instance.")
                .toList();
    }
}
