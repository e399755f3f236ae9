package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * A memslot is flushed without waiting for the faults that saw it.
 *
 * <p>synchronize_srcu() is missing between the publication of INVALID and the flush. A fault that looked the
 * memslot up before maps its page after the flush, and nothing ever removes that mapping.
 *
 * <p>As the kernel has it: kvm_swap_active_memslots() calls synchronize_srcu() before it returns.
 *
 * <p>Written by {@code harness/pfnproof record memslot-no-grace-period}.
 */
class MemslotNoGracePeriodTest {
    /**
     * Once a memslot that goes has been flushed, nothing is installed through it.
     */
    private static final String PROPERTY = "NothingInstalledAfterFlush";

    @Test
    void isViolated() {
        Race race = Races.of("memslots", "memslot-no-grace-period", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("memslots", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * A memslot is deleted, created and moved under faults and invalidations. Model memslots, linux-6.12.
     */
    private static void race(Race race) {
        race.step("v1", "kvm_tdp_page_fault", "g=1"); // fault[v1]: gfn=1 slot.gfn=1
        race.step("v1", "kvm_faultin_pfn"); // fault[v1].mmu_seq=0
        race.step("mm", "kvm_set_memslot", "update=delete, g=1"); // updater.old=1
        race.step("mm", "kvm_invalidate_memslot"); // memslots.invalid=TRUE; grace={v1}
        race.step("mm", "kvm_arch_flush_shadow_memslot"); // updater.flushed=TRUE
        race.step("v1", "kvm_tdp_mmu_map"); // grace={}; spte[1]=ram; ...
    }
}
