package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * The remapped path takes a page whose count is zero.
 *
 * <p>hva_to_pfn_remapped() increments the count of any page that it believes refcounted. A later page of a
 * driver's block goes from 0 to 1, and the release frees it under the driver. The count is balanced all the
 * time, so counting references does not show it.
 *
 * <p>As the kernel has it: get_page_unless_zero(), and KVM_PFN_ERR_FAULT if it fails.
 *
 * <p>Written by {@code harness/pfnproof record lookup-get-zero}.
 */
class LookupGetZeroTest {
    /**
     * A lookup never takes a page whose count is zero.
     */
    private static final String PROPERTY = "LookupZeroToOneOnlyByAllocation";

    @Test
    void isViolated() {
        Race race = Races.of("lookup-few-interferences", "lookup-get-zero", PROPERTY);
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
        race.step("mm", "handle_mm_fault", "write=FALSE, f=4, w=FALSE"); // pte.pfn=4
        race.step(
                "mm",
                "gfn_to_pfn_memslot",
                "slot=readonly, atomic=FALSE, interruptible=FALSE, async=FALSE, write=FALSE, map_writable=FALSE");
        race.step("mm", "hva_to_pfn_fast");
        race.step("mm", "check_vma_flags"); // call.gup=EFAULT
        race.step("mm", "mmap_read_lock"); // mmap_read_locked=TRUE
        race.step("mm", "check_user_page_hwpoison");
        race.step("mm", "vma_lookup");
        race.step("mm", "hva_to_pfn_remapped"); // page_refcount[4]=1; mmap_read_locked=FALSE; call: pfn=4 result=pfn
    }
}
