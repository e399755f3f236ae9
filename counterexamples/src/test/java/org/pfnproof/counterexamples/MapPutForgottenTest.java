package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * kvm_vcpu_unmap() is forgotten.
 *
 * <p>One way out ends the mapping without a put.
 *
 * <p>As the kernel has it: Each way out calls kvm_vcpu_unmap().
 *
 * <p>Written by {@code harness/pfnproof record map-put-forgotten}.
 */
class MapPutForgottenTest {
    /**
     * The count of each page is the number of its holders: the host's entries, the child's, KVM's mappings.
     */
    private static final String PROPERTY = "MapReferencesBalanced";

    @Test
    void isViolated() {
        Race race = Races.of("vcpu-map", "map-put-forgotten", PROPERTY);
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
        race.step("v1", "kvm_vcpu_map"); // page_refcount[1]=2; map[v1]=[pc=mapped,pfn=1,ref=TRUE]
        race.step("v1", "kvm_vcpu_unmap"); // map[v1]=[pc=none,pfn=0,ref=FALSE]
    }
}
