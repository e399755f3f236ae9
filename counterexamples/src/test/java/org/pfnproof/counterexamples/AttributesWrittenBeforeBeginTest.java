package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * Attributes are written before the invalidation begins.
 *
 * <p>Until the zap, the guest goes by mappings made under the old attributes; afterwards all is well.
 *
 * <p>As the kernel has it: The write comes between begin and end.
 *
 * <p>Written by {@code harness/pfnproof record attributes-written-before-begin}.
 */
class AttributesWrittenBeforeBeginTest {
    /**
     * When an operation is over, no SPTE is left that goes by what the operation has changed.
     */
    private static final String PROPERTY = "OthNothingStaleLeft";

    @Test
    void isViolated() {
        Race race = Races.of("other-invalidations", "attributes-written-before-begin", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("other-invalidations", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * Zaps, attribute changes and guest_memfd invalidate gfns. Model other-invalidations, linux-6.12.
     */
    private static void race(Race race) {
        race.step("v1", "kvm_faultin_pfn", "g=1"); // fault[v1]: gfn=1 mmu_seq=0
        race.step("v1", "kvm_gmem_get_pfn"); // fault[v1].pfn=current
        race.step("v1", "kvm_tdp_mmu_map"); // spte[1]=current; fault[v1]=[gfn=0,mmu_seq=-1,pc=guest,pfn=none]
        race.step("n1", "begins", "op=attributes, first=1, last=1"); // inv[n1]: end=2 op=attributes start=1
        race.step("n1", "writes"); // spte[1]=stale
    }
}
