package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * A memslot is flushed before it is published as INVALID.
 *
 * <p>Between the flush and the publication a fault finds the memslot as it always was and maps its page once
 * more.
 *
 * <p>As the kernel has it: kvm_invalidate_memslot() publishes INVALID, then flushes.
 *
 * <p>Written by {@code harness/pfnproof record memslot-flushed-before-invalid}.
 */
class MemslotFlushedBeforeInvalidTest {
    /**
     * Once a memslot that goes has been flushed, nothing is installed through it.
     */
    private static final String PROPERTY = "NothingInstalledAfterFlush";

    @Test
    void isViolated() {
        Race race = Races.of("memslots", "memslot-flushed-before-invalid", PROPERTY);
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
        race.step("mm", "kvm_arch_flush_shadow_memslot"); // updater.flushed=TRUE
        race.step("v1", "kvm_tdp_page_fault", "g=1"); // fault[v1]: gfn=1 slot.gfn=1
        race.step("v1", "kvm_faultin_pfn"); // fault[v1].mmu_seq=0
        race.step("v1", "kvm_tdp_mmu_map"); // spte[1]=ram; ...
    }
}
