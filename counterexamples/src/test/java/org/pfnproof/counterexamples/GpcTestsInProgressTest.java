package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * A pfncache refresh looks at mmu_invalidate_in_progress instead of the active count.
 *
 * <p>Start makes caches invalid before it raises mmu_invalidate_in_progress. A refresh that tests in between
 * sees neither a running nor a completed invalidation and makes the cache valid with a page that is about to be
 * unmapped.
 *
 * <p>As the kernel has it: mmu_notifier_retry_cache() reads mn_active_invalidate_count, which start raises
 * before it looks at the caches.
 *
 * <p>Written by {@code harness/pfnproof record gpc-tests-in-progress}.
 */
class GpcTestsInProgressTest {
    /**
     * From gfn_to_pfn_cache_invalidate_start() to the end of an invalidation of its hva, the cache is not valid.
     */
    private static final String PROPERTY = "GpcInvalidDuringInvalidation";

    @Test
    void isViolated() {
        Race race = Races.of("pfncache", "gpc-tests-in-progress", PROPERTY);
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
        race.step("n1", "mmu_notifier_invalidate_range_start", "first=1, last=1"); // inv[n1]: end=2 start=1
        race.step("n1", "kvm_mmu_notifier_invalidate_range_start"); // mn_active_invalidate_count=1; ...
        race.step("n1", "gfn_to_pfn_cache_invalidate_start"); // inv[n1].swept=TRUE
        race.step("v1", "kvm_gpc_activate", "h=1"); // on_list=TRUE; refresh_lock={v1}; task[v1].uhva=1
        race.step("v1", "kvm_gpc_set_active"); // gpc.active=TRUE
        race.step("v1", "__kvm_gpc_refresh"); // gpc.uhva=1; gpc_lock.writer={v1}
        race.step("v1", "hva_to_pfn_retry"); // gpc_lock.writer={}; task[v1].mmu_seq=0
        race.step("v1", "faultin_page", "f=1"); // host_pte[1]=1; page_refcount[1]=1
        race.step("v1", "hva_to_pfn"); // task[v1].pfn=1; page_refcount[1]=2
        race.step("v1", "mmu_notifier_retry_cache"); // gpc_lock.writer={v1}
        race.step("v1", "gpc_becomes_valid"); // gpc: pfn=1 valid=TRUE; gpc_lock.writer={}; refresh_lock={}; ...
    }
}
