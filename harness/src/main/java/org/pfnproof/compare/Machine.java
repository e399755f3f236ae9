package org.pfnproof.compare;

import org.pfnproof.compare.Outcome.Held;
import org.pfnproof.compare.Outcome.Report;

/** Where a call takes place: its environment, what is held of the page, and what the kernel says. */
class Machine {

    /** The gfn that a caller means; there is a memslot for it if the environment says so. */
    static final long GFN = 7;

    private final Memslot slot = new Memslot();

    private final Environment environment;
    private Held held = Held.NOTHING;
    private Report report = Report.NONE;
    private boolean slotGiven = true;
    private long gfn = GFN;

    Machine(Environment environment) {
        this.environment = environment;
    }

    Memslot slot() {
        return slot;
    }

    /** What a lookup begins with; no memslot at all is as good as none for the gfn. */
    void ask(Memslot given, long wanted, boolean forWrite) {
        slotGiven = given != null;
        gfn = wanted;
    }

    /** What it returns: the frames of other gfns are beside that of {@link #GFN}. */
    long answer(long pfn) {
        return pfn == KvmPfn.FRAME ? pfn + gfn - GFN : pfn;
    }

    Environment environment() {
        return slotGiven ? environment : environment.withoutSlot();
    }

    Held held() {
        return held;
    }

    Report report() {
        return report;
    }

    void hold(int references) {
        hold(references, Held.REFERENCE);
    }

    void hold(int references, Held how) {
        if (references > 0) {
            held = how;
        }
    }

    /** put_page() or unpin_user_page(), by whatever function releases. */
    void put(Held how) {
        held = Held.NOTHING;
    }

    /** A release that gets a pfn, and puts what kvm_pfn_to_refcounted_page() makes of it. */
    void putPfn(long pfn) {
        if (!KvmPfn.isErrorNoslotPfn(pfn) && environment.host().refcountedStruct()) {
            put(Held.REFERENCE);
        }
    }

    /** lockdep_assert_once(); without CONFIG_PROVE_LOCKING it is not there, and here nobody has mmu_lock. */
    void assertLocked(boolean excused) {}

    /** A release that also marks the page: KVM does not touch it later, when the mapping goes. */
    void marksAtRelease(boolean dirty) {}

    boolean warnOn(boolean condition) {
        if (condition && report == Report.NONE) {
            report = Report.WARN;
        }
        return condition;
    }

    boolean bugOn(boolean condition) {
        if (condition) {
            report = Report.BUG;
        }
        return condition;
    }
}
