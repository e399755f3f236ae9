package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * The first fault of a virtual machine has the snapshot 0.
 *
 * <p>A counter that never wraps, but starts at 0 as it does in Linux: until the first invalidation completes,
 * every fault has a snapshot that the sketch takes for none. One step is enough.
 *
 * <p>Written by {@code harness/pfnproof record seq-zero-at-start}.
 */
class SeqZeroAtStartTest {
    /**
     * No fault has the snapshot 0.
     */
    private static final String PROPERTY = "NoSnapshotIsZero";

    @Test
    void isViolated() {
        Race race = Races.of("seq-zero-at-start", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    /**
     * The first fault of a virtual machine has the snapshot 0. Model seq-zero-at-start, linux-6.12.
     */
    private static void race(Race race) {
        race.step("v1", "kvm_faultin_pfn", "g=1"); // vcpu[v1]: gfn=1 mmu_seq=0
    }
}
