package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * kvm_vcpu_map() keeps no reference.
 *
 * <p>The reference of the lookup is put at once; the mapping goes on. The host frees the page under it.
 *
 * <p>As the kernel has it: The reference stays until kvm_vcpu_unmap().
 *
 * <p>Written by {@code harness/pfnproof record map-no-reference}.
 */
class MapNoReferenceTest {
    /**
     * A page that KVM has mapped for itself is not free.
     */
    private static final String PROPERTY = "MapHeldPageNotFreed";

    @Test
    void isViolated() {
        Race race = Races.of("vcpu-map", "map-no-reference", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("vcpu-map", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * KVM maps a guest page for itself while the host unmaps, migrates and shares it. Model vcpu-map, linux-6.12.
     */
    private static void race(Race race) {
        race.step("mm", "do_anonymous_page", "f=1"); // page_refcount[1]=1; buddy={2,3,4}; host_pte=1
        race.step("v1", "kvm_vcpu_map"); // map[v1].pfn=1
        race.step("mm", "zap_pte_range"); // host_pte=0; batch={1}
        race.step("mm", "free_pages_and_swap_cache", "f=1"); // page_refcount[1]=0; buddy={1,2,3,4}; batch={}
    }
}
