package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * An error exit of the remapped path keeps mmap_lock.
 *
 * <p>The lookup returns an error without giving mmap_lock back: the next thread that wants to change the address
 * space waits for ever.
 *
 * <p>As the kernel has it: One exit, which unlocks.
 *
 * <p>Written by {@code harness/pfnproof record lookup-unlock-forgotten}.
 */
class LookupUnlockForgottenTest {
    /**
     * mmap_lock is held from the poison probe to the return, except while the driver's fault handler waits.
     */
    private static final String PROPERTY = "LookupLockIsBalanced";

    @Test
    void isViolated() {
        Race race = Races.of("lookup-few-interferences", "lookup-unlock-forgotten", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("lookup-few-interferences", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * Every combination of the lookup's inputs, few interferences. Model lookup-few-interferences, linux-6.12.
     */
    private static void race(Race race) {
        race.step("mm", "handle_mm_fault", "write=FALSE, f=3, w=FALSE"); // pte.pfn=3
        race.step(
                "mm",
                "gfn_to_pfn_memslot",
                "slot=normal, atomic=FALSE, interruptible=FALSE, async=FALSE, write=TRUE, map_writable=FALSE");
        race.step("mm", "hva_to_pfn_fast");
        race.step("mm", "check_vma_flags"); // call.gup=EFAULT
        race.step("mm", "mmap_read_lock"); // mmap_read_locked=TRUE
        race.step("mm", "check_user_page_hwpoison");
        race.step("mm", "vma_lookup");
        race.step("mm", "hva_to_pfn_remapped"); // call.result=ERR_RO_FAULT
    }
}
