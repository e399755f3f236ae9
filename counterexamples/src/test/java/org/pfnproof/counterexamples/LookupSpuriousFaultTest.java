package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * An area that is replaced between GUP and the VMA lookup makes a spurious ERR_FAULT.
 *
 * <p>A synchronous lookup while another thread maps ordinary memory over a driver's area and back. At every
 * moment there is memory at the address that permits the access; GUP refuses the driver's area, then
 * vma_lookup() finds ordinary memory, with which it has nothing to do. The fault path does not re-validate
 * errors, so this reaches user space as -EFAULT.
 *
 * <p>Written by {@code harness/pfnproof record lookup-spurious-fault}.
 */
class LookupSpuriousFaultTest {
    /**
     * A lookup that may sleep fails with KVM_PFN_ERR_FAULT only if the address could not be translated at some
     * moment of the call.
     */
    private static final String PROPERTY = "LookupFaultIsReal";

    @Test
    void isViolated() {
        Race race = Races.of("lookup-spurious-fault", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    /**
     * An area that is replaced between GUP and the VMA lookup makes a spurious ERR_FAULT. Model
     * lookup-spurious-fault, linux-6.12.
     */
    private static void race(Race race) {
        race.step(
                "mm",
                "gfn_to_pfn_memslot",
                "slot=normal, atomic=FALSE, interruptible=FALSE, async=FALSE, write=TRUE, map_writable=TRUE");
        race.step("mm", "hva_to_pfn_fast"); // call.writable=TRUE
        race.step("mm", "check_vma_flags"); // call.gup=EFAULT
        race.step("mm", "do_mmap", "kind=anon"); // vma=anon
        race.step("mm", "mmap_read_lock"); // mmap_read_locked=TRUE
        race.step("mm", "check_user_page_hwpoison_faults", "f=1, w=TRUE"); // page_refcount[1]=1; buddy={2}; ...
        race.step("mm", "check_user_page_hwpoison");
        race.step("mm", "vma_lookup"); // mmap_read_locked=FALSE; call.result=ERR_FAULT
    }
}
