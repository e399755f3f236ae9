package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * The page is marked dirty after the put.
 *
 * <p>kvm_vcpu_unmap() puts the page first. If that was the last reference, it marks a freed page dirty.
 *
 * <p>As the kernel has it: kvm_release_pfn() marks, then puts.
 *
 * <p>Written by {@code harness/pfnproof record map-put-before-mark}.
 */
class MapPutBeforeMarkTest {
    /**
     * KVM marks the page dirty before it puts it.
     */
    private static final String PROPERTY = "MapMarksOnlyLivePages";

    @Test
    void isViolated() {
        Race race = Races.of("vcpu-map", "map-put-before-mark", PROPERTY);
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
        race.step("mm", "zap_pte_range"); // host_pte=0; batch={1}
        race.step("mm", "free_pages_and_swap_cache", "f=1"); // page_refcount[1]=1; batch={}
        race.step("v1", "kvm_vcpu_unmap"); // page_refcount[1]=0; buddy={1,2,3,4}; ...
    }
}
