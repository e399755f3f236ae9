package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * Start makes pfncaches invalid before it raises the active count.
 *
 * <p>Between the two a refresh can complete: the cache is valid again, and the invalidation does not come back
 * to it.
 *
 * <p>As the kernel has it: kvm_mmu_notifier_invalidate_range_start() raises mn_active_invalidate_count first.
 *
 * <p>Written by {@code harness/pfnproof record gpc-invalidated-before-count}.
 */
class GpcInvalidatedBeforeCountTest {
    /**
     * From gfn_to_pfn_cache_invalidate_start() to the end of an invalidation of its hva, the cache is not valid.
     */
    private static final String PROPERTY = "GpcInvalidDuringInvalidation";

    @Test
    void isViolated() {
        Race race = Races.of("pfncache", "gpc-invalidated-before-count", PROPERTY);
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
