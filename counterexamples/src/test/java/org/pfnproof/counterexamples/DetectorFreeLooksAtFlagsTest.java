package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * Freeing a page looks at its flags.
 *
 * <p>The next user of a page gives it back with flags on it that he did not set, and that is noticed: what
 * free_page_is_bad() does not do, since PG_dirty is not among PAGE_FLAGS_CHECK_AT_FREE.
 *
 * <p>As the kernel has it: free_page_is_bad() looks at other flags.
 *
 * <p>Written by {@code harness/pfnproof record detector-free-looks-at-flags}.
 */
class DetectorFreeLooksAtFlagsTest {
    /**
     * The checks of the page allocator report a mapping that outlives its page only when the page is handed out
     * again.
     */
    private static final String PROPERTY = "DetCheckFiresAtAllocation";

    @Test
    void isViolated() {
        Race race = Races.of("detectors", "detector-free-looks-at-flags", PROPERTY);
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
        race.step("mm", "kvm_mmu_notifier_invalidate_range_start"); // host=started
        race.step("mm", "free_pages_and_swap_cache"); // page[1]: class=free count=0; host=freed; since=0
        race.step("mm", "alloc_pages"); // page[1]: class=ram count=1; next=has; since=1
        race.step("mm", "tdp_mmu_zap_leafs"); // page[1].accessed=TRUE; spte: a=FALSE present=FALSE; since=2; report=2
    }
}
