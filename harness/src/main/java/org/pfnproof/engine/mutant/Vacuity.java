package org.pfnproof.engine.mutant;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.pfnproof.catalogue.Model;
import org.pfnproof.engine.mutant.Outcome.By;

/** What a run that violates nothing shows nevertheless: that something is no longer seen, or is seen that must not be. */
public final class Vacuity {

    private Vacuity() {}

    /**
     * What kills a mutant.
     *
     * @param witnesses witness to whether it was reached
     * @param actions action to the number of its steps
     */
    public static Optional<Outcome> of(Model model, Map<String, Boolean> witnesses, Map<String, Long> actions) {
        for (Map.Entry<String, Boolean> witness : new TreeMap<>(witnesses).entrySet()) {
            if (!witness.getValue()) {
                return Optional.of(new Outcome.Killed(By.WITNESS, witness.getKey(), model.id()));
            }
        }
        Map<String, Long> sorted = new TreeMap<>(actions);
        for (Map.Entry<String, Long> action : sorted.entrySet()) {
            if (action.getValue() == 0 && !model.neverTaken().containsKey(action.getKey())) {
                return Optional.of(new Outcome.Killed(By.ACTION, action.getKey(), model.id()));
            }
        }
        for (Map.Entry<String, Long> action : sorted.entrySet()) {
            if (action.getValue() > 0 && model.neverTaken().containsKey(action.getKey())) {
                return Optional.of(new Outcome.Killed(By.NEVER_TAKEN, action.getKey(), model.id()));
            }
        }
        return Optional.empty();
    }

    /**
     * What is lost beside the unchanged run.
     *
     * @param taken the actions that are taken there
     */
    public static Optional<Outcome> beside(Model model, Set<String> taken, Map<String, Long> actions) {
        return new TreeSet<>(taken)
                .stream()
                        .filter(action -> actions.getOrDefault(action, 0L) == 0)
                        .<Outcome>map(action -> new Outcome.Killed(By.ACTION, action, model.id()))
                        .findFirst();
    }
}
