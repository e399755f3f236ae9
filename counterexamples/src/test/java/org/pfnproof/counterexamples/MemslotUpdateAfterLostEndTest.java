package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * A memslot update waits for an invalidation whose end never comes.
 *
 * <p>An invalidation is abandoned between start and end, so mn_active_invalidate_count stays up, and the next
 * memslot update hangs.
 *
 * <p>As the kernel has it: Whoever called start calls end, also when another subscriber failed.
 *
 * <p>Written by {@code harness/pfnproof record memslot-update-after-lost-end}.
 */
class MemslotUpdateAfterLostEndTest {
    /**
     * Once invalidations stop, every memslot update returns.
     */
    private static final String PROPERTY = "MemslotUpdateReturnsOnceQuiet";

    @Test
    void canGoOnForEver() {
        Race race = Races.of("memslot-update-once-quiet", "memslot-update-after-lost-end", PROPERTY);
        race(race);
        Races.assertLeadsBack(race, 10);
    }

    /**
     * A memslot update returns once invalidations stop. Model memslot-update-once-quiet, linux-6.12. After the last
     * step it may go on as after step 10.
     */
    private static void race(Race race) {
        race.step("mm", "kvm_set_memslot", "update=delete, g=1"); // updater.old=1
        race.step("mm", "kvm_invalidate_memslot"); // memslots.invalid=TRUE
        race.step("mm", "synchronize_srcu");
        race.step("mm", "kvm_arch_flush_shadow_memslot"); // updater.flushed=TRUE
        race.step("n1", "kvm_mmu_notifier_invalidate_range_start", "h=1"); // mn_active_invalidate_count=1; ...
        race.step("n1", "kvm_handle_hva_range"); // inv[n1].slot=[gfn=1,invalid=TRUE]
        race.step("n1", "kvm_mmu_invalidate_range_start"); // mmu_invalidate_in_progress=1; ...
        race.step("n1", "kvm_handle_hva_range"); // inv[n1].slot=[gfn=1,invalid=TRUE]
        race.step("n1", "kvm_mmu_invalidate_end"); // mmu_invalidate_in_progress=0; ...
        race.step("n1", "kvm_mmu_notifier_invalidate_range_end"); // inv[n1].hva=0
    }
}
