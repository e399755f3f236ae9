package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * A driver that only ever asks to try again.
 *
 * <p>fixup_user_fault() gets mmap_lock back without an entry, and the lookup starts over, with nobody
 * interfering. The loop of the remapped path relies on the driver making progress.
 *
 * <p>As the kernel has it: The second try of a fault fills the entry or fails.
 *
 * <p>Written by {@code harness/pfnproof record lookup-driver-never-fills}.
 */
class LookupDriverNeverFillsTest {
    /**
     * Once nobody takes away the area, the entry or its write permission, every lookup returns.
     */
    private static final String PROPERTY = "LookupReturnsOnceHostQuiet";

    @Test
    void canGoOnForEver() {
        Race race = Races.of("lookup-progress", "lookup-driver-never-fills", PROPERTY);
        race(race);
        Races.assertLeadsBack(race, 5);
    }

    /**
     * A lookup returns once the host leaves the address alone. Model lookup-progress, linux-6.12. After the last
     * step it may go on as after step 5.
     */
    private static void race(Race race) {
        race.step(
                "mm",
                "gfn_to_pfn_memslot",
                "slot=normal, atomic=FALSE, interruptible=FALSE, async=FALSE, write=FALSE, map_writable=TRUE");
        race.step("mm", "hva_to_pfn_fast");
        race.step("mm", "check_vma_flags"); // call.gup=EFAULT
        race.step("mm", "mmap_read_lock"); // mmap_read_locked=TRUE
        race.step("mm", "check_user_page_hwpoison");
        race.step("mm", "vma_lookup");
        race.step("mm", "follow_pte_fails");
        race.step("mm", "fixup_user_fault_unlocks"); // mmap_read_locked=FALSE
    }
}
