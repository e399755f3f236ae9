package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * A pfncache is marked valid before its page is known.
 *
 * <p>The refresh sets valid when it begins, hoping that the new page will be there soon. While it looks the page
 * up without gpc->lock, others find a valid cache that maps the old page, or none.
 *
 * <p>As the kernel has it: hva_to_pfn_retry() clears valid before it drops gpc->lock and sets it, with pfn and
 * khva, once the retry test has passed.
 *
 * <p>Written by {@code harness/pfnproof record gpc-valid-first}.
 */
class GpcValidFirstTest {
    /**
     * The cache is not valid while somebody refreshes it.
     */
    private static final String PROPERTY = "GpcInvalidWhileRefreshed";

    @Test
    void isViolated() {
        Race race = Races.of("pfncache", "gpc-valid-first", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("pfncache", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * Two threads share one pfncache, another invalidates its page. Model pfncache, linux-6.12.
     */
    private static void race(Race race) {
        race.step("v1", "kvm_gpc_activate", "h=1"); // on_list=TRUE; refresh_lock={v1}; task[v1].uhva=1
        race.step("v1", "kvm_gpc_set_active"); // gpc.active=TRUE
        race.step("v1", "__kvm_gpc_refresh"); // gpc: uhva=1 valid=TRUE; gpc_lock.writer={v1}
    }
}
