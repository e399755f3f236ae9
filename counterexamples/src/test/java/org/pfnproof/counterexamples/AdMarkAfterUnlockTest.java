package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * The page is marked dirty after mmu_lock was dropped (6.13).
 *
 * <p>kvm_release_faultin_page() runs after the unlock, with the reference still held. In between the guest has a
 * writable SPTE of a page that is clean, and the page may be marked dirty after it was cleaned. No write is
 * lost, since the reference holds reclaim back.
 *
 * <p>As the kernel has it: kvm_mmu_finish_page_fault() is called inside the lock.
 *
 * <p>Written by {@code harness/pfnproof record ad-mark-after-unlock}.
 */
class AdMarkAfterUnlockTest {
    /**
     * A page whose PG_dirty is clear has no writable SPTE.
     */
    private static final String PROPERTY = "AdCleanPageHasNoWritableSpte";

    @Test
    void isViolated() {
        Race race = Races.of("ad-at-map", "ad-mark-after-unlock", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("ad-at-map", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * Accessed and dirty when an SPTE is installed (6.13), one vCPU. Model ad-at-map, linux-6.13.
     */
    private static void race(Race race) {
        race.step("v1", "kvm_faultin_pfn", "write=FALSE"); // fault[v1].mmu_seq=0
        race.step("v1", "faultin_page", "f=1"); // page[1]: class=ram count=1; host_pte: pfn=1 w=TRUE
        race.step("v1", "hva_to_pfn"); // page[1].count=2; fault[v1]: pfn=1 ref=TRUE w=TRUE
        race.step("v1", "kvm_tdp_mmu_map"); // spte=[a=TRUE,d=TRUE,pfn=1,refcounted=TRUE,w=TRUE]; fault[v1].mmu_seq=-1
    }
}
