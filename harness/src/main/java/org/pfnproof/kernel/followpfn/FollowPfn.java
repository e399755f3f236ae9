package org.pfnproof.kernel.followpfn;

import static org.pfnproof.kernel.followpfn.FollowPfnState.COUNT;
import static org.pfnproof.kernel.followpfn.FollowPfnState.DEAD_MARK;
import static org.pfnproof.kernel.followpfn.FollowPfnState.HOST_MAPS;
import static org.pfnproof.kernel.followpfn.FollowPfnState.KFP_CALLER;
import static org.pfnproof.kernel.followpfn.FollowPfnState.KFP_GOT;
import static org.pfnproof.kernel.followpfn.FollowPfnState.KFP_PC;
import static org.pfnproof.kernel.followpfn.FollowPfnState.KFP_READ_ONLY;
import static org.pfnproof.kernel.followpfn.FollowPfnState.KFP_RESULT;
import static org.pfnproof.kernel.followpfn.FollowPfnState.KFP_RETRY;
import static org.pfnproof.kernel.followpfn.FollowPfnState.KFP_STALE;
import static org.pfnproof.kernel.followpfn.FollowPfnState.KFP_WRITE;
import static org.pfnproof.kernel.followpfn.FollowPfnState.PAGE;
import static org.pfnproof.kernel.followpfn.FollowPfnState.SPTE;
import static org.pfnproof.kernel.followpfn.FollowPfnState.WRITABLE;

import org.pfnproof.kernel.followpfn.FollowPfnState.Caller;
import org.pfnproof.kernel.followpfn.FollowPfnState.Page;
import org.pfnproof.kernel.followpfn.FollowPfnState.Result;
import org.pfnproof.kernel.followpfn.FollowPfnState.Spte;
import org.pfnproof.kernel.followpfn.FollowPfnState.Step;
import org.pfnproof.kernel.followpfn.Functions.Remapped;

/**
 * A lookup and its caller: virt/kvm/kvm_main.c of Linux 6.12; the TLA+ module {@code FollowPfn}. Each method that the package's table names
 * is one atomic step; it says false, and changes nothing, where the step is not enabled.
 */
final class FollowPfn {

    private final Functions fn;

    FollowPfn(Functions fn) {
        this.fn = fn;
    }

    static void noCall(FollowPfnState s) {
        s.set(KFP_PC, Step.IDLE);
        s.set(KFP_CALLER, Caller.NONE);
        s.set(KFP_RESULT, Result.NONE);
        s.setFlag(KFP_WRITE, false);
        s.setFlag(KFP_GOT, false);
        s.setFlag(KFP_STALE, false);
        s.setFlag(KFP_RETRY, false);
        s.setFlag(KFP_READ_ONLY, false);
    }

    static boolean at(FollowPfnState s, Step step) {
        return s.get(KFP_PC) == step;
    }

    private static void add(FollowPfnState s, int references) {
        s.set(COUNT, s.get(COUNT) + references);
    }

    /** kvm_set_pfn_accessed(), kvm_set_pfn_dirty(). */
    private static void mark(FollowPfnState s) {
        if (s.get(COUNT) <= 0) {
            s.setFlag(DEAD_MARK, true);
        }
    }

    /** kvm_pfn_to_refcounted_page(): whether it is not NULL. */
    static boolean hasRefcountedStruct(FollowPfnState s) {
        return s.get(PAGE) != Page.MMIO;
    }

    static boolean isReadOnly(FollowPfnState s, boolean write) {
        return write && !s.flag(WRITABLE);
    }

    /** hva_to_pfn_remapped(), as every caller meets it in 6.12. */
    static Remapped remapped(Functions fn, FollowPfnState s, boolean write) {
        if (isReadOnly(s, write)) {
            return Remapped.READ_ONLY;
        }
        if (!hasRefcountedStruct(s)) {
            return Remapped.UNCOUNTED;
        }
        return fn.tryGet.test(s) ? new Remapped(Result.PFN, true, 1) : Remapped.REFUSED;
    }

    // The lookup

    boolean kvmFollowPfn(FollowPfnState s, Caller caller, boolean write) {
        if (!at(s, Step.IDLE)) {
            return false;
        }
        s.set(KFP_PC, Step.LOOKUP);
        s.set(KFP_CALLER, caller);
        s.setFlag(KFP_WRITE, write);
        return true;
    }

    private Step afterLookup(Caller caller) {
        if (!caller.isFault()) {
            return Step.RELEASE;
        }
        return fn.hasLateTest ? Step.RETRY_LATE : Step.LOCK;
    }

    private boolean returns(FollowPfnState s, Remapped found) {
        add(s, found.add());
        s.set(KFP_PC, found.result() == Result.PFN ? afterLookup(s.get(KFP_CALLER)) : Step.UNLOCK);
        s.set(KFP_RESULT, found.result());
        s.setFlag(KFP_GOT, found.got());
        s.setFlag(KFP_READ_ONLY, s.flag(HOST_MAPS) && isReadOnly(s, s.flag(KFP_WRITE)));
        return true;
    }

    private boolean looksUp(FollowPfnState s) {
        return at(s, Step.LOOKUP) && !fn.refusedAtOnce.test(s.get(KFP_CALLER));
    }

    boolean warnOnOnce(FollowPfnState s) {
        return at(s, Step.LOOKUP) && fn.refusedAtOnce.test(s.get(KFP_CALLER)) && returns(s, Remapped.REFUSED);
    }

    boolean hvaToPfn(FollowPfnState s) {
        if (!looksUp(s) || s.get(PAGE) != Page.RAM || !s.flag(HOST_MAPS)) {
            return false;
        }
        return returns(
                s,
                isReadOnly(s, s.flag(KFP_WRITE))
                        ? Remapped.REFUSED
                        : new Remapped(Result.PFN, true, fn.gupKeeps.test(s.get(KFP_CALLER)) ? 1 : 0));
    }

    boolean hvaToPfnRemapped(FollowPfnState s) {
        return looksUp(s)
                && s.get(PAGE) != Page.RAM
                && s.flag(HOST_MAPS)
                && returns(s, fn.remapped.of(s, s.get(KFP_CALLER), s.flag(KFP_WRITE)));
    }

    boolean followPteFails(FollowPfnState s) {
        return looksUp(s) && !s.flag(HOST_MAPS) && returns(s, Remapped.REFUSED);
    }

    boolean errorPfn(FollowPfnState s) {
        if (!at(s, Step.UNLOCK) || s.get(KFP_RESULT) == Result.PFN) {
            return false;
        }
        noCall(s);
        return true;
    }

    // The page fault

    boolean mmuInvalidateRetryLate(FollowPfnState s) {
        if (!at(s, Step.RETRY_LATE)) {
            return false;
        }
        if (s.flag(KFP_STALE)) {
            add(s, fn.lateExitPuts.test(s) ? -1 : 0);
            noCall(s);
        } else {
            s.set(KFP_PC, Step.LOCK);
        }
        return true;
    }

    boolean isPageFaultStale(FollowPfnState s) {
        if (!at(s, Step.LOCK)) {
            return false;
        }
        boolean stale = fn.retryTestSaysStale.test(s);
        if (!stale) {
            s.set(SPTE, fn.spteKind.apply(s));
        }
        s.setFlag(KFP_RETRY, stale);
        s.set(KFP_PC, fn.afterLock);
        return true;
    }

    private boolean holdsMmuLock(FollowPfnState s) {
        return (at(s, Step.UNLOCK) || at(s, Step.RELEASE) && fn.afterLock == Step.RELEASE)
                && s.get(KFP_RESULT) == Result.PFN
                && s.get(KFP_CALLER).isFault();
    }

    boolean readUnlockMmuLock(FollowPfnState s) {
        if (!at(s, Step.UNLOCK) || s.get(KFP_RESULT) != Result.PFN) {
            return false;
        }
        if (fn.afterUnlock == Step.IDLE) {
            noCall(s);
        } else {
            s.set(KFP_PC, fn.afterUnlock);
        }
        return true;
    }

    /** Also the end of a legacy caller's use. */
    boolean kvmReleasePfnClean(FollowPfnState s) {
        if (!at(s, Step.RELEASE)) {
            return false;
        }
        if (fn.releaseMarks.test(s)) {
            mark(s);
        }
        add(s, fn.releasePuts.test(s) ? -fn.putsOfOneRelease : 0);
        if (holdsMmuLock(s)) {
            s.set(KFP_PC, Step.UNLOCK);
            s.setFlag(KFP_GOT, false);
        } else {
            noCall(s);
        }
        return true;
    }

    // The host

    /** The mark comes first: the page is alive by then. */
    boolean invalidate(FollowPfnState s) {
        if (!s.flag(HOST_MAPS) || holdsMmuLock(s)) {
            return false;
        }
        if (s.get(SPTE) == Spte.COUNTED) {
            mark(s);
        }
        s.setFlag(HOST_MAPS, false);
        s.set(SPTE, Spte.NONE);
        add(s, s.get(PAGE) == Page.RAM ? -1 : 0);
        if (at(s, Step.LOOKUP) || at(s, Step.RETRY_LATE) || at(s, Step.LOCK)) {
            s.setFlag(KFP_STALE, true);
        }
        return true;
    }

    boolean handleMmFault(FollowPfnState s) {
        boolean ram = s.get(PAGE) == Page.RAM;
        if (s.flag(HOST_MAPS) || !at(s, Step.IDLE) || ram && s.get(COUNT) != 0) {
            return false;
        }
        s.setFlag(HOST_MAPS, true);
        if (ram) {
            s.set(COUNT, 1);
        }
        return true;
    }
}
