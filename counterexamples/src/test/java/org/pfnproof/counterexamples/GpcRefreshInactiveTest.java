package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * An inactive pfncache can be refreshed.
 *
 * <p>A refresh does not ask whether the cache is active. One that comes after kvm_gpc_deactivate() makes the
 * cache valid although it is no longer on the list that notifiers walk.
 *
 * <p>As the kernel has it: kvm_gpc_refresh() fails unless the cache is active.
 *
 * <p>Written by {@code harness/pfnproof record gpc-refresh-inactive}.
 */
class GpcRefreshInactiveTest {
    /**
     * A valid cache is active and on the list that notifiers walk.
     */
    private static final String PROPERTY = "GpcValidIsReachable";

    @Test
    void isViolated() {
        Race race = Races.of("pfncache", "gpc-refresh-inactive", PROPERTY);
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
        race.step("v1", "kvm_gpc_refresh", "h=1"); // refresh_lock={v1}; task[v1].uhva=1
        race.step("v1", "__kvm_gpc_refresh"); // gpc.uhva=1; gpc_lock.writer={v1}
        race.step("v1", "hva_to_pfn_retry"); // gpc_lock.writer={}; task[v1].mmu_seq=0
        race.step("v1", "faultin_page", "f=1"); // host_pte[1]=1; page_refcount[1]=1
        race.step("v1", "hva_to_pfn"); // task[v1].pfn=1; page_refcount[1]=2
        race.step("v1", "mmu_notifier_retry_cache"); // gpc_lock.writer={v1}
        race.step("v1", "gpc_becomes_valid"); // gpc: pfn=1 valid=TRUE; gpc_lock.writer={}; refresh_lock={}; ...
    }
}
