package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * An invalidation begins and adds no range.
 *
 * <p>The retry test sees that no range is set, warns and holds back every fault: not fatal as long as nobody
 * else adds a range.
 *
 * <p>As the kernel has it: kvm_mmu_unmap_gfn_range() adds the range before it zaps.
 *
 * <p>Written by {@code harness/pfnproof record begin-without-range}.
 */
class BeginWithoutRangeTest {
    /**
     * While invalidations run and nobody holds mmu_lock for write, a range is set.
     */
    private static final String PROPERTY = "RngRangeIsSet";

    @Test
    void isViolated() {
        Race race = Races.of("slot-ranges-range", "begin-without-range", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("slot-ranges-range", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * The range covers all gfns of all invalidations that run. Model slot-ranges-range, linux-6.12.
     */
    private static void race(Race race) {
        race.step("n1", "kvm_mmu_notifier_invalidate_range_start", "first=1, last=1, may_block=TRUE");
        race.step("n1", "kvm_mmu_invalidate_range_start"); // mmu_invalidate_in_progress=1; mmu_lock.writer={n1}; ...
        race.step("n1", "kvm_mmu_invalidate_range_add"); // inv[n1].next=2
        race.step("n1", "kvm_unmap_gfn_range"); // mmu_lock.writer={}; inv[n1]: may_block=FALSE next=0 slot=0
    }
}
