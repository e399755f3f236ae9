package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * The lockless walk is tried for reads that want no writable page.
 *
 * <p>The lockless walk always asks for write permission. Without the test whether a writable page is of any use,
 * an atomic read that always failed now succeeds where the entry happens to be writable: callers would come to
 * depend on it.
 *
 * <p>As the kernel has it: The lockless walk is for writes and for reads that ask for writable.
 *
 * <p>Written by {@code harness/pfnproof record lookup-fast-for-reads}.
 */
class LookupFastForReadsTest {
    /**
     * An atomic read without *writable, or through a READONLY slot, fails whatever the host maps.
     */
    private static final String PROPERTY = "LookupAtomicReadFails";

    @Test
    void isViolated() {
        Race race = Races.of("lookup-few-interferences", "lookup-fast-for-reads", PROPERTY);
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
        race.step("mm", "handle_mm_fault", "write=FALSE, f=1, w=TRUE"); // page_refcount[1]=1; buddy={2}; ...
        race.step(
                "mm",
                "gfn_to_pfn_memslot",
                "slot=readonly, atomic=TRUE, interruptible=FALSE, async=FALSE, write=FALSE, map_writable=FALSE");
        race.step("mm", "hva_to_pfn_fast"); // page_refcount[1]=2; call: pfn=1 result=pfn
    }
}
