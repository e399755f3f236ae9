package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * kvm_destroy_vm() leaves the active count as it is.
 *
 * <p>KVM was unregistered between a start and its end, so the count stays up, and the freeing of the memslots,
 * which waits for zero, never ends.
 *
 * <p>As the kernel has it: The count is reset.
 *
 * <p>Written by {@code harness/pfnproof record active-count-left-at-destroy}.
 */
class ActiveCountLeftAtDestroyTest {
    /**
     * mn_active_invalidate_count is zero when the VM's memslots are freed.
     */
    private static final String PROPERTY = "SubFreeingMemslotsDoesNotWait";

    @Test
    void isViolated() {
        Race race = Races.of("subscribers-leave", "active-count-left-at-destroy", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("subscribers-leave", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * A VM is destroyed, or its mm exits, in the middle of an invalidation. Model subscribers-leave, linux-6.12.
     */
    private static void race(Race race) {
        race.step("n1", "mmu_notifier_invalidate_range_start", "may_block=FALSE"); // inv[n1]: at=1 may_block=FALSE
        race.step("n1", "invalidate_range_start"); // mn_active_invalidate_count=1; inv[n1].half=2
        race.step("n1", "invalidate_range_start"); // mmu_invalidate_in_progress=1; ...
        race.step("n1", "invalidate_range_start"); // inv[n1].at=3
        race.step("n1", "invalidate_range_start_returns"); // inv[n1].at=0
        race.step("mm", "kvm_destroy_vm"); // destroyer=release
        race.step("mm", "kvm_mmu_notifier_release", "who=destroyer"); // destroyer=unlist
        race.step("mm", "hlist_del_init_rcu", "who=destroyer"); // listed=FALSE; destroyer=synchronize
        race.step("mm", "synchronize_srcu", "who=destroyer"); // destroyer=destroy
        race.step("mm", "kvm_arch_destroy_vm"); // destroyer=done
    }
}
