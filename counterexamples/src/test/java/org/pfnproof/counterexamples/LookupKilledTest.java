package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * A lookup that is killed while it waits for mmap_lock ends in ERR_FAULT.
 *
 * <p>Linux 6.12 takes only -EINTR of GUP for a signal; killed while it waits for mmap_lock, GUP returns -EAGAIN,
 * and the fault ends in -EFAULT for user space instead of -EINTR.
 *
 * <p>Written by {@code harness/pfnproof record lookup-killed}.
 */
class LookupKilledTest {
    /**
     * A lookup that a signal ended returns KVM_PFN_ERR_SIGPENDING.
     */
    private static final String PROPERTY = "LookupKillIsSigpending";

    @Test
    void isViolated() {
        Race race = Races.of("lookup-killed", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    /**
     * A lookup that is killed while it waits for mmap_lock ends in ERR_FAULT. Model lookup-killed, linux-6.12.
     */
    private static void race(Race race) {
        race.step("mm", "send_signal"); // signal=fatal
        race.step(
                "mm",
                "gfn_to_pfn_memslot",
                "slot=normal, atomic=FALSE, interruptible=FALSE, async=TRUE, write=FALSE, map_writable=TRUE");
        race.step("mm", "hva_to_pfn_fast");
        race.step("mm", "mmap_read_lock_killable_fails"); // call.gup=EAGAIN
        race.step("mm", "mmap_read_lock"); // mmap_read_locked=TRUE
        race.step("mm", "check_user_page_hwpoison");
        race.step("mm", "vma_lookup"); // mmap_read_locked=FALSE; call: needs_io=TRUE result=ERR_FAULT
    }
}
