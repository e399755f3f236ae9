package org.pfnproof.compare;

import org.pfnproof.compare.ReferenceLookup.Found;

/** The thread's mix, ZGvUsf7lMkrNDHuE@google.com: FOLL_* in, bools out, and the snapshot of mmu_seq as a sentinel. */
final class SketchApi {

    private final Machine machine;

    SketchApi(Machine machine) {
        this.machine = machine;
    }

    /** struct kvm_follow_pfn; the slot is the environment's. */
    static final class KvmFollowPfn {
        int flags;
        long mmuSeq;
        Out writable;
        boolean page;
        boolean needsIo;
    }

    /** __kvm_follow_pfn() */
    long follow(KvmFollowPfn foll) {
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
        return found.pfn();
    }

    /** kvm_follow_pfn(): FOLL_GET and FOLL_WRITE, and a test of the slot that returns addresses. */
    long kvmFollowPfn() {
        KvmFollowPfn foll = new KvmFollowPfn();
        foll.flags = Foll.GET | Foll.WRITE;
        return switch (machine.environment().slot()) {
            case NONE, INVALID -> KvmPfn.hvaErrBad(machine.environment());
            case READ_ONLY -> KvmPfn.hvaErrRoBad(machine.environment());
            case USABLE -> follow(foll);
        };
    }
}
