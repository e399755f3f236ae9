package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * Two refreshes of one pfncache run at once.
 *
 * <p>Without refresh_lock a second refresh begins while the first looks a page up. The first makes the cache
 * valid under the hands of the second; and each may move the cache to another address while the other still
 * looks up the old one.
 *
 * <p>As the kernel has it: refresh_lock is held for the whole refresh.
 *
 * <p>Written by {@code harness/pfnproof record gpc-no-refresh-lock}.
 */
class GpcNoRefreshLockTest {
    /**
     * The cache is not valid while somebody refreshes it.
     */
    private static final String PROPERTY = "GpcInvalidWhileRefreshed";

    @Test
    void isViolated() {
        Race race = Races.of("pfncache", "gpc-no-refresh-lock", PROPERTY);
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
        race.step("v1", "__kvm_gpc_refresh"); // gpc.uhva=1; gpc_lock.writer={v1}
        race.step("v1", "hva_to_pfn_retry"); // gpc_lock.writer={}; task[v1].mmu_seq=0
        race.step("v1", "faultin_page", "f=1"); // host_pte[1]=1; page_refcount[1]=1
        race.step("v1", "hva_to_pfn"); // task[v1].pfn=1; page_refcount[1]=2
        race.step("v2", "kvm_gpc_refresh", "h=1"); // refresh_lock={v1,v2}; task[v2].uhva=1
        race.step("v2", "__kvm_gpc_refresh"); // gpc_lock.writer={v2}
        race.step("v2", "hva_to_pfn_retry"); // gpc_lock.writer={}; task[v2].mmu_seq=0
        race.step("v1", "mmu_notifier_retry_cache"); // gpc_lock.writer={v1}
        race.step("v1", "gpc_becomes_valid"); // gpc: pfn=1 valid=TRUE; gpc_lock.writer={}; refresh_lock={v2}; ...
    }
}
