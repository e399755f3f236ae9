package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * KVM is taken off the list without waiting for the walks.
 *
 * <p>A walk that had reached KVM's entry calls into a VM that is being freed.
 *
 * <p>As the kernel has it: The grace period is waited for.
 *
 * <p>Written by {@code harness/pfnproof record unregister-does-not-wait}.
 */
class UnregisterDoesNotWaitTest {
    /**
     * After mmu_notifier_unregister() has returned, no callback changes KVM's state.
     */
    private static final String PROPERTY = "SubNoCallbackAfterUnregister";

    @Test
    void isViolated() {
        Race race = Races.of("subscribers-leave", "unregister-does-not-wait", PROPERTY);
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
        race.step("mm", "kvm_destroy_vm"); // destroyer=release
        race.step("mm", "kvm_mmu_notifier_release", "who=destroyer"); // destroyer=unlist
        race.step("mm", "hlist_del_init_rcu", "who=destroyer"); // listed=FALSE; destroyer=synchronize; ...
        race.step("mm", "synchronize_srcu", "who=destroyer"); // destroyer=destroy; grace.destroyer={}
        race.step("n1", "invalidate_range_start"); // mmu_invalidate_in_progress=1; ...
    }
}
