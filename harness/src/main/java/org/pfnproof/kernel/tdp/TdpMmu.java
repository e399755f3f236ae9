package org.pfnproof.kernel.tdp;

import static org.pfnproof.kernel.notifier.NotifierState.NO_WRITER;
import static org.pfnproof.kernel.tdp.TdpState.NO_ROOT;

import java.util.List;
import java.util.function.IntPredicate;
import org.pfnproof.kernel.notifier.MmuNotifier;
import org.pfnproof.kernel.tdp.Steps.SlotsOp;
import org.pfnproof.kernel.tdp.Steps.SlotsStep;

/**
 * The thread that holds slots_lock: arch/x86/kvm/mmu/tdp_mmu.c, mmu.c, virt/kvm/kvm_main.c of Linux 6.12; the TLA+ module {@code TdpMmu}.
 * Each method that the package's table names is one atomic step; it says false, and changes nothing, where the step is not enabled.
 */
final class TdpMmu {

    private final Functions fn;
    private final TdpSptes sptes;
    private final TdpZap zap;
    /** This thread among the readers of mmu_lock. */
    private final int reader;
    /** This thread among the walks and the writers of mmu_lock. */
    private final int walk;

    private final List<Integer> gfns;
    private final List<Integer> roots;
    private final int firstGfn;
    private final int lastGfn;

    TdpMmu(
            Functions fn,
            TdpSptes sptes,
            TdpZap zap,
            int vcpus,
            int invalidators,
            List<Integer> gfns,
            List<Integer> roots) {
        this.fn = fn;
        this.sptes = sptes;
        this.zap = zap;
        this.reader = vcpus;
        this.walk = invalidators;
        this.gfns = gfns;
        this.roots = roots;
        this.firstGfn = gfns.stream().mapToInt(gfn -> gfn).min().orElseThrow();
        this.lastGfn = gfns.stream().mapToInt(gfn -> gfn).max().orElseThrow();
    }

    static void idle(TdpState s) {
        s.setSlots(SlotsStep.IDLE, SlotsOp.NONE);
    }

    private static boolean isAt(TdpState s, SlotsStep step, SlotsOp op) {
        return s.slotsStep() == step && s.slotsOp() == op;
    }

    private static IntPredicate slotRoots(TdpState s, SlotsOp op) {
        return op == SlotsOp.ZAP_ALL_FAST ? s::isScheduled : root -> !s.isInvalid(root);
    }

    private void atFirst(TdpState s, SlotsOp op) {
        s.setIter(walk, Iter.at(sptes.firstRoot(s, slotRoots(s, op)), firstGfn));
    }

    // How an operation begins

    /** Also begins zap_collapsible, which holds the same lock. */
    boolean kvmTdpMmuWrprotSlot(TdpState s, SlotsOp op) {
        if (s.slotsStep() != SlotsStep.IDLE || !MmuNotifier.readTrylock(s)) {
            return false;
        }
        s.setReadsMmuLock(reader, true);
        s.setSlots(SlotsStep.WALK, op);
        atFirst(s, op);
        return true;
    }

    /** The bitmap is taken away first, then W. */
    boolean kvmGetDirtyLogProtect(TdpState s) {
        if (s.slotsStep() != SlotsStep.IDLE || s.dirtyBitmapIsEmpty() || !MmuNotifier.writeTrylock(s)) {
            return false;
        }
        s.setMmuLockWriter(walk);
        s.setSlots(SlotsStep.WALK, SlotsOp.GET_DIRTY_LOG);
        s.harvest();
        atFirst(s, SlotsOp.GET_DIRTY_LOG);
        return true;
    }

    /** kvm_mmu_zap_all_fast(), the first half, with the lock for write; all vCPUs leave the guest. */
    boolean kvmTdpMmuInvalidateAllRoots(TdpState s) {
        if (s.slotsStep() != SlotsStep.IDLE || !MmuNotifier.writeTrylock(s)) {
            return false;
        }
        for (int root : roots) {
            boolean listed = s.isListed(root);
            if (listed && !s.isInvalid(root)) {
                s.setScheduled(root, true);
            }
            s.setInvalid(root, listed);
        }
        for (int v = 0; v < reader; v++) {
            if (fn.vcpusToReload.test(s, v)) {
                s.setFreesObsolete(v, true);
            }
        }
        s.setSlots(SlotsStep.ZAP_ROOTS, SlotsOp.ZAP_ALL_FAST);
        return true;
    }

    /** The second half, with the lock for read. */
    boolean kvmTdpMmuZapInvalidatedRoots(TdpState s) {
        if (s.slotsStep() != SlotsStep.ZAP_ROOTS || !MmuNotifier.readTrylock(s)) {
            return false;
        }
        s.setReadsMmuLock(reader, true);
        s.setSlotsStep(SlotsStep.WALK);
        atFirst(s, SlotsOp.ZAP_ALL_FAST);
        return true;
    }

    // Its walk

    /** On to the next entry; a root that has been zapped loses the TDP MMU's own reference. */
    private void advance(TdpState s) {
        Iter iter = s.iter(walk);
        s.setIter(walk, zap.advanced(s, iter, firstGfn, lastGfn, slotRoots(s, s.slotsOp()), false));
        if (s.slotsOp() == SlotsOp.ZAP_ALL_FAST && iter.gfn() == lastGfn) {
            s.setScheduled(iter.root(), false);
        }
        sptes.putRoots(s);
        s.setSlotsStep(SlotsStep.WALK);
    }

    private void stay(TdpState s) {
        s.setIter(walk, s.iter(walk).withOld(Spte.EMPTY));
        s.setSlotsStep(SlotsStep.WALK);
    }

    boolean slotsIterNext(TdpState s) {
        Iter iter = s.iter(walk);
        if (s.slotsStep() != SlotsStep.WALK || iter.root() == NO_ROOT) {
            return false;
        }
        Spte old = s.spte(iter.root(), iter.gfn());
        boolean concerned =
                switch (s.slotsOp()) {
                    case WRPROT_SLOT -> old.w();
                    case GET_DIRTY_LOG -> old.w() && s.isHarvested(iter.gfn());
                    default -> old.isShadowPresentPte();
                };
        if (concerned) {
            s.setIter(walk, iter.withOld(old));
            s.setSlotsStep(SlotsStep.WRITE);
        } else {
            advance(s);
        }
        return true;
    }

    private static boolean stores(TdpState s, Iter iter) {
        return s.spte(iter.root(), iter.gfn()).equals(iter.old());
    }

    /** tdp_mmu_set_spte_atomic(): who loses the cmpxchg reads again. */
    boolean tdpMmuSetSpteAtomic(TdpState s) {
        if (!isAt(s, SlotsStep.WRITE, SlotsOp.WRPROT_SLOT) && !isAt(s, SlotsStep.WRITE, SlotsOp.ZAP_ALL_FAST)) {
            return false;
        }
        Iter iter = s.iter(walk);
        if (stores(s, iter)) {
            Spte made = s.slotsOp() == SlotsOp.WRPROT_SLOT ? iter.old().withW(false) : Spte.EMPTY;
            s.setSpte(iter.root(), iter.gfn(), made);
            sptes.handleChangedSpte(s, iter.gfn(), iter.old(), made);
            advance(s);
        } else {
            stay(s);
        }
        return true;
    }

    /** Under the write lock: an atomic AND where bits are volatile. */
    boolean clearDirtyPtMasked(TdpState s) {
        if (!isAt(s, SlotsStep.WRITE, SlotsOp.GET_DIRTY_LOG)) {
            return false;
        }
        Iter iter = s.iter(walk);
        Spte old = fn.kvmTdpMmuWriteSpte.replaced(s, iter.root(), iter.gfn(), iter.old());
        s.setSpte(iter.root(), iter.gfn(), old.withW(false));
        sptes.markPage(s, iter.gfn(), old.pfn(), true, false);
        advance(s);
        return true;
    }

    /** tdp_mmu_zap_spte_atomic(): freezes the entry; the flush comes next, and only then is it emptied. */
    boolean tdpMmuZapSpteAtomic(TdpState s) {
        if (!isAt(s, SlotsStep.WRITE, SlotsOp.ZAP_COLLAPSIBLE)) {
            return false;
        }
        Iter iter = s.iter(walk);
        if (stores(s, iter)) {
            s.setSpte(iter.root(), iter.gfn(), fn.slotsFrozenValue);
            s.setSlotsStep(SlotsStep.FROZEN);
        } else {
            stay(s);
        }
        return true;
    }

    boolean kvmFlushRemoteTlbsGfn(TdpState s) {
        if (s.slotsStep() != SlotsStep.FROZEN) {
            return false;
        }
        Iter iter = s.iter(walk);
        sptes.flushTlbs(s);
        s.setSpte(iter.root(), iter.gfn(), Spte.EMPTY);
        sptes.handleChangedSpte(s, iter.gfn(), iter.old(), Spte.EMPTY);
        advance(s);
        return true;
    }

    boolean slotsCondResched(TdpState s) {
        if (s.slotsStep() != SlotsStep.WALK || s.slotsOp() == SlotsOp.GET_DIRTY_LOG || !zap.mayYield(s, walk)) {
            return false;
        }
        fn.iterYields.on(s, walk);
        s.setReadsMmuLock(reader, false);
        s.setSlotsStep(SlotsStep.YIELDED);
        return true;
    }

    boolean slotsResumes(TdpState s) {
        if (s.slotsStep() != SlotsStep.YIELDED || !MmuNotifier.readTrylock(s)) {
            return false;
        }
        s.setReadsMmuLock(reader, true);
        s.setSlotsStep(SlotsStep.WALK);
        s.setIter(walk, fn.iterAfterYield.from(s, s.iter(walk), lastGfn));
        return true;
    }

    // How it ends

    boolean slotsUnlock(TdpState s) {
        if (s.slotsStep() != SlotsStep.WALK || s.iter(walk).root() != NO_ROOT) {
            return false;
        }
        s.setReadsMmuLock(reader, false);
        s.setMmuLockWriter(NO_WRITER);
        if (s.slotsOp() == SlotsOp.WRPROT_SLOT || s.slotsOp() == SlotsOp.GET_DIRTY_LOG) {
            s.setSlotsStep(SlotsStep.FLUSH);
        } else {
            idle(s);
        }
        return true;
    }

    /** The flush of the dirty log: after mmu_lock has been dropped, before user space learns what it has to copy. */
    boolean kvmFlushRemoteTlbsMemslot(TdpState s) {
        if (s.slotsStep() != SlotsStep.FLUSH) {
            return false;
        }
        if (fn.flushBeforeCopy) {
            sptes.flushTlbs(s);
        }
        if (s.slotsOp() == SlotsOp.GET_DIRTY_LOG) {
            s.setSlotsStep(SlotsStep.COPY);
        } else {
            idle(s);
        }
        return true;
    }

    boolean userSpaceCopies(TdpState s) {
        if (s.slotsStep() != SlotsStep.COPY) {
            return false;
        }
        for (int gfn : gfns) {
            if (s.isHarvested(gfn)) {
                s.setUncopied(gfn, false);
            }
        }
        idle(s);
        return true;
    }
}
