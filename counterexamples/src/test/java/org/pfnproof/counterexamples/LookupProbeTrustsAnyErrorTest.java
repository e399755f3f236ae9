package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * The poison probe takes any error for poison.
 *
 * <p>The second probe does not compare with -EHWPOISON: an area that it refuses for whatever reason is reported
 * as poisoned, and the VMM gets a SIGBUS.
 *
 * <p>As the kernel has it: check_user_page_hwpoison() compares with -EHWPOISON.
 *
 * <p>Written by {@code harness/pfnproof record lookup-probe-trusts-any-error}.
 */
class LookupProbeTrustsAnyErrorTest {
    /**
     * KVM_PFN_ERR_HWPOISON is returned only if the lookup met a poisoned page.
     */
    private static final String PROPERTY = "LookupHwpoisonIsReal";

    @Test
    void isViolated() {
        Race race = Races.of("lookup-few-interferences", "lookup-probe-trusts-any-error", PROPERTY);
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
        race.step("mm", "mmap_read_lock"); // mmap_read_locked=TRUE
        race.step("mm", "check_user_page_hwpoison"); // mmap_read_locked=FALSE; call.result=ERR_HWPOISON
    }
}
