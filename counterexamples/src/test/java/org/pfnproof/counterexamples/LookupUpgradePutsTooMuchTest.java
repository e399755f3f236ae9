package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * The write upgrade puts the first page also if there is no second.
 *
 * <p>The first page is put before it is known whether the second GUP succeeds; if it does not, the first page is
 * returned all the same.
 *
 * <p>As the kernel has it: The first page is put only if the second GUP found one.
 *
 * <p>Written by {@code harness/pfnproof record lookup-upgrade-puts-too-much}.
 */
class LookupUpgradePutsTooMuchTest {
    /**
     * A lookup gives back no reference that it did not take, and returns no refcounted pfn without one.
     */
    private static final String PROPERTY = "LookupStealsNoReference";

    @Test
    void isViolated() {
        Race race = Races.of("lookup-few-interferences", "lookup-upgrade-puts-too-much", PROPERTY);
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
        race.step(
                "mm",
                "gfn_to_pfn_memslot",
                "slot=normal, atomic=FALSE, interruptible=FALSE, async=FALSE, write=FALSE, map_writable=TRUE");
        race.step("mm", "hva_to_pfn_fast");
        race.step("mm", "get_user_pages_unlocked"); // page_refcount[1]=2; call.first=1
        race.step("mm", "hva_to_pfn_slow_upgrade"); // page_refcount[1]=1; call: first=0 pfn=1 result=pfn
    }
}
