package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * A driver that zaps its entry between fixup and second look makes a spurious ERR_FAULT.
 *
 * <p>The same statement where the area never changes: the driver fills the entry for fixup_user_fault(), takes
 * it away again, and the second look gives up instead of asking once more.
 *
 * <p>Written by {@code harness/pfnproof record lookup-second-look-fails}.
 */
class LookupSecondLookFailsTest {
    /**
     * A lookup that may sleep fails with KVM_PFN_ERR_FAULT only if the address could not be translated at some
     * moment of the call.
     */
    private static final String PROPERTY = "LookupFaultIsReal";

    @Test
    void isViolated() {
        Race race = Races.of("lookup-second-look-fails", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    /**
     * A driver that zaps its entry between fixup and second look makes a spurious ERR_FAULT. Model
     * lookup-second-look-fails, linux-6.12.
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
        race.step("mm", "fixup_user_fault", "f=3, w=TRUE"); // pte=[pfn=3,w=TRUE]
        race.step("mm", "unmap_mapping_range"); // pte=[pfn=0,w=FALSE]
        race.step("mm", "follow_pte_fails"); // mmap_read_locked=FALSE; call.result=ERR_FAULT
    }
}
