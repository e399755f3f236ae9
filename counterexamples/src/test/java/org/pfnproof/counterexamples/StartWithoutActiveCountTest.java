package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * Start does not raise the active count.
 *
 * <p>KVM is unregistered between a start and its end: in_progress is up, the active count is not, and
 * kvm_destroy_vm() takes that for a bug and warns. (What it does to memslot updates:
 * memslot-swap-does-not-wait.)
 *
 * <p>As the kernel has it: kvm_mmu_notifier_invalidate_range_start() raises mn_active_invalidate_count first.
 *
 * <p>Written by {@code harness/pfnproof record start-without-active-count}.
 */
class StartWithoutActiveCountTest {
    /**
     * If no invalidation is active when the VM is destroyed, none is in progress.
     */
    private static final String PROPERTY = "SubDestroyDoesNotWarn";

    @Test
    void isViolated() {
        Race race = Races.of("subscribers-leave", "start-without-active-count", PROPERTY);
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
        race.step("n1", "invalidate_range_start"); // inv[n1].half=2
        race.step("n1", "invalidate_range_start"); // mmu_invalidate_in_progress=1; ...
        race.step("n1", "invalidate_range_start"); // inv[n1].at=3
        race.step("n1", "invalidate_range_start_returns"); // inv[n1].at=0
        race.step("mm", "kvm_destroy_vm"); // destroyer=release
        race.step("mm", "kvm_mmu_notifier_release", "who=destroyer"); // destroyer=unlist
        race.step("mm", "hlist_del_init_rcu", "who=destroyer"); // listed=FALSE; destroyer=synchronize
        race.step("mm", "synchronize_srcu", "who=destroyer"); // destroyer=destroy
    }
}
