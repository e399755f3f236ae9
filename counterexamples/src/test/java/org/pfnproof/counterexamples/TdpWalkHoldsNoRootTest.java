package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * A walk holds no reference on its root while it yields.
 *
 * <p>The list of roots is walked without taking references. While the walk has dropped mmu_lock its root is
 * zapped by another thread, the last vCPU leaves it, and it is freed; the walk goes on in freed memory.
 *
 * <p>As the kernel has it: for_each_tdp_mmu_root_yield_safe() holds a reference on the root where it is.
 *
 * <p>Written by {@code harness/pfnproof record tdp-walk-holds-no-root}.
 */
class TdpWalkHoldsNoRootTest {
    /**
     * No walk is at a root that has been freed.
     */
    private static final String PROPERTY = "TdpWalkedRootIsAlive";

    @Test
    void isViolated() {
        Race race = Races.of("tdp-yielding-zap", "tdp-walk-holds-no-root", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("tdp-yielding-zap", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * Zaps of a valid and of an invalid root yield. Model tdp-yielding-zap, linux-6.12.
     */
    private static void race(Race race) {
        race.step("n1", "kvm_mmu_invalidate_range_start", "s=1, e=2"); // mmu_invalidate_in_progress=1; ...
        race.step("n1", "tdp_iter_next"); // iter[n1].gfn=2
        race.step("n1", "tdp_mmu_iter_cond_resched"); // mmu_lock.writer={}; iter[n1].yielded_gfn=2
        race.step("mm", "kvm_tdp_mmu_invalidate_all_roots"); // invalid_roots={1}; scheduled_roots={1}; ...
        race.step("v1", "kvm_mmu_reload"); // tdp_mmu_roots=<2,1>; vcpu_root[v1]=2; free_obsolete={}
        race.step("mm", "kvm_tdp_mmu_zap_invalidated_roots"); // mmu_lock.readers={slots}; ...
        race.step("mm", "slots_iter_next"); // iter[slots].gfn=2
        race.step("mm", "slots_iter_next"); // tdp_mmu_roots=<2>; invalid_roots={}; scheduled_roots={}; ...
    }
}
