package org.pfnproof.kernel.tdp;

import static org.pfnproof.kernel.notifier.NotifierState.NO_WRITER;
import static org.pfnproof.kernel.tdp.TdpState.NO_ROOT;

import java.util.List;
import java.util.function.IntPredicate;
import org.pfnproof.kernel.notifier.MmuNotifier;
import org.pfnproof.kernel.tdp.Spte.Pfn;
import org.pfnproof.kernel.tdp.Steps.HostPte;
import org.pfnproof.kernel.tdp.Steps.InvOp;
import org.pfnproof.kernel.tdp.Steps.InvStep;

/**
 * What mmu_notifiers do with SPTEs, entry by entry: arch/x86/kvm/mmu/tdp_mmu.c, tdp_iter.c, virt/kvm/kvm_main.c of Linux 6.12; the TLA+
 * module {@code TdpZap}. Each method that the package's table names is one atomic step; it says false, and changes nothing, where the step
 * is not enabled.
 */
final class TdpZap {

    private final Functions fn;
    private final TdpSptes sptes;
    private final int vcpus;
    private final int walks;
    private final List<Integer> gfns;
    private final List<Integer> roots;
    private final boolean mayYield;

    TdpZap(
            Functions fn,
            TdpSptes sptes,
            int vcpus,
            int walks,
            List<Integer> gfns,
            List<Integer> roots,
            boolean mayYield) {
        this.fn = fn;
        this.sptes = sptes;
        this.vcpus = vcpus;
        this.walks = walks;
        this.gfns = gfns;
        this.roots = roots;
        this.mayYield = mayYield;
    }

    // A walk over all roots and all gfns of a range

    /** On to the next entry: of this root, or of the next one. */
    Iter advanced(TdpState s, Iter iter, int start, int end, IntPredicate wanted, boolean flush) {
        Iter next;
        if (iter.gfn() < end) {
            next = iter.atNextGfn();
        } else {
            int root = sptes.rootAfter(s, iter.root(), wanted);
            next = root == NO_ROOT ? Iter.NONE : Iter.at(root, start);
        }
        return next.withFlush(flush);
    }

    private void iterBecomes(TdpState s, int walk, Iter iter) {
        s.setIter(walk, iter);
        sptes.putRoots(s);
    }

    /** tdp_mmu_iter_cond_resched(): only after progress. */
    boolean mayYield(TdpState s, int walk) {
        Iter iter = s.iter(walk);
        return mayYield && iter.root() != NO_ROOT && iter.gfn() != iter.yieldedGfn();
    }

    /** Never with a flush owed. */
    void iterYields(TdpState s, int walk) {
        Iter iter = s.iter(walk);
        if (iter.flush()) {
            sptes.flushTlbs(s);
        }
        s.setIter(walk, iter.withFlush(false).yielded());
    }

    /** Only the flush that is owed for this root is paid. */
    void yieldsWithOwnFlush(TdpState s, int walk) {
        Iter iter = s.iter(walk);
        boolean own = iter.flush() && !s.isInvalid(iter.root());
        if (own) {
            sptes.flushTlbs(s);
        }
        s.setIter(walk, iter.withFlush(iter.flush() && !own).yielded());
    }

    // The notifiers

    private boolean beginsWalk(TdpState s, int n) {
        return s.invStep(n) == InvStep.IDLE && MmuNotifier.writeTrylock(s);
    }

    private IntPredicate rootsOf(TdpState s, InvOp op) {
        return op.isAging() ? root -> true : root -> fn.rootsToUnmap.test(s, root);
    }

    private Iter next(TdpState s, int n, boolean flush) {
        return advanced(s, s.iter(n), s.invStart(n), s.invEnd(n), rootsOf(s, s.invOp(n)), flush);
    }

    /** Start: S3a, S3b up to the first root. */
    boolean kvmMmuInvalidateRangeStart(TdpState s, int n, int start, int end) {
        if (start > end || !beginsWalk(s, n)) {
            return false;
        }
        s.setMmuLockWriter(n);
        s.setMmuInvalidateInProgress(s.mmuInvalidateInProgress() + 1);
        MmuNotifier.rangeAdded(s, start, end + 1);
        s.setInv(n, InvStep.WALK, InvOp.UNMAP, start, end);
        s.setIter(n, Iter.at(sptes.firstRoot(s, rootsOf(s, InvOp.UNMAP)), start));
        return true;
    }

    /** clear_young and clear_flush_young: no begin, no end. */
    boolean kvmAgeGfn(TdpState s, int n, InvOp op, int gfn) {
        if (!beginsWalk(s, n)) {
            return false;
        }
        s.setMmuLockWriter(n);
        s.setInv(n, InvStep.WALK, op, gfn, gfn);
        s.setIter(n, Iter.at(sptes.firstRoot(s, rootsOf(s, op)), gfn));
        return true;
    }

    /** The iterator reads the entry, and passes by what is no present leaf, or for aging not young. */
    boolean tdpIterNext(TdpState s, int n) {
        Iter iter = s.iter(n);
        if (s.invStep(n) != InvStep.WALK || iter.root() == NO_ROOT) {
            return false;
        }
        Spte old = s.spte(iter.root(), iter.gfn());
        if (s.invOp(n).isAging() ? old.isAccessedSpte() : old.isShadowPresentPte()) {
            s.setIter(n, iter.withOld(old));
            s.setInvStep(n, InvStep.WRITE);
        } else {
            iterBecomes(s, n, next(s, n, iter.flush()));
        }
        return true;
    }

    /** tdp_mmu_zap_leafs(): no flush is owed for an invalid root. */
    boolean tdpMmuIterSetSpte(TdpState s, int n) {
        if (s.invStep(n) != InvStep.WRITE || s.invOp(n).isAging()) {
            return false;
        }
        Iter iter = s.iter(n);
        Iter next = next(s, n, iter.flush() || !s.isInvalid(iter.root()));
        Spte old = fn.kvmTdpMmuWriteSpte.replaced(s, iter.root(), iter.gfn(), iter.old());
        s.setSpte(iter.root(), iter.gfn(), Spte.EMPTY);
        sptes.handleChangedSpte(s, iter.gfn(), old, Spte.EMPTY);
        s.setInvStep(n, InvStep.WALK);
        iterBecomes(s, n, next);
        return true;
    }

    /** Whether aging marks the page dirty: without A/D bits, by what the iterator has read. */
    boolean ageMarksDirty(Spte read) {
        return !sptes.adBits() && read.w();
    }

    /** age_gfn_range(): the accessed bit goes, or the SPTE becomes access tracked, which clears W too. */
    boolean ageGfnRange(TdpState s, int n) {
        if (s.invStep(n) != InvStep.WRITE || !s.invOp(n).isAging()) {
            return false;
        }
        Iter iter = s.iter(n);
        Iter next = next(s, n, s.invOp(n) == InvOp.CLEAR_FLUSH_YOUNG);
        Spte replaced = fn.kvmTdpMmuWriteSpte.replaced(s, iter.root(), iter.gfn(), iter.old());
        Spte aged = sptes.adBits() ? replaced.withA(false) : sptes.markSpteForAccessTrack(iter.old());
        s.setSpte(iter.root(), iter.gfn(), aged);
        sptes.markPage(s, iter.gfn(), iter.old().pfn(), fn.ageMarksDirty.test(iter.old(), replaced), false);
        s.setInvStep(n, InvStep.WALK);
        iterBecomes(s, n, next);
        return true;
    }

    boolean tdpMmuIterCondResched(TdpState s, int n) {
        if (s.invStep(n) != InvStep.WALK || s.invOp(n).isAging() || !mayYield(s, n)) {
            return false;
        }
        fn.iterYields.on(s, n);
        s.setMmuLockWriter(NO_WRITER);
        s.setInvStep(n, InvStep.YIELDED);
        return true;
    }

    /** After a yield the same entry again. */
    boolean tdpMmuIterResumes(TdpState s, int n) {
        if (s.invStep(n) != InvStep.YIELDED || !MmuNotifier.writeTrylock(s)) {
            return false;
        }
        s.setMmuLockWriter(n);
        s.setInvStep(n, InvStep.WALK);
        iterBecomes(s, n, fn.iterAfterYield.from(s, s.iter(n), s.invEnd(n)));
        return true;
    }

    /** S3c: the flush, still under the lock, and the unlock. */
    boolean kvmFlushRemoteTlbs(TdpState s, int n) {
        if (s.invStep(n) != InvStep.WALK || s.iter(n).root() != NO_ROOT) {
            return false;
        }
        if (s.iter(n).flush()) {
            sptes.flushTlbs(s);
        }
        s.setMmuLockWriter(NO_WRITER);
        s.setIter(n, Iter.NONE);
        if (s.invOp(n).isAging()) {
            idle(s, n);
        } else {
            s.setInvStep(n, InvStep.MODIFY);
        }
        return true;
    }

    static void idle(TdpState s, int n) {
        s.setInv(n, InvStep.IDLE, InvOp.NONE, 0, 0);
    }

    /** User space writes to the memory itself. */
    static boolean handleMmFault(TdpState s, int gfn) {
        if (s.host(gfn) == HostPte.RW) {
            return false;
        }
        s.setHost(gfn, HostPte.RW);
        return true;
    }

    /** The host takes its pages away; every pfn that was looked up before is an old one now. */
    boolean zapPteRange(TdpState s, int n) {
        if (s.invStep(n) != InvStep.MODIFY) {
            return false;
        }
        for (int gfn : gfns) {
            if (s.inInvRange(n, gfn)) {
                s.setHost(gfn, HostPte.NONE);
                s.setPage(gfn, false, false);
                roots.forEach(root -> s.setSpte(root, gfn, taken(s.spte(root, gfn))));
                for (int v = 0; v < vcpus; v++) {
                    s.setTlb(v, gfn, taken(s.tlbPfn(v, gfn)), s.tlbW(v, gfn));
                }
            }
        }
        for (int v = 0; v < vcpus; v++) {
            if (s.inInvRange(n, s.faultGfn(v))) {
                s.setFaultPfn(v, taken(s.faultPfn(v)));
                s.setFaultOld(v, taken(s.faultOld(v)));
            }
        }
        for (int walk = 0; walk < walks; walk++) {
            Iter iter = s.iter(walk);
            if (s.inInvRange(n, iter.gfn())) {
                s.setIter(walk, iter.withOld(taken(iter.old())));
            }
        }
        s.setInvStep(n, InvStep.END);
        return true;
    }

    private static Pfn taken(Pfn pfn) {
        return pfn == Pfn.PAGE ? Pfn.OLD : pfn;
    }

    private static Spte taken(Spte spte) {
        return spte.withPfn(taken(spte.pfn()));
    }

    /** E1. */
    boolean kvmMmuInvalidateEnd(TdpState s, int n) {
        if (s.invStep(n) != InvStep.END || !MmuNotifier.writeTrylock(s)) {
            return false;
        }
        s.setMmuInvalidateSeq(fn.nextSeq.applyAsInt(s));
        MmuNotifier.kvmMmuInvalidateEndDec(s);
        idle(s, n);
        return true;
    }
}
