package org.pfnproof.report.race;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One schedule on two variants.
 *
 * @param ours what the first one is called, and what it is
 * @param theirs the other
 * @param race the diagram of the first; its legend explains the values of both
 * @param theirsAtFirst the initial state of the other
 * @param steps the steps of the first, each with that of the other
 * @param instead what the thread whose step the other cannot take may do there
 * @param verdict in words what differs, and what follows
 */
record RaceDiff(
        Race.Item ours,
        Race.Item theirs,
        Race race,
        List<String> theirsAtFirst,
        List<Pair> steps,
        List<Race.Row> instead,
        List<Race.Item> verdict) {

    RaceDiff {
        theirsAtFirst = List.copyOf(theirsAtFirst);
        steps = List.copyOf(steps);
        instead = List.copyOf(instead);
        verdict = List.copyOf(verdict);
    }

    /**
     * One step of the schedule.
     *
     * @param theirs empty if the other does not take it
     */
    record Pair(Race.Row ours, Optional<Race.Row> theirs) {

        boolean parts() {
            return !theirs.equals(Optional.of(ours));
        }
    }

    /** The index of the first step at which the two part. */
    OptionalInt parting() {
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).parts()) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }
}
