package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * An error of the lookup is cut to 32 bits and taken for a page.
 *
 * <p>A write to a read-only entry ends the lookup with KVM_PFN_ERR_RO_FAULT. A local variable of 32 bits keeps
 * the 2 and drops the bits that make it an error, so the fault goes on: it maps frame 2, and puts a reference to
 * it that it never took.
 *
 * <p>As the kernel has it: The result is a kvm_pfn_t, which has 64 bits on every host.
 *
 * <p>Written by {@code harness/pfnproof record lookup-error-is-a-pfn}.
 */
class LookupErrorIsAPfnTest {
    /**
     * No page has a lower count than there are holders of references.
     */
    private static final String PROPERTY = "NoReferenceStolen";

    @Test
    void isViolated() {
        Race race = Races.of("read-only", "lookup-error-is-a-pfn", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("read-only", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * Memory that user space may only read. Model read-only, linux-6.12.
     */
    private static void race(Race race) {
        race.step("v1", "kvm_tdp_page_fault", "g=1, write=TRUE"); // fault[v1]: gfn=1 write=TRUE
        race.step("v1", "kvm_faultin_pfn"); // fault[v1].mmu_seq=0
        race.step("v1", "mmu_invalidate_retry_early");
        race.step("v1", "check_vma_flags"); // fault[v1]: map_writable=TRUE pfn=2
    }
}
