package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * A pfncache whose address no memslot backs.
 *
 * <p>Since 6.9 a cache can be activated by hva. An invalidation of an hva that no memslot backs does not move
 * mmu_invalidate_seq. If it starts and ends between the lookup of a refresh and its retry test, it leaves no
 * trace: the cache becomes valid with a page that the host has unmapped. Whether user space can make it so is
 * outside the spec. mmu_invalidate_seq is opaque, so the number of invalidations and refreshes is not bounded.
 *
 * <p>Written by {@code harness/pfnproof record pfncache-outside-memslots}.
 */
class PfncacheOutsideMemslotsTest {
    /**
     * A valid pfncache maps the frame that the host's page table maps at its hva.
     */
    private static final String PROPERTY = "GpcMapsWhatHostMaps";

    @Test
    void isViolated() {
        Race race = Races.of("pfncache-outside-memslots", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    /**
     * A pfncache whose address no memslot backs. Model pfncache-outside-memslots, linux-6.12.
     */
    private static void race(Race race) {
        race.step("v1", "kvm_gpc_activate", "h=1"); // on_list=TRUE; refresh_lock={v1}; task[v1].uhva=1
        race.step("v1", "kvm_gpc_set_active"); // gpc.active=TRUE
        race.step("v1", "__kvm_gpc_refresh"); // gpc.uhva=1; gpc_lock.writer={v1}
        race.step("v1", "hva_to_pfn_retry"); // gpc_lock.writer={}; task[v1].mmu_seq=0
        race.step("v1", "faultin_page", "f=1"); // host_pte[1]=1; page_refcount[1]=1
        race.step("v1", "hva_to_pfn"); // task[v1].pfn=1; page_refcount[1]=2
        race.step("n1", "mmu_notifier_invalidate_range_start", "first=1, last=1"); // inv[n1]: end=2 start=1
        race.step("n1", "kvm_mmu_notifier_invalidate_range_start"); // mn_active_invalidate_count=1; ...
        race.step("n1", "gfn_to_pfn_cache_invalidate_start"); // inv[n1].swept=TRUE
        race.step("n1", "range_meets_no_memslot");
        race.step("n1", "zap_pte_range"); // inv[n1].gather={1}; host_pte[1]=0
        race.step("n1", "end_meets_no_memslot");
        race.step("n1", "kvm_mmu_notifier_invalidate_range_end"); // mn_active_invalidate_count=0; ...
        race.step("v1", "mmu_notifier_retry_cache"); // gpc_lock.writer={v1}
        race.step("v1", "gpc_becomes_valid"); // gpc: pfn=1 valid=TRUE; gpc_lock.writer={}; refresh_lock={}; ...
    }
}
