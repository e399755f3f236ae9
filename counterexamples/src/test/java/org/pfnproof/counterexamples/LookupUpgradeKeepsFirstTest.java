package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * The write upgrade forgets the first page.
 *
 * <p>The second, lockless GUP finds a page, the first one is not put. Even if both are the same page, it has one
 * reference too many.
 *
 * <p>As the kernel has it: put_page() on the first page before the second one takes its place.
 *
 * <p>Written by {@code harness/pfnproof record lookup-upgrade-keeps-first}.
 */
class LookupUpgradeKeepsFirstTest {
    /**
     * A lookup takes no more than one reference, on a refcounted pfn that it returns; none on an error.
     */
    private static final String PROPERTY = "LookupLeaksNoReference";

    @Test
    void isViolated() {
        Race race = Races.of("lookup-few-interferences", "lookup-upgrade-keeps-first", PROPERTY);
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
                "slot=normal, atomic=FALSE, interruptible=FALSE, async=FALSE, write=FALSE, map_writable=TRUE");
        race.step("mm", "hva_to_pfn_fast");
        race.step("mm", "faultin_page", "f=1, w=TRUE"); // page_refcount[1]=1; buddy={2}; pte=[pfn=1,w=TRUE]
        race.step("mm", "get_user_pages_unlocked"); // page_refcount[1]=2; call.first=1
        race.step("mm", "hva_to_pfn_slow_upgrade"); // page_refcount[1]=3; call: first=0 pfn=1 result=pfn writable=TRUE
    }
}
