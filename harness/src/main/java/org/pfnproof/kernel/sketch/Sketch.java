package org.pfnproof.kernel.sketch;

import static org.pfnproof.kernel.sketch.SketchState.FOLL_CALLER;
import static org.pfnproof.kernel.sketch.SketchState.FOLL_GET;
import static org.pfnproof.kernel.sketch.SketchState.FOLL_MMU_SEQ;
import static org.pfnproof.kernel.sketch.SketchState.FOLL_PAGE;
import static org.pfnproof.kernel.sketch.SketchState.FOLL_PC;
import static org.pfnproof.kernel.sketch.SketchState.FOLL_SLOT;
import static org.pfnproof.kernel.sketch.SketchState.FOLL_WARNED;
import static org.pfnproof.kernel.sketch.SketchState.HOST_MAPS;
import static org.pfnproof.kernel.sketch.SketchState.INVALIDATION;
import static org.pfnproof.kernel.sketch.SketchState.MMU_INVALIDATE_SEQ;
import static org.pfnproof.kernel.sketch.SketchState.PAGE;
import static org.pfnproof.kernel.sketch.SketchState.PAGE_COUNT;
import static org.pfnproof.kernel.sketch.SketchState.SPTE;

import org.pfnproof.kernel.sketch.SketchState.Caller;
import org.pfnproof.kernel.sketch.SketchState.Invalidation;
import org.pfnproof.kernel.sketch.SketchState.Page;
import org.pfnproof.kernel.sketch.SketchState.Slot;
import org.pfnproof.kernel.sketch.SketchState.Step;

/**
 * The proposal of the thread, ZGvUsf7lMkrNDHuE@google.com: the TLA+ module {@code FollowPfnSketch}. Each method that the package's table
 * names is one atomic step; it says false, and changes nothing, where the step is not enabled.
 */
final class Sketch {

    /** No pfn. */
    static final long NO_PFN = 0;

    /** The page's frame. */
    static final long FRAME = 1;

    private final Functions fn;

    Sketch(Functions fn) {
        this.fn = fn;
    }

    static void noFoll(SketchState s) {
        s.set(FOLL_PC, Step.IDLE);
        s.set(FOLL_CALLER, Caller.NOBODY);
        s.set(FOLL_SLOT, Slot.NORMAL);
        s.setFlag(FOLL_GET, false);
        s.set(FOLL_MMU_SEQ, 0);
        s.setFlag(FOLL_PAGE, false);
        s.setFollPfn(NO_PFN);
        s.setFlag(FOLL_WARNED, false);
    }

    static boolean at(SketchState s, Step step) {
        return s.get(FOLL_PC) == step;
    }

    private static boolean goes(SketchState s, Step from, Step to) {
        if (!at(s, from)) {
            return false;
        }
        s.set(FOLL_PC, to);
        return true;
    }

    static boolean counted(SketchState s) {
        return s.get(PAGE) == Page.RAM;
    }

    private static void addIfCounted(SketchState s, int references) {
        if (counted(s)) {
            add(s, references);
        }
    }

    private static void add(SketchState s, int references) {
        s.set(PAGE_COUNT, s.get(PAGE_COUNT) + references);
    }

    /** Nobody has the page any more: whoever uses it now uses it after free. */
    static boolean freed(SketchState s) {
        return !s.flag(HOST_MAPS) && s.get(PAGE_COUNT) == 0;
    }

    static int nextSeq(SketchState s, int modulus) {
        int next = s.get(MMU_INVALIDATE_SEQ) + 1;
        return modulus == 0 ? next : next % modulus;
    }

    /** An opaque value: the smallest from first on that the one live snapshot does not have. */
    static int freshFrom(SketchState s, int first) {
        return s.get(FOLL_MMU_SEQ) == first ? first + 1 : first;
    }

    static boolean isStale(SketchState s) {
        return s.get(INVALIDATION) != Invalidation.IDLE || s.get(FOLL_MMU_SEQ) != s.get(MMU_INVALIDATE_SEQ);
    }

    // The caller, first part

    private static boolean calls(SketchState s, Caller caller, boolean get, int mmuSeq) {
        if (!goes(s, Step.IDLE, Step.CALLED)) {
            return false;
        }
        s.set(FOLL_CALLER, caller);
        s.setFlag(FOLL_GET, get);
        s.set(FOLL_MMU_SEQ, mmuSeq);
        return true;
    }

    boolean snapshotAndCall(SketchState s, Caller caller) {
        return (caller.isPageFault() || caller == Caller.HALF_CARELESS)
                && calls(s, caller, caller == Caller.FAULT_GET, s.get(MMU_INVALIDATE_SEQ));
    }

    boolean callWithoutSnapshot(SketchState s) {
        return calls(s, Caller.CARELESS, false, 0);
    }

    boolean kvmFollowPfn(SketchState s, Slot slot) {
        if (!calls(s, Caller.MAP, true, 0)) {
            return false;
        }
        if (slot != Slot.NORMAL) {
            s.set(FOLL_SLOT, slot);
            s.set(FOLL_PC, Step.RETURN);
            s.setFollPfn(fn.badSlotResult.applyAsLong(slot));
        }
        return true;
    }

    // __kvm_follow_pfn()

    boolean sanityCheck(SketchState s) {
        if (!at(s, Step.CALLED)) {
            return false;
        }
        if (fn.sanityCheckFails.test(s)) {
            s.set(FOLL_PC, Step.RETURN);
            s.setFlag(FOLL_WARNED, true);
            s.setFollPfn(KvmPfn.KVM_PFN_ERR_FAULT);
        } else {
            s.set(FOLL_PC, Step.LOOKUP);
        }
        return true;
    }

    boolean hvaToPfn(SketchState s) {
        if (!s.flag(HOST_MAPS) || !goes(s, Step.LOOKUP, Step.PUT)) {
            return false;
        }
        addIfCounted(s, 1);
        s.setFlag(FOLL_PAGE, counted(s));
        s.setFollPfn(FRAME);
        return true;
    }

    boolean putBeforeReturn(SketchState s) {
        if (!goes(s, Step.PUT, Step.RETURN)) {
            return false;
        }
        if (fn.putsBeforeReturn.test(s)) {
            add(s, -1);
        }
        return true;
    }

    // The caller, second part

    private static boolean usable(SketchState s) {
        return at(s, Step.RETURN) && KvmPfn.meaning(s.follPfn()) == KvmPfn.Meaning.FRAME;
    }

    boolean errorPfn(SketchState s) {
        if (!at(s, Step.RETURN) || usable(s)) {
            return false;
        }
        noFoll(s);
        return true;
    }

    boolean isPageFaultStale(SketchState s) {
        if (!usable(s) || !s.get(FOLL_CALLER).isPageFault()) {
            return false;
        }
        if (!fn.isStale.test(s)) {
            s.setFlag(SPTE, true);
        }
        s.set(FOLL_PC, Step.RELEASE);
        return true;
    }

    boolean mapWithoutTest(SketchState s) {
        if (!usable(s) || !s.get(FOLL_CALLER).isCareless()) {
            return false;
        }
        s.setFlag(SPTE, true);
        s.set(FOLL_PC, Step.RELEASE);
        return true;
    }

    boolean kvmVcpuMap(SketchState s) {
        return usable(s) && s.get(FOLL_CALLER) == Caller.MAP && goes(s, Step.RETURN, Step.USING);
    }

    boolean kvmReleasePage(SketchState s) {
        if (!at(s, Step.USING) && !at(s, Step.RELEASE)) {
            return false;
        }
        if (s.flag(FOLL_GET) && s.flag(FOLL_PAGE)) {
            add(s, -1);
        }
        noFoll(s);
        return true;
    }

    // An invalidation, and the host that maps a page anew

    boolean kvmMmuInvalidateBegin(SketchState s) {
        if (s.get(INVALIDATION) != Invalidation.IDLE || !s.flag(HOST_MAPS)) {
            return false;
        }
        s.set(INVALIDATION, Invalidation.BEGUN);
        s.setFlag(SPTE, false);
        return true;
    }

    boolean zapPteRange(SketchState s) {
        if (s.get(INVALIDATION) != Invalidation.BEGUN) {
            return false;
        }
        s.set(INVALIDATION, Invalidation.UNMAPPED);
        s.setFlag(HOST_MAPS, false);
        addIfCounted(s, -1);
        return true;
    }

    boolean kvmMmuInvalidateEnd(SketchState s) {
        if (s.get(INVALIDATION) != Invalidation.UNMAPPED) {
            return false;
        }
        s.set(INVALIDATION, Invalidation.IDLE);
        s.set(MMU_INVALIDATE_SEQ, fn.nextSeq.applyAsInt(s));
        return true;
    }

    boolean handleMmFault(SketchState s) {
        if (!freed(s)) {
            return false;
        }
        s.setFlag(HOST_MAPS, true);
        s.set(PAGE_COUNT, counted(s) ? 1 : 0);
        return true;
    }
}
