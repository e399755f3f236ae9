package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * End lowers the active count before it moves mmu_invalidate_seq.
 *
 * <p>Between the two a refresh that looked the page up before it was unmapped finds no active invalidation and
 * an unchanged sequence.
 *
 * <p>As the kernel has it: kvm_mmu_notifier_invalidate_range_end() lowers mn_active_invalidate_count last.
 *
 * <p>Written by {@code harness/pfnproof record gpc-count-lowered-before-seq}.
 */
class GpcCountLoweredBeforeSeqTest {
    /**
     * A valid pfncache maps the frame that the host's page table maps at its hva.
     */
    private static final String PROPERTY = "GpcMapsWhatHostMaps";

    @Test
    void isViolated() {
        Race race = Races.of("pfncache", "gpc-count-lowered-before-seq", PROPERTY);
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
        race.step("n1", "mmu_notifier_invalidate_range_start", "first=1, last=1"); // inv[n1]: end=2 start=1
        race.step("n1", "kvm_mmu_notifier_invalidate_range_start"); // mn_active_invalidate_count=1; ...
        race.step("n1", "gfn_to_pfn_cache_invalidate_start"); // inv[n1].swept=TRUE
        race.step("n1", "kvm_mmu_invalidate_range_start"); // mmu_invalidate_in_progress=1
        race.step("n1", "zap_pte_range"); // inv[n1].gather={1}; host_pte[1]=0
        race.step("n1", "kvm_mmu_notifier_invalidate_range_end"); // mn_active_invalidate_count=0; ...
        race.step("v1", "mmu_notifier_retry_cache"); // gpc_lock.writer={v1}
        race.step("v1", "gpc_becomes_valid"); // gpc: pfn=1 valid=TRUE; gpc_lock.writer={}; refresh_lock={}; ...
    }
}
