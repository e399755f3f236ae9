package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * A lookup that needs I/O is an error.
 *
 * <p>The caller does not look at *async: KVM_PFN_ERR_FAULT that only means "would have to wait" goes to user
 * space as -EFAULT.
 *
 * <p>As the kernel has it: __kvm_faultin_pfn() looks at async and does a second lookup that may wait.
 *
 * <p>Written by {@code harness/pfnproof record lookup-no-second-try}.
 */
class LookupNoSecondTryTest {
    /**
     * A lookup that only needs I/O does not end in -EFAULT for user space.
     */
    private static final String PROPERTY = "LookupNeedsIoIsNoError";

    @Test
    void isViolated() {
        Race race = Races.of("lookup-few-interferences", "lookup-no-second-try", PROPERTY);
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
                "slot=readonly, atomic=FALSE, interruptible=FALSE, async=TRUE, write=FALSE, map_writable=FALSE");
        race.step("mm", "hva_to_pfn_fast");
        race.step("mm", "check_vma_flags"); // call.gup=EFAULT
        race.step("mm", "do_mmap", "kind=anon"); // vma=anon
        race.step("mm", "mmap_read_lock"); // mmap_read_locked=TRUE
        race.step("mm", "check_user_page_hwpoison");
        race.step("mm", "vma_lookup"); // mmap_read_locked=FALSE; call: needs_io=TRUE result=ERR_FAULT
        race.step("mm", "kvm_handle_error_pfn");
    }
}
