package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * A pin does not help against unmapping.
 *
 * <p>6.13 pins the page. The host unmaps it and maps another one: KVM still holds a page that the guest no
 * longer has.
 *
 * <p>Written by {@code harness/pfnproof record vcpu-map-pinned-wrong-page}.
 */
class VcpuMapPinnedWrongPageTest {
    /**
     * A page that KVM has mapped for itself is the one that the host maps there.
     */
    private static final String PROPERTY = "MapHeldPageIsHosts";

    @Test
    void isViolated() {
        Race race = Races.of("vcpu-map-pinned-wrong-page", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    /**
     * A pin does not help against unmapping. Model vcpu-map-pinned-wrong-page, linux-6.13.
     */
    private static void race(Race race) {
        race.step("mm", "do_anonymous_page", "f=1"); // page_refcount[1]=1; buddy={2}; host_pte=1
        race.step("v1", "kvm_vcpu_map"); // page_refcount[1]=2; map[v1]=[pc=mapped,pfn=1,ref=TRUE]
        race.step("mm", "zap_pte_range"); // host_pte=0; batch={1}
        race.step("mm", "do_anonymous_page", "f=2"); // page_refcount[2]=1; buddy={}; host_pte=2
    }
}
