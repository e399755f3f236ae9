package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * A pfncache refresh that finds its old page again keeps the reference.
 *
 * <p>If the lookup returns the page that the cache had before, the new reference is not given back. The page can
 * never be freed.
 *
 * <p>As the kernel has it: hva_to_pfn_retry() puts the new page whichever it is.
 *
 * <p>Written by {@code harness/pfnproof record gpc-put-forgotten}.
 */
class GpcPutForgottenTest {
    /**
     * The count of each page is the number of host mappings, refreshes and invalidations that hold a reference.
     */
    private static final String PROPERTY = "GpcReferencesBalanced";

    @Test
    void isViolated() {
        Race race = Races.of("pfncache", "gpc-put-forgotten", PROPERTY);
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
        race.step("v1", "kvm_gpc_refresh", "h=1"); // refresh_lock={v1}; task[v1].uhva=1
        race.step("n1", "mmu_notifier_invalidate_range_start", "first=1, last=1"); // inv[n1]: end=2 start=1
        race.step("n1", "kvm_mmu_notifier_invalidate_range_start"); // mn_active_invalidate_count=1; ...
        race.step("n1", "gfn_to_pfn_cache_invalidate_start"); // gpc.valid=FALSE; inv[n1].swept=TRUE
        race.step("n1", "kvm_mmu_invalidate_range_start"); // mmu_invalidate_in_progress=1
        race.step("n1", "zap_pte_range"); // inv[n1].gather={1}; host_pte[1]=0
        race.step("n1", "free_pages_and_swap_cache", "f=1"); // inv[n1].gather={}; page_refcount[1]=0
        race.step("n1", "kvm_mmu_invalidate_end"); // mmu_invalidate_in_progress=0
        race.step("n1", "kvm_mmu_notifier_invalidate_range_end"); // mn_active_invalidate_count=0; ...
        race.step("v1", "__kvm_gpc_refresh"); // gpc_lock.writer={v1}
        race.step("v1", "hva_to_pfn_retry"); // gpc_lock.writer={}; task[v1].mmu_seq=0
        race.step("v1", "faultin_page", "f=1"); // host_pte[1]=1; page_refcount[1]=1
        race.step("v1", "hva_to_pfn"); // task[v1].pfn=1; page_refcount[1]=2
        race.step("v1", "mmu_notifier_retry_cache"); // gpc_lock.writer={v1}
        race.step("v1", "gpc_becomes_valid"); // gpc.valid=TRUE; gpc_lock.writer={}; refresh_lock={}; ...
    }
}
