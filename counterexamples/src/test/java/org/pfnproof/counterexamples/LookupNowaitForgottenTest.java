package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * A lookup with async waits for I/O.
 *
 * <p>FOLL_NOWAIT is not given to GUP: the first lookup of a page fault waits with the vCPU, and async page
 * faults never happen.
 *
 * <p>As the kernel has it: async sets FOLL_NOWAIT.
 *
 * <p>Written by {@code harness/pfnproof record lookup-nowait-forgotten}.
 */
class LookupNowaitForgottenTest {
    /**
     * A lookup with async does not wait for I/O.
     */
    private static final String PROPERTY = "LookupAsyncNeverWaits";

    @Test
    void isViolated() {
        Race race = Races.of("lookup-few-interferences", "lookup-nowait-forgotten", PROPERTY);
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
        race.step("mm", "faultin_page_needs_io");
    }
}
