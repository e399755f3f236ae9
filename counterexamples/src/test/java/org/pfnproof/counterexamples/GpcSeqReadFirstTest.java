package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * A pfncache refresh reads mmu_invalidate_seq before the active count.
 *
 * <p>The sequence has not moved yet when it is read, then the invalidation ends, and the active count is zero
 * when it is read: no retry, and a page that is gone.
 *
 * <p>As the kernel has it: mmu_notifier_retry_cache() reads mn_active_invalidate_count first.
 *
 * <p>Written by {@code harness/pfnproof record gpc-seq-read-first}.
 */
class GpcSeqReadFirstTest {
    /**
     * A valid pfncache maps the frame that the host's page table maps at its hva.
     */
    private static final String PROPERTY = "GpcMapsWhatHostMaps";

    @Test
    void isViolated() {
        Race race = Races.of("pfncache", "gpc-seq-read-first", PROPERTY);
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
        race.step("n1", "kvm_mmu_invalidate_range_start"); // mmu_invalidate_in_progress=1
        race.step("n1", "zap_pte_range"); // inv[n1].gather={1}; host_pte[1]=0
        race.step("n1", "kvm_mmu_invalidate_end"); // mmu_invalidate_seq=1; mmu_invalidate_in_progress=0
        race.step("n1", "kvm_mmu_notifier_invalidate_range_end"); // mn_active_invalidate_count=0; ...
        race.step("v1", "gpc_becomes_valid"); // gpc: pfn=1 valid=TRUE; gpc_lock.writer={}; refresh_lock={}; ...
    }
}
