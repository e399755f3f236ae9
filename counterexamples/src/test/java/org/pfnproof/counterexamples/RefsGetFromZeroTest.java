package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * A reference is taken on a page whose count is zero (TLA+).
 *
 * <p>The lookup increments the own count of the page whose pfn it read, whatever it is. The page may have been
 * freed meanwhile, or be a tail, whose own count is always zero. On a tail the count goes from zero to one,
 * where none must be. The twin of the Alloy variant pages-get-from-zero.
 *
 * <p>As the kernel has it: get_page_unless_zero().
 *
 * <p>Written by {@code harness/pfnproof record refs-get-from-zero}.
 */
class RefsGetFromZeroTest {
    /**
     * The own count of a tail is zero.
     */
    private static final String PROPERTY = "RefsTailsHaveNoCount";

    @Test
    void isViolated() {
        Race race = Races.of("page-references", "refs-get-from-zero", PROPERTY);
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
        race.step("h1", "take_unless_zero", "f=2"); // page_refcount[2]=1; looked[h1]=0; holds[h1]=2
    }
}
