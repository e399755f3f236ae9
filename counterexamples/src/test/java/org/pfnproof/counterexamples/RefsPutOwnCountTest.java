package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * A reference is released on the page's own count (TLA+).
 *
 * <p>The put takes one off the page that was looked up instead of its head. On a tail that count is zero
 * already. The twin of the Alloy variant pages-put-own-count.
 *
 * <p>As the kernel has it: put_page() goes to the head.
 *
 * <p>Written by {@code harness/pfnproof record refs-put-own-count}.
 */
class RefsPutOwnCountTest {
    /**
     * No count is below zero.
     */
    private static final String PROPERTY = "RefsNeverNegative";

    @Test
    void isViolated() {
        Race race = Races.of("page-references", "refs-put-own-count", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("page-references", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * References on pages: get, put, free and allocation of the same memory. Model page-references, linux-6.12.
     */
    private static void race(Race race) {
        race.step("mm", "alloc_compound", "f=1"); // page_refcount[1]=1; page_head[2]=1; buddy={3}; mapped={1}
        race.step("h1", "look", "f=2"); // looked[h1]=2
        race.step("h1", "gup", "f=2"); // page_refcount[1]=2; looked[h1]=0; holds[h1]=2
        race.step("h1", "release", "f=2"); // page_refcount[2]=-1; holds[h1]=0
    }
}
