package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * The remapped path takes every entry for writable.
 *
 * <p>hva_to_pfn_remapped() does not look at the entry's write permission: *writable is set for a read, and a
 * write to a read-only entry succeeds.
 *
 * <p>As the kernel has it: The entry's own permission decides; a write to a read-only one is
 * KVM_PFN_ERR_RO_FAULT.
 *
 * <p>Written by {@code harness/pfnproof record lookup-pte-writable-ignored}.
 */
class LookupPteWritableIgnoredTest {
    /**
     * A write gets a page that the host's entry lets user space write, and *writable says so.
     */
    private static final String PROPERTY = "LookupWriteGetsWritablePage";

    @Test
    void isViolated() {
        Race race = Races.of("lookup-few-interferences", "lookup-pte-writable-ignored", PROPERTY);
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
        race.step("mm", "hva_to_pfn_remapped"); // page_refcount[3]=2; mmap_read_locked=FALSE; call: pfn=3 result=pfn
    }
}
