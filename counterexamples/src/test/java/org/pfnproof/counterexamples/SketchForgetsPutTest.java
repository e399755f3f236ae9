package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * The sketch without its put before return.
 *
 * <p>FOLL_GET is clear, the page is not put before the function returns: nobody will, the caller does not know
 * of the reference.
 *
 * <p>As the kernel has it: put_page(foll->page) unless FOLL_GET is given.
 *
 * <p>Written by {@code harness/pfnproof record sketch-forgets-put}.
 */
class SketchForgetsPutTest {
    /**
     * A caller holds a reference from the lookup to the release if he gave FOLL_GET and the page is counted, and
     * else none.
     */
    private static final String PROPERTY = "SketchReferenceIffFollGet";

    @Test
    void isViolated() {
        Race race = Races.of("sketch", "sketch-forgets-put", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("sketch", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * The thread's kvm_follow_pfn(): three correct callers. Model sketch, seed-sketch.
     */
    private static void race(Race race) {
        race.step("mm", "snapshot_and_call", "caller=fault"); // foll: caller=fault mmu_seq=1
        race.step("mm", "sanity_check");
        race.step("mm", "hva_to_pfn"); // page_count=2; foll: page=TRUE pfn={0}
        race.step("mm", "put_before_return");
    }
}
