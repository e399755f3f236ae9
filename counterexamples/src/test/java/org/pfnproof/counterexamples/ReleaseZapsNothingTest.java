package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * Release does not zap.
 *
 * <p>exit_mmap() frees the pages while the guest's page table still maps them.
 *
 * <p>As the kernel has it: kvm_mmu_notifier_release() calls kvm_flush_shadow_all().
 *
 * <p>Written by {@code harness/pfnproof record release-zaps-nothing}.
 */
class ReleaseZapsNothingTest {
    /**
     * Nothing is mapped once the mm is gone or KVM is unregistered.
     */
    private static final String PROPERTY = "SubNothingMappedAfterRelease";

    @Test
    void isViolated() {
        Race race = Races.of("subscribers-leave", "release-zaps-nothing", PROPERTY);
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
        race.step("v1", "kvm_faultin_pfn"); // fault[v1].mmu_seq=0
        race.step("v1", "hva_to_pfn"); // fault[v1].pfn=current
        race.step("v1", "kvm_tdp_mmu_map"); // spte=current; fault[v1]=[mmu_seq=-1,pc=guest,pfn=none]
        race.step("mm", "kvm_destroy_vm"); // destroyer=release
        race.step("mm", "kvm_mmu_notifier_release", "who=destroyer"); // destroyer=unlist
        race.step("mm", "hlist_del_init_rcu", "who=destroyer"); // listed=FALSE; destroyer=synchronize
        race.step("mm", "synchronize_srcu", "who=destroyer"); // destroyer=destroy
    }
}
