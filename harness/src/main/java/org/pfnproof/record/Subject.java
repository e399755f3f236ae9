package org.pfnproof.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.pfnproof.catalogue.Catalogue;
import org.pfnproof.catalogue.Model.EngineKind;
import org.pfnproof.catalogue.Property;
import org.pfnproof.engine.Run;
import org.pfnproof.replay.Replays;

/**
 * Something that must be violated, and so has a counterexample to be recorded.
 *
 * @param id the variant's id, or the model's if a model is violated without a variant; the file's name
 * @param run where the counterexample is looked for: of a variant's models the first that can be replayed, else the first
 * @param engine who looks for it
 */
public record Subject(String id, Run run, EngineKind engine) {

    /** Everything in a catalogue that must be violated, by id. */
    public static Map<String, Subject> of(Catalogue catalogue) {
        Map<String, Subject> subjects = new TreeMap<>();
        catalogue.models().stream()
                .filter(model -> model.expected().violated().isPresent())
                .forEach(model -> subjects.put(model.id(), of(model.id(), List.of(new Run(model, Optional.empty())))));
        catalogue.variants().stream()
                .filter(variant -> variant.violates().isPresent())
                .forEach(variant -> {
                    List<Run> runs = new ArrayList<>();
                    variant.models().forEach(model -> runs.add(new Run(model, Optional.of(variant))));
                    subjects.put(variant.id(), of(variant.id(), runs));
                });
        return subjects;
    }

    private static Subject of(String id, List<Run> runs) {
        return runs.stream()
                .filter(Subject::isExplored)
                .findFirst()
                .map(run -> new Subject(id, run, EngineKind.EXPLORER))
                .orElseGet(
                        () -> new Subject(id, runs.get(0), runs.get(0).model().engine()));
    }

    /** Whether the explorer decides it: a safety property that a reference implementation states. */
    private static boolean isExplored(Run run) {
        return run.model().engine() != EngineKind.ALLOY
                && run.expectedViolation()
                        .map(property -> Replays.states(run, property))
                        .orElse(false);
    }

    /**
     * Whether there is a counterpart that confirms a recorded counterexample: a reference implementation, or Alloy's own evaluator.
     */
    public boolean isConfirmable() {
        return engine != EngineKind.TLC || Replays.covers(run);
    }

    /** The property that must be violated. */
    public String property() {
        return run.expectedViolation().orElseThrow();
    }

    /** What the property says. */
    public Optional<Property> statement() {
        return run.model().properties().stream()
                .filter(property -> property.id().equals(property()))
                .findFirst();
    }
}
