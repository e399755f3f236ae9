package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * A mapping is kept for the next use.
 *
 * <p>After a use, page and reference are kept, and the next use takes them without a translation. After the host
 * has mapped another page, KVM goes on writing to the old one, for ever: not freed, but wrong.
 *
 * <p>As the kernel has it: Translate for each use, or let the notifier invalidate the cache, as gfn_to_pfn_cache
 * does.
 *
 * <p>Written by {@code harness/pfnproof record map-cached}.
 */
class MapCachedTest {
    /**
     * A mapping begins with the page that the host maps at that moment.
     */
    private static final String PROPERTY = "MapStartsWithHostsPage";

    @Test
    void isViolated() {
        Race race = Races.of("vcpu-map", "map-cached", PROPERTY);
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
        race.step("v1", "kvm_vcpu_unmap");
        race.step("mm", "try_to_migrate_one"); // host_pte=0; migrating=1
        race.step("v1", "kvm_vcpu_map");
    }
}
