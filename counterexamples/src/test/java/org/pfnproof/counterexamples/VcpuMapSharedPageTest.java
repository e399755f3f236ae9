package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * KVM writes to a page that a forked child reads.
 *
 * <p>The VMM forks while kvm_vcpu_map() holds a page. The page is shared read-only from then on, but KVM's
 * mapping stays writable: the child sees what KVM writes, and after the parent's next write the parent does not.
 *
 * <p>Written by {@code harness/pfnproof record vcpu-map-shared-page}.
 */
class VcpuMapSharedPageTest {
    /**
     * A page that KVM has mapped for itself is not shared with a forked child.
     */
    private static final String PROPERTY = "MapHeldPageNotShared";

    @Test
    void isViolated() {
        Race race = Races.of("vcpu-map-shared-page", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    /**
     * KVM writes to a page that a forked child reads. Model vcpu-map-shared-page, linux-6.12.
     */
    private static void race(Race race) {
        race.step("mm", "do_anonymous_page", "f=1"); // page_refcount[1]=1; buddy={2}; host_pte=1
        race.step("v1", "kvm_vcpu_map"); // page_refcount[1]=2; map[v1]=[pc=mapped,pfn=1,ref=TRUE]
        race.step("mm", "copy_present_ptes"); // page_refcount[1]=3; child_pte=1
    }
}
