package org.pfnproof.compare;

import org.pfnproof.compare.Outcome.Held;
import org.pfnproof.compare.ReferenceLookup.Found;

/** The thread's mix, ZGvUsf7lMkrNDHuE@google.com: FOLL_* in, bools out, and the snapshot of mmu_seq as a sentinel. */
final class SketchApi {

    private final Machine machine;

    SketchApi(Machine machine) {
        this.machine = machine;
    }

    /** struct kvm_follow_pfn */
    static final class KvmFollowPfn {
        Memslot slot;
        long gfn;
        int flags;
        long mmuSeq;
        Out writable;
        boolean page;
        boolean needsIo;
    }

    /** __kvm_follow_pfn() */
    long follow(KvmFollowPfn foll) {
        machine.ask(foll.slot, foll.gfn, Foll.has(foll.flags, Foll.WRITE));
        if (machine.warnOn(!Foll.has(foll.flags, Foll.GET) && foll.mmuSeq == 0)) {
            return KvmPfn.ERR_FAULT;
        }
        Found found = FlagsLookup.follow(
                machine,
                foll.flags,
                Foll.wanted(foll.flags, false, foll.writable != null),
                ReferenceLookup::remappedByGuess);
        Out.store(foll.writable, found.writable());
        foll.needsIo = found.needsIo();
        foll.page = found.references() > 0;
        machine.hold(Foll.has(foll.flags, Foll.GET) ? found.references() : 0);
        return machine.answer(found.pfn());
    }

    /** put_page() of foll-&gt;page, for who gave FOLL_GET. */
    void putPage(boolean page) {
        if (page) {
            machine.put(Held.REFERENCE);
        }
    }

    /** kvm_follow_pfn(): FOLL_GET and FOLL_WRITE, and a test of the slot that returns addresses. */
    long kvmFollowPfn(Memslot slot, long gfn) {
        KvmFollowPfn foll = new KvmFollowPfn();
        foll.slot = slot;
        foll.gfn = gfn;
        foll.flags = Foll.GET | Foll.WRITE;
        return switch (machine.environment().slot()) {
            case NONE, INVALID -> KvmPfn.hvaErrBad(machine.environment());
            case READ_ONLY -> KvmPfn.hvaErrRoBad(machine.environment());
            case USABLE -> follow(foll);
        };
    }
}
