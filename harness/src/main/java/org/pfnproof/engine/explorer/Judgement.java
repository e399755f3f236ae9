package org.pfnproof.engine.explorer;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.pfnproof.catalogue.Model;
import org.pfnproof.catalogue.Problem;
import org.pfnproof.catalogue.Property;
import org.pfnproof.engine.Verdict;
import org.pfnproof.engine.explorer.child.ExplorerReport;

/** Draws the conclusion from what the explorer found. What was not looked at is not said to hold. */
final class Judgement {

    private Judgement() {}

    static Verdict of(Model model, ExplorerReport report) {
        if (!report.refused().isEmpty()) {
            return new Verdict.Broken(List.of(Problem.of(
                    "The explorer cannot explore this: " + report.refused().get(0) + ".")));
        }
        if (!report.broken().isEmpty()) {
            return new Verdict.Broken(report.broken().stream().map(Problem::of).toList());
        }
        if (!report.violation().isEmpty()) {
            return new Verdict.Violated(report.violation().get(0).property());
        }
        if (!report.inconclusive().isEmpty()) {
            return new Verdict.Inconclusive(report.inconclusive().get(0));
        }
        List<String> unknown = unknown(model, report);
        if (!unknown.isEmpty()) {
            return new Verdict.Inconclusive(
                    "All states were explored and nothing was violated, but the reference implementation"
                            + " does not state " + String.join(", ", unknown) + ".");
        }
        List<String> reasons = vacuous(model, report);
        return reasons.isEmpty() ? new Verdict.Holds() : new Verdict.Vacuous(reasons);
    }

    /** Properties and witnesses of the model that were not looked at. */
    static List<String> unknown(Model model, ExplorerReport report) {
        return Stream.concat(model.properties().stream(), model.witnesses().stream())
                .map(Property::id)
                .filter(id -> !report.known().contains(id))
                .toList();
    }

    private static List<String> vacuous(Model model, ExplorerReport report) {
        List<String> reasons = new ArrayList<>();
        if (model.properties().isEmpty() && !model.deadlock()) {
            reasons.add("The model has no property.");
        }
        new TreeMap<>(report.witnesses()).forEach((witness, reached) -> {
            if (!reached) {
                reasons.add("The witness " + witness + " is not reached.");
            }
        });
        new TreeMap<>(report.actions()).forEach((action, steps) -> {
            boolean excused = model.neverTaken().containsKey(action);
            if (steps == 0 && !excused) {
                reasons.add("The action " + action + " is never taken.");
            } else if (steps > 0 && excused) {
                reasons.add("The action " + action + " is taken, although the model says that it never is.");
            }
        });
        model.neverTaken().keySet().stream()
                .filter(action -> !report.actions().containsKey(action))
                .sorted()
                .forEach(action -> reasons.add("The model says that " + action
                        + " is never taken, but the reference implementation has no such action."));
        return reasons;
    }
}
