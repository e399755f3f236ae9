package org.pfnproof.kernel.mmu;

import static org.pfnproof.kernel.mmu.KvmState.NO_PFN;

import java.util.function.IntPredicate;
import org.pfnproof.kernel.mmu.Bounds.Operation;
import org.pfnproof.kernel.mmu.Bounds.Vma;
import org.pfnproof.kernel.notifier.MmuNotifier;
import org.pfnproof.kernel.pages.StructPages;

/**
 * A thread that takes host mappings away, and what KVM does in the notifier calls around it: virt/kvm/kvm_main.c of
 * Linux 6.12; the first half of the TLA+ module {@code Invalidation}. Each method is one atomic step of invalidator n; it says false, and
 * changes nothing, where the step is not enabled.
 */
final class Invalidation {

    private final Functions fn;
    private final StructPages pages;
    private final Sptes sptes;
    private final PrimaryMmu host;
    private final boolean mayBlock;

    Invalidation(Functions fn, Bounds bounds, StructPages pages, Sptes sptes, PrimaryMmu host) {
        this.fn = fn;
        this.pages = pages;
        this.sptes = sptes;
        this.host = host;
        this.mayBlock = bounds.mayBlock();
    }

    static void idle(KvmState s, int n) {
        s.setInvStep(n, InvalidationStep.IDLE);
        s.setInvOp(n, Operation.NONE);
        s.setInvStart(n, 0);
        s.setInvEnd(n, 0);
        s.setInvNext(n, 0);
        s.clearGather(n);
        s.setInvPfn(n, NO_PFN);
    }

    static boolean gfnOfRange(KvmState s, int n, int gfn) {
        int hva = s.gfnToHva(gfn);
        return s.invStart(n) <= hva && hva < s.invEnd(n);
    }

    boolean meetsMemslot(KvmState s, int n) {
        return fn.meetsMemslot.of(s, n);
    }

    /** MeetsMemslot. */
    boolean coversGfn(KvmState s, int n) {
        return gfnStart(s, n) != 0;
    }

    /** The first gfn behind the range; 0 for none. */
    int gfnStart(KvmState s, int n) {
        for (int gfn : sptes.gfns()) {
            if (gfnOfRange(s, n, gfn)) {
                return gfn;
            }
        }
        return 0;
    }

    /** The gfn after the last one behind the range. */
    int gfnEnd(KvmState s, int n) {
        int end = 0;
        for (int gfn : sptes.gfns()) {
            if (gfnOfRange(s, n, gfn)) {
                end = gfn + 1;
            }
        }
        return end;
    }

    static boolean at(KvmState s, int n, InvalidationStep step) {
        return s.invStep(n) == step;
    }

    /** mmu_notifier_invalidate_range_start(): an operation begins on first..last; there must be something for it to do. */
    boolean invalidateRangeStart(KvmState s, int n, Operation op, int first, int last) {
        if (!at(s, n, InvalidationStep.IDLE) || first > last || !fn.opApplies.to(s, op, first, last)) {
            return false;
        }
        s.setInvStep(n, InvalidationStep.BEGIN);
        s.setInvOp(n, op);
        s.setInvStart(n, first);
        s.setInvEnd(n, last + 1);
        s.setInvNext(n, first);
        if (op == Operation.MIGRATE) {
            // folio_isolate_lru(): migration works on a page that it holds.
            s.setInvPfn(n, s.hostPfn(first));
            StructPages.getPage(s, s.hostPfn(first));
        }
        return true;
    }

    /** OpApplies: there is something for the operation to do. */
    boolean opApplies(KvmState s, Operation op, int first, int last) {
        return switch (op) {
            case NONE -> false;
            case ZAP -> anyHva(first, last, hva -> !PrimaryMmu.pteNone(s, hva));
            case WRPROTECT, FORK -> anyHva(first, last, hva -> host.vmNormalPage(s, hva));
            case COW ->
                first == last
                        && (host.vma(first) == Vma.ANON || host.vma(first) == Vma.THP)
                        && PrimaryMmu.ptePresent(s, first)
                        && !s.hostWritable(first);
            case MIGRATE ->
                first == last
                        && host.vmNormalPage(s, first)
                        && s.childPfn(first) == NO_PFN
                        && !StructPages.pageTail(s, s.hostPfn(first))
                        && !pages.pageHead(s, s.hostPfn(first));
        };
    }

    private static boolean anyHva(int first, int last, IntPredicate which) {
        for (int hva = first; hva <= last; hva++) {
            if (which.test(hva)) {
                return true;
            }
        }
        return false;
    }

    /** S3a: __kvm_handle_hva_range() meets the first slot: lock, begin. */
    boolean kvmMmuInvalidateRangeStart(KvmState s, int n) {
        if (!at(s, n, InvalidationStep.BEGIN) || !meetsMemslot(s, n) || !MmuNotifier.writeTrylock(s)) {
            return false;
        }
        s.setMmuLockWriter(n);
        MmuNotifier.kvmMmuInvalidateBegin(s);
        s.setInvStep(n, InvalidationStep.RANGE_ADD);
        return true;
    }

    /** S3 without a slot in the range: nothing to do, nothing locked. */
    boolean rangeMeetsNoMemslot(KvmState s, int n) {
        if (!at(s, n, InvalidationStep.BEGIN) || meetsMemslot(s, n)) {
            return false;
        }
        s.setInvStep(n, InvalidationStep.MODIFY);
        return true;
    }

    /** S3b, first half. */
    boolean kvmMmuInvalidateRangeAdd(KvmState s, int n) {
        if (!at(s, n, InvalidationStep.RANGE_ADD)) {
            return false;
        }
        fn.rangeAdded.add(s, gfnStart(s, n), gfnEnd(s, n));
        s.setInvStep(n, InvalidationStep.UNMAP);
        return true;
    }

    boolean walking(KvmState s, int n) {
        return at(s, n, InvalidationStep.UNMAP) || at(s, n, InvalidationStep.UNMAP_RESUMED);
    }

    /** Whether the walk has not looked at this gfn of its range yet. */
    boolean gfnFrom(KvmState s, int n, int gfn) {
        return gfnOfRange(s, n, gfn) && s.gfnToHva(gfn) >= s.invNext(n);
    }

    /** S3b, second half, and S3c: the rest of the walk, the flush, the unlock. */
    boolean kvmUnmapGfnRange(KvmState s, int n) {
        if (!walking(s, n)) {
            return false;
        }
        sptes.zapSptes(s, gfn -> gfnFrom(s, n, gfn));
        MmuNotifier.writeUnlock(s);
        s.setInvStep(n, InvalidationStep.MODIFY);
        s.setInvNext(n, s.invStart(n));
        return true;
    }

    /** tdp_mmu_iter_cond_resched(): what was zapped is flushed, mmu_lock dropped; the walk will go on at a gfn. */
    boolean tdpMmuIterCondResched(KvmState s, int n, int gfn) {
        if (!mayBlock
                || !walking(s, n)
                || !gfnFrom(s, n, gfn)
                || at(s, n, InvalidationStep.UNMAP_RESUMED) && s.gfnToHva(gfn) <= s.invNext(n)) {
            return false;
        }
        sptes.zapSptes(s, other -> gfnFrom(s, n, other) && other < gfn);
        MmuNotifier.writeUnlock(s);
        s.setInvStep(n, InvalidationStep.UNMAP_YIELDED);
        s.setInvNext(n, s.gfnToHva(gfn));
        return true;
    }

    /** The walk takes mmu_lock again. */
    boolean tdpMmuIterResumes(KvmState s, int n) {
        if (!at(s, n, InvalidationStep.UNMAP_YIELDED) || !MmuNotifier.writeTrylock(s)) {
            return false;
        }
        s.setMmuLockWriter(n);
        s.setInvStep(n, InvalidationStep.UNMAP_RESUMED);
        return true;
    }

    /** Whether all entries of the range have been looked at, so that end is due. */
    boolean endIsDue(KvmState s, int n) {
        return at(s, n, InvalidationStep.MODIFY) && s.invNext(n) == s.invEnd(n);
    }

    /** E1, first store: seq++. */
    boolean kvmMmuInvalidateEnd(KvmState s, int n) {
        if (!endIsDue(s, n) || !meetsMemslot(s, n) || !MmuNotifier.writeTrylock(s)) {
            return false;
        }
        endWithLock(s, n);
        return true;
    }

    /** Takes the lock, stores seq. */
    void endWithLock(KvmState s, int n) {
        s.setMmuLockWriter(n);
        s.setMmuInvalidateSeq(fn.nextSeq.after(s));
        s.setInvStep(n, InvalidationStep.IN_PROGRESS_DEC);
    }

    /** What is left to do after end; nothing left: the thread is idle. */
    static void afterEnd(KvmState s, int n) {
        if (s.gatherIsEmpty(n) && s.invPfn(n) == NO_PFN) {
            idle(s, n);
        } else {
            s.setInvStep(n, InvalidationStep.AFTER);
        }
    }

    /** E1, second store, after smp_wmb(): in_progress--. */
    boolean mmuInvalidateInProgressDec(KvmState s, int n) {
        if (!at(s, n, InvalidationStep.IN_PROGRESS_DEC)) {
            return false;
        }
        MmuNotifier.kvmMmuInvalidateEndDec(s);
        MmuNotifier.writeUnlock(s);
        afterEnd(s, n);
        return true;
    }

    /** E1 without a slot in the range. */
    boolean endMeetsNoMemslot(KvmState s, int n) {
        if (!endIsDue(s, n) || meetsMemslot(s, n)) {
            return false;
        }
        afterEnd(s, n);
        return true;
    }
}
