package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * *async is set in a lookup that waits.
 *
 * <p>vma_lookup() finds ordinary memory, and the lookup says that I/O is needed, whether or not the caller can
 * hear it. In C that writes through a NULL pointer.
 *
 * <p>As the kernel has it: *async is set only if async was given.
 *
 * <p>Written by {@code harness/pfnproof record lookup-async-without-asking}.
 */
class LookupAsyncWithoutAskingTest {
    /**
     * *async is set only if it was given, and only together with KVM_PFN_ERR_FAULT.
     */
    private static final String PROPERTY = "LookupAsyncMeansNeedsIo";

    @Test
    void isViolated() {
        Race race = Races.of("lookup-few-interferences", "lookup-async-without-asking", PROPERTY);
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
        race.step(
                "mm",
                "gfn_to_pfn_memslot",
                "slot=readonly, atomic=FALSE, interruptible=FALSE, async=FALSE, write=FALSE, map_writable=FALSE");
        race.step("mm", "hva_to_pfn_fast");
        race.step("mm", "check_vma_flags"); // call.gup=EFAULT
        race.step("mm", "do_mmap", "kind=anon"); // vma=anon
        race.step("mm", "handle_mm_fault", "write=FALSE, f=1, w=TRUE"); // page_refcount[1]=1; buddy={2}; ...
        race.step("mm", "mmap_read_lock"); // mmap_read_locked=TRUE
        race.step("mm", "check_user_page_hwpoison");
        race.step("mm", "vma_lookup"); // mmap_read_locked=FALSE; call: needs_io=TRUE result=ERR_FAULT
    }
}
