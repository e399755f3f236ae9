package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * A page without references gets one (CVE-2021-22543).
 *
 * <p>The remapped (VM_PFNMAP) lookup increments the count of any page that is not reserved. A later page of a
 * driver's non-compound block has count 0 for ever: the lookup makes it 1, the release makes it 0 and frees a
 * page that is in use.
 *
 * <p>As the kernel has it: hva_to_pfn_remapped() uses get_page_unless_zero() and fails the lookup if it does.
 *
 * <p>Written by {@code harness/pfnproof record get-zero-refcount}.
 */
class GetZeroRefcountTest {
    /**
     * No page count goes from zero to one but by allocation.
     */
    private static final String PROPERTY = "NeverZeroToOne";

    @Test
    void isViolated() {
        Race race = Races.of("pfnmap", "get-zero-refcount", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("pfnmap", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * A driver's pages without reference counts. Model pfnmap, linux-6.12.
     */
    private static void race(Race race) {
        race.step("mm", "handle_mm_fault", "h=2, f=2, write=TRUE"); // host_pte[2]=[pfn=2,w=TRUE]
        race.step("v1", "kvm_tdp_page_fault", "g=2, write=FALSE"); // fault[v1].gfn=2
        race.step("v1", "kvm_faultin_pfn"); // fault[v1].mmu_seq=0
        race.step("v1", "mmu_invalidate_retry_early");
        race.step("v1", "hva_to_pfn_remapped"); // page_refcount[2]=1; fault[v1]: map_writable=TRUE pfn=2
    }
}
