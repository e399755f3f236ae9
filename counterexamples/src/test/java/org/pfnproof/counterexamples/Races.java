package org.pfnproof.counterexamples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.pfnproof.replay.Race;

/** Races on the reference implementation, for the generated tests. */
final class Races {

    private Races() {}

    /** A race on a variant. */
    static Race of(String model, String variant, String property) {
        return Race.on(Recorded.run(model, Optional.of(variant)), property);
    }

    /** A race on a model as it is. */
    static Race of(String model, String property) {
        return Race.on(Recorded.run(model, Optional.empty()), property);
    }

    /** Every step was taken, and the property falls at the last one. */
    static void assertViolated(Race race) {
        assertThat(race.stoppedAt()).as("a step that cannot be taken").isEmpty();
        assertThat(race.violatedAfter())
                .as("steps after which the property falls")
                .isEqualTo(race.length());
    }

    /** As far as the steps can be taken, the property holds. */
    static void assertHolds(Race race) {
        assertThat(race.violatedAfter())
                .as("steps after which the property falls, although the kernel is as it should be")
                .isEqualTo(-1);
    }

    /** Every step was taken, and what was after so many steps is there again, or a step away. */
    static void assertLeadsBack(Race race, int steps) {
        assertThat(race.stoppedAt()).as("a step that cannot be taken").isEmpty();
        assertThat(race.leadsBackTo(steps)).as("leads back").isTrue();
    }
}
