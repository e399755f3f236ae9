package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * FOLL_NOWAIT giving up is taken for a signal.
 *
 * <p>GUP gives up because it must not wait for I/O, and the lookup returns KVM_PFN_ERR_SIGPENDING: the vCPU
 * leaves to user space with -EINTR although nobody sent a signal, and no I/O is waited for.
 *
 * <p>As the kernel has it: Only the errors of an interrupted wait are KVM_PFN_ERR_SIGPENDING.
 *
 * <p>Written by {@code harness/pfnproof record lookup-nowait-is-signal}.
 */
class LookupNowaitIsSignalTest {
    /**
     * NOSLOT is for missing and INVALID slots only, RO_FAULT for writes only, SIGPENDING for a pending signal that
     * may end the wait.
     */
    private static final String PROPERTY = "LookupErrorHasCause";

    @Test
    void isViolated() {
        Race race = Races.of("lookup-few-interferences", "lookup-nowait-is-signal", PROPERTY);
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
        race.step("mm", "handle_mm_fault", "write=FALSE, f=1, w=FALSE"); // page_refcount[1]=1; buddy={2}; pte.pfn=1
        race.step("mm", "shrink_folio_list"); // page_refcount[1]=0; buddy={1,2}; pte.pfn=-2
        race.step(
                "mm",
                "gfn_to_pfn_memslot",
                "slot=readonly, atomic=FALSE, interruptible=FALSE, async=TRUE, write=FALSE, map_writable=FALSE");
        race.step("mm", "hva_to_pfn_fast");
        race.step("mm", "faultin_page_needs_io"); // call.gup=NOWAIT
        race.step("mm", "hva_to_pfn_sigpending"); // call.result=ERR_SIGPENDING
    }
}
