package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * KVM holds a page that the guest no longer has.
 *
 * <p>The host unmaps the page and maps another one while kvm_vcpu_map() holds it: not freed, but not the guest's
 * any more. No notifier tells KVM.
 *
 * <p>Written by {@code harness/pfnproof record vcpu-map-wrong-page}.
 */
class VcpuMapWrongPageTest {
    /**
     * A page that KVM has mapped for itself is the one that the host maps there.
     */
    private static final String PROPERTY = "MapHeldPageIsHosts";

    @Test
    void isViolated() {
        Race race = Races.of("vcpu-map-wrong-page", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    /**
     * KVM holds a page that the guest no longer has. Model vcpu-map-wrong-page, linux-6.12.
     */
    private static void race(Race race) {
        race.step("mm", "do_anonymous_page", "f=1"); // page_refcount[1]=1; buddy={2}; host_pte=1
        race.step("v1", "kvm_vcpu_map"); // page_refcount[1]=2; map[v1]=[pc=mapped,pfn=1,ref=TRUE]
        race.step("mm", "zap_pte_range"); // host_pte=0; batch={1}
        race.step("mm", "do_anonymous_page", "f=2"); // page_refcount[2]=1; buddy={}; host_pte=2
    }
}
