package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * The page allocator checks although its checks are off.
 *
 * <p>Pages are checked when they are freed and handed out, whatever the configuration.
 *
 * <p>As the kernel has it: 6.12: is_check_pages_enabled().
 *
 * <p>Written by {@code harness/pfnproof record detector-check-always-on}.
 */
class DetectorCheckAlwaysOnTest {
    /**
     * Without a detector nothing is reported.
     */
    private static final String PROPERTY = "DetNothingReportsNothing";

    @Test
    void isViolated() {
        Race race = Races.of("detectors", "detector-check-always-on", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("detectors", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * Detectors of use after free against kinds of bugs. Model detectors, linux-6.12.
     */
    private static void race(Race race) {
        race.step("mm", "kvm_release_pfn_clean"); // page[1]: accessed=TRUE count=1; fault=again
        race.step("mm", "kvm_release_pfn_clean_again"); // page[1]: accessed=FALSE class=free count=0; fault=none; ...
        race.step("mm", "kvm_mmu_notifier_invalidate_range_start"); // page[1].accessed=TRUE; ...
        race.step("mm", "alloc_pages"); // page[1]: accessed=FALSE class=bad; next=has; since=2; report=2
    }
}
