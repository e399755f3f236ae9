package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * RO_FAULT beside a page.
 *
 * <p>The remapped path takes page and pfn first and compares the permissions afterwards: a write to a read-only
 * entry returns an error, a page, and a reference that nobody will put.
 *
 * <p>As the kernel has it: Nothing is taken before the last check.
 *
 * <p>Written by {@code harness/pfnproof record lookup-read-only-keeps-page}.
 */
class LookupReadOnlyKeepsPageTest {
    /**
     * A result is either a pfn or an error, and an error leaves no page behind.
     */
    private static final String PROPERTY = "LookupErrorHasNoPage";

    @Test
    void isViolated() {
        Race race = Races.of("lookup-few-interferences", "lookup-read-only-keeps-page", PROPERTY);
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
        race.step("mm", "hva_to_pfn_remapped"); // page_refcount[3]=2; mmap_read_locked=FALSE; ...
    }
}
