package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * An invalidation does not wait for users of khva.
 *
 * <p>valid is cleared under gpc->lock held for read. A user that checked the cache before still writes through
 * khva while the host frees the page.
 *
 * <p>As the kernel has it: gfn_to_pfn_cache_invalidate_start() takes gpc->lock for write before it clears valid.
 *
 * <p>Written by {@code harness/pfnproof record gpc-readers-not-waited-for}.
 */
class GpcReadersNotWaitedForTest {
    /**
     * Whoever uses the khva of a pfncache uses a page that is alive and that the host maps.
     */
    private static final String PROPERTY = "GpcReadersUseLivePage";

    @Test
    void isViolated() {
        Race race = Races.of("pfncache", "gpc-readers-not-waited-for", PROPERTY);
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
        race.step("v1", "mmu_notifier_retry_cache"); // gpc_lock.writer={v1}
        race.step("v1", "gpc_becomes_valid"); // gpc: pfn=1 valid=TRUE; gpc_lock.writer={}; refresh_lock={}; ...
        race.step("v1", "kvm_gpc_check"); // gpc_lock.readers={v1}; task[v1].pfn=1
        race.step("n1", "mmu_notifier_invalidate_range_start", "first=1, last=1"); // inv[n1]: end=2 start=1
        race.step("n1", "kvm_mmu_notifier_invalidate_range_start"); // mn_active_invalidate_count=1; ...
        race.step("n1", "gfn_to_pfn_cache_invalidate_start"); // gpc.valid=FALSE; inv[n1].swept=TRUE
        race.step("n1", "kvm_mmu_invalidate_range_start"); // mmu_invalidate_in_progress=1
        race.step("n1", "zap_pte_range"); // inv[n1].gather={1}; host_pte[1]=0
    }
}
