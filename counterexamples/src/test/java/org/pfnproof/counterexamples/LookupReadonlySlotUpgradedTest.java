package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * A read through a READONLY slot is upgraded to writable.
 *
 * <p>The writable pointer is not taken away for a READONLY slot: a read finds a writable entry and reports a
 * writable page, and the guest writes to its ROM.
 *
 * <p>As the kernel has it: memslot_is_readonly(): *writable is false, and no upgrade is tried.
 *
 * <p>Written by {@code harness/pfnproof record lookup-readonly-slot-upgraded}.
 */
class LookupReadonlySlotUpgradedTest {
    /**
     * A READONLY slot yields no writable page, and a write to it is KVM_PFN_ERR_RO_FAULT.
     */
    private static final String PROPERTY = "LookupReadonlySlotIsReadonly";

    @Test
    void isViolated() {
        Race race = Races.of("lookup-few-interferences", "lookup-readonly-slot-upgraded", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("lookup-few-interferences", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * Every combination of the lookup's inputs, few interferences. Model lookup-few-interferences, linux-6.12.
     */
    private static void race(Race race) {
        race.step("mm", "handle_mm_fault", "write=FALSE, f=1, w=TRUE"); // page_refcount[1]=1; buddy={2}; ...
        race.step(
                "mm",
                "gfn_to_pfn_memslot",
                "slot=readonly, atomic=FALSE, interruptible=FALSE, async=FALSE, write=FALSE, map_writable=TRUE");
        race.step("mm", "hva_to_pfn_fast"); // page_refcount[1]=2; call: pfn=1 result=pfn writable=TRUE
    }
}
