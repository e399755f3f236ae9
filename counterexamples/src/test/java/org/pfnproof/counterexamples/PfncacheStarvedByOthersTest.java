package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * A pfncache refresh can starve under invalidations of other pages.
 *
 * <p>The stronger claim, that it is enough if invalidations of the cache's own address stop, is false: the retry
 * test has no range, so an endless stream of invalidations of another page keeps the refresh in its loop.
 * mmu_invalidate_seq is opaque, so the number of invalidations and refreshes is not bounded.
 *
 * <p>Written by {@code harness/pfnproof record pfncache-starved-by-others}.
 */
class PfncacheStarvedByOthersTest {
    /**
     * Once invalidations of its own hva stop, a refresh of a pfncache comes to an end.
     */
    private static final String PROPERTY = "GpcRefreshEndsOnceHvaQuiet";

    @Test
    void canGoOnForEver() {
        Race race = Races.of("pfncache-starved-by-others", PROPERTY);
        race(race);
        Races.assertLeadsBack(race, 7);
    }

    /**
     * A pfncache refresh can starve under invalidations of other pages. Model pfncache-starved-by-others,
     * linux-6.12. After the last step it may go on as after step 7.
     */
    private static void race(Race race) {
        race.step("v1", "kvm_gpc_activate", "h=1"); // on_list=TRUE; refresh_lock={v1}; task[v1].uhva=1
        race.step("v1", "kvm_gpc_set_active"); // gpc.active=TRUE
        race.step("v1", "__kvm_gpc_refresh"); // gpc.uhva=1; gpc_lock.writer={v1}
        race.step("v1", "hva_to_pfn_retry"); // gpc_lock.writer={}; task[v1].mmu_seq=0
        race.step("v1", "faultin_page", "f=1"); // host_pte[1]=1; page_refcount[1]=1
        race.step("n1", "mmu_notifier_invalidate_range_start", "first=2, last=2"); // inv[n1]: end=3 start=2
        race.step("n1", "kvm_mmu_notifier_invalidate_range_start"); // mn_active_invalidate_count=1; ...
        race.step("n1", "gfn_to_pfn_cache_invalidate_start"); // inv[n1].swept=TRUE
        race.step("v1", "hva_to_pfn"); // task[v1].pfn=1; page_refcount[1]=2
        race.step("v1", "mmu_notifier_retry_cache"); // gpc_lock.writer={v1}; task[v1].mmu_seq=-1
        race.step("n1", "kvm_mmu_invalidate_range_start"); // mmu_invalidate_in_progress=1
        race.step("n1", "zap_pte_range");
        race.step("n1", "kvm_mmu_invalidate_end"); // mmu_invalidate_in_progress=0
        race.step("n1", "kvm_mmu_notifier_invalidate_range_end"); // mn_active_invalidate_count=0; ...
        race.step("n1", "mmu_notifier_invalidate_range_start", "first=2, last=2"); // inv[n1]: end=3 start=2
        race.step("v1", "hva_to_pfn_retry"); // gpc_lock.writer={}; task[v1].mmu_seq=0
        race.step("v1", "kvm_release_pfn_clean"); // task[v1].pfn=0; page_refcount[1]=1
    }
}
