package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * The remapped path can loop for ever.
 *
 * <p>The stronger claim, that every lookup returns whatever the driver does, is false: each round,
 * fixup_user_fault() drops mmap_lock, and the driver takes the entry away before it is looked at.
 *
 * <p>Written by {@code harness/pfnproof record lookup-remapped-loop}.
 */
class LookupRemappedLoopTest {
    /**
     * Every lookup returns.
     */
    private static final String PROPERTY = "LookupReturns";

    @Test
    void canGoOnForEver() {
        Race race = Races.of("lookup-remapped-loop", PROPERTY);
        race(race);
        Races.assertLeadsBack(race, 5);
    }

    /**
     * The remapped path can loop for ever. Model lookup-remapped-loop, linux-6.12. After the last step it may go on
     * as after step 5.
     */
    private static void race(Race race) {
        race.step(
                "mm",
                "gfn_to_pfn_memslot",
                "slot=normal, atomic=FALSE, interruptible=FALSE, async=FALSE, write=TRUE, map_writable=TRUE");
        race.step("mm", "hva_to_pfn_fast"); // call.writable=TRUE
        race.step("mm", "check_vma_flags"); // call.gup=EFAULT
        race.step("mm", "mmap_read_lock"); // mmap_read_locked=TRUE
        race.step("mm", "check_user_page_hwpoison");
        race.step("mm", "vma_lookup");
        race.step("mm", "follow_pte_fails");
        race.step("mm", "fixup_user_fault_unlocks"); // mmap_read_locked=FALSE
        race.step("mm", "fixup_user_fault_relocks", "f=3, w=TRUE"); // pte=[pfn=3,w=TRUE]; mmap_read_locked=TRUE
    }
}
