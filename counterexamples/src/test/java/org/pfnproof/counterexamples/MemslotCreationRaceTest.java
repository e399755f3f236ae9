package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * A fault that saw no memslot puts MMIO over a mapping of the new one.
 *
 * <p>A fault that looked its slot up before the slot was created is told MMIO. Until the grace period ends,
 * another vCPU can fault on the new slot and map its page; then the first fault puts its MMIO SPTE over that
 * mapping. For a fault without a slot nothing tells it that it is stale. Whether the zapping of the old entry
 * repairs this in the kernel is outside the spec. mmu_invalidate_seq is opaque, so the number of updates, faults
 * and invalidations is not bounded.
 *
 * <p>Written by {@code harness/pfnproof record memslot-creation-race}.
 */
class MemslotCreationRaceTest {
    /**
     * No SPTE that maps memory is replaced by an MMIO SPTE.
     */
    private static final String PROPERTY = "LiveSpteNotReplacedByMmio";

    @Test
    void isViolated() {
        Race race = Races.of("memslot-creation-race", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    /**
     * A fault that saw no memslot puts MMIO over a mapping of the new one. Model memslot-creation-race, linux-6.12.
     */
    private static void race(Race race) {
        race.step("mm", "kvm_set_memslot", "update=delete, g=1"); // updater.old=1
        race.step("mm", "kvm_invalidate_memslot"); // memslots.invalid=TRUE
        race.step("mm", "synchronize_srcu");
        race.step("mm", "kvm_arch_flush_shadow_memslot"); // updater.flushed=TRUE
        race.step("mm", "kvm_swap_active_memslots"); // memslots=[gfn=0,invalid=FALSE]
        race.step("v1", "kvm_tdp_page_fault", "g=1"); // fault[v1].gfn=1
        race.step("v1", "kvm_faultin_pfn");
        race.step("mm", "synchronize_srcu"); // updater: flushed=FALSE old=0
        race.step("mm", "kvm_set_memslot", "update=create, g=1"); // updater.new=1
        race.step("mm", "kvm_swap_active_memslots"); // memslots.gfn=1; grace={v1}
        race.step("v2", "kvm_tdp_page_fault", "g=1"); // fault[v2]: gfn=1 slot.gfn=1
        race.step("v2", "kvm_faultin_pfn"); // fault[v2].mmu_seq=0
        race.step("v2", "kvm_tdp_mmu_map"); // spte[1]=ram; ...
        race.step("v1", "kvm_tdp_mmu_map"); // grace={}; spte[1]=mmio; fault[v1].gfn=0
    }
}
