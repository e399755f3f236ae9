package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * The caller of a lookup takes a second reference.
 *
 * <p>The lookup returns a page with a reference. The caller, who believes that it does not, calls get_page(),
 * and puts once. Each fault leaks a reference, and the page is never freed.
 *
 * <p>As the kernel has it: The reference of the lookup is the caller's.
 *
 * <p>Written by {@code harness/pfnproof record reference-taken-twice}.
 */
class ReferenceTakenTwiceTest {
    /**
     * No page has a higher count than there are holders of references.
     */
    private static final String PROPERTY = "NoReferenceLeaked";

    @Test
    void isViolated() {
        Race race = Races.of("retry-one", "reference-taken-twice", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("retry-one", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * One vCPU faults on one page while one thread unmaps it. Model retry-one, linux-6.12.
     */
    private static void race(Race race) {
        race.step("v1", "kvm_tdp_page_fault", "g=1, write=TRUE"); // fault[v1]: gfn=1 write=TRUE
        race.step("v1", "kvm_faultin_pfn"); // fault[v1].mmu_seq=0
        race.step("v1", "mmu_invalidate_retry_early");
        race.step("v1", "faultin_page", "f=1"); // page_refcount[1]=1; buddy={2}; host_pte[1]=[pfn=1,w=TRUE]
        race.step("v1", "hva_to_pfn"); // page_refcount[1]=3; fault[v1]: map_writable=TRUE pfn=1
    }
}
