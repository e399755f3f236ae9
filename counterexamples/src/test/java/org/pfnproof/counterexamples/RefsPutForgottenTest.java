package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * A reference is never given back (TLA+).
 *
 * <p>The holder is done with the page and does not put it. The page is never freed. The twin of the Alloy
 * variant pages-put-forgotten.
 *
 * <p>As the kernel has it: put_page() on every exit.
 *
 * <p>Written by {@code harness/pfnproof record refs-put-forgotten}.
 */
class RefsPutForgottenTest {
    /**
     * The count of a head or single page is the number of references on it.
     */
    private static final String PROPERTY = "RefsBalanced";

    @Test
    void isViolated() {
        Race race = Races.of("page-references", "refs-put-forgotten", PROPERTY);
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
        race.step("h1", "look", "f=1"); // looked[h1]=1
        race.step("h1", "take_unless_zero", "f=1"); // page_refcount[1]=2; looked[h1]=0; holds[h1]=1
        race.step("h1", "release", "f=1"); // holds[h1]=0
    }
}
