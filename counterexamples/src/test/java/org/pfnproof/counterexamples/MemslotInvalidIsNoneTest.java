package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * A fault on an INVALID memslot is taken for MMIO.
 *
 * <p>While a memslot is on its way out, a fault on it is handled as if there were no memslot: it installs an
 * MMIO SPTE, over whatever a fault that still saw the memslot has mapped there and the flush has not removed
 * yet.
 *
 * <p>As the kernel has it: kvm_faultin_pfn() returns RET_PF_RETRY for KVM_MEMSLOT_INVALID.
 *
 * <p>Written by {@code harness/pfnproof record memslot-invalid-is-none}.
 */
class MemslotInvalidIsNoneTest {
    /**
     * No MMIO SPTE is installed for a memslot that is about to be deleted or moved.
     */
    private static final String PROPERTY = "NoMmioUnderInvalidSlot";

    @Test
    void isViolated() {
        Race race = Races.of("memslots", "memslot-invalid-is-none", PROPERTY);
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
        race.step("mm", "kvm_set_memslot", "update=delete, g=1"); // updater.old=1
        race.step("mm", "kvm_invalidate_memslot"); // memslots.invalid=TRUE
        race.step("v1", "kvm_tdp_page_fault", "g=1"); // fault[v1]: gfn=1 slot=[gfn=1,invalid=TRUE]
        race.step("v1", "kvm_faultin_pfn"); // fault[v1].slot=[gfn=0,invalid=FALSE]
        race.step("v1", "kvm_tdp_mmu_map"); // spte[1]=mmio; fault[v1].gfn=0
    }
}
