package org.pfnproof.kernel.otherinvalidations;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.pfnproof.kernel.notifier.Mapped;
import org.pfnproof.kernel.notifier.MmuNotifier;
import org.pfnproof.kernel.otherinvalidations.OtherInvalidationsState.Fields;
import org.pfnproof.kernel.otherinvalidations.OtherInvalidationsState.File;
import org.pfnproof.kernel.otherinvalidations.OtherInvalidationsState.InvalidationStep;
import org.pfnproof.kernel.otherinvalidations.OtherInvalidationsState.Operation;

/**
 * Invalidations that do not come from the mmu notifier, beside page faults: arch/x86/kvm/mmu/mmu.c, virt/kvm/kvm_main.c,
 * virt/kvm/guest_memfd.c of Linux 6.12; the TLA+ module {@code OtherInvalidations}. Each method that the package's table names is one
 * atomic step; it says false, and changes nothing, where the step is not enabled.
 */
final class OtherInvalidations {

    private final Functions fn;
    private final Fields at;
    private final int invalidators;
    private final int gfns;

    OtherInvalidations(Functions fn, Fields at, int invalidators, int gfns) {
        this.fn = fn;
        this.at = at;
        this.invalidators = invalidators;
        this.gfns = gfns;
    }

    void init(OtherInvalidationsState s) {
        MmuNotifier.init(s);
        allSptesNone(s);
        at.faults.init(s);
        for (int n = 0; n < invalidators; n++) {
            idle(s, n);
        }
        s.setFlag(at.bound, true);
        s.set(at.file, File.OPEN);
    }

    private void allSptesNone(OtherInvalidationsState s) {
        for (int g = 1; g <= gfns; g++) {
            setSpte(s, g, Mapped.NONE);
        }
    }

    private void idle(OtherInvalidationsState s, int n) {
        setStep(s, n, InvalidationStep.IDLE);
        s.set(at.invOp.get(n), Operation.NONE);
        s.set(at.invStart[n], 0);
        s.set(at.invEnd[n], 0);
        s.set(at.invNext[n], 0);
        s.setFlag(at.invBegun[n], false);
    }

    Mapped spte(OtherInvalidationsState s, int g) {
        return s.get(at.spte.get(g));
    }

    private void setSpte(OtherInvalidationsState s, int g, Mapped mapped) {
        s.set(at.spte.get(g), mapped);
    }

    boolean is(OtherInvalidationsState s, int n, InvalidationStep step) {
        return s.get(at.invStep.get(n)) == step;
    }

    private void setStep(OtherInvalidationsState s, int n, InvalidationStep step) {
        s.set(at.invStep.get(n), step);
    }

    Operation op(OtherInvalidationsState s, int n) {
        return s.get(at.invOp.get(n));
    }

    /** Whether a gfn is in an invalidator's range. */
    boolean within(OtherInvalidationsState s, int n, int g) {
        return s.get(at.invStart[n]) <= g && g < s.get(at.invEnd[n]);
    }

    // A vCPU's page fault

    boolean kvmFaultinPfn(OtherInvalidationsState s, int v, int g) {
        return s.flag(at.bound) && spte(s, g) == Mapped.NONE && at.faults.snapshot(s, v, g);
    }

    boolean kvmGmemGetPfn(OtherInvalidationsState s, int v) {
        if (s.get(at.file) == File.OPEN) {
            return at.faults.lookup(s, v);
        }
        if (!at.faults.looksUp(s, v)) {
            return false;
        }
        at.faults.inGuest(s, v);
        return true;
    }

    boolean retry(OtherInvalidationsState s, int v) {
        return MmuNotifier.mmuInvalidateRetryGfn(s, at.faults.mmuSeq(s, v), at.faults.gfn(s, v));
    }

    boolean kvmTdpMmuMap(OtherInvalidationsState s, int v) {
        if (!at.faults.maps(s, v) || !MmuNotifier.readTrylock(s)) {
            return false;
        }
        if (!fn.othRetry.of(s, v)) {
            setSpte(s, at.faults.gfn(s, v), at.faults.pfn(s, v));
        }
        at.faults.inGuest(s, v);
        return true;
    }

    // 6.1: the range is in hvas; gfn g is behind hva g + hvaOffset()

    private int hvaOffset() {
        return gfns + 1;
    }

    void addEveryHva(OtherInvalidationsState s) {
        MmuNotifier.rangeAdded(s, 0, 2 * hvaOffset());
    }

    boolean hvaRetry(OtherInvalidationsState s, int v) {
        return s.mmuInvalidateInProgress() != 0 && MmuNotifier.inRange(s, at.faults.gfn(s, v) + hvaOffset())
                || s.mmuInvalidateSeq() != at.faults.mmuSeq(s, v);
    }

    // The locks that an operation holds from its beginning to its end

    private boolean nobodyRuns(OtherInvalidationsState s, Set<Operation> ops) {
        return IntStream.range(0, invalidators).noneMatch(n -> ops.contains(op(s, n)));
    }

    boolean slotsLockFree(OtherInvalidationsState s) {
        return nobodyRuns(s, EnumSet.of(Operation.ATTRIBUTES, Operation.RELEASE));
    }

    private boolean invalidateLockFree(OtherInvalidationsState s) {
        return nobodyRuns(s, EnumSet.of(Operation.PUNCH_HOLE, Operation.RELEASE, Operation.ERROR));
    }

    private boolean invalidateLockShared(OtherInvalidationsState s) {
        return nobodyRuns(s, EnumSet.of(Operation.PUNCH_HOLE, Operation.RELEASE));
    }

    /** Whether an operation may begin: it is possible, and the locks that it takes are free. */
    private boolean mayBegin(OtherInvalidationsState s, Operation op) {
        return switch (op) {
            case ZAP_GFN_RANGE -> true;
            case ATTRIBUTES -> slotsLockFree(s);
            case PUNCH_HOLE -> s.get(at.file) == File.OPEN && invalidateLockFree(s);
            case ERROR -> invalidateLockShared(s);
            case RELEASE -> s.get(at.file) == File.DYING && slotsLockFree(s) && invalidateLockFree(s);
            case NONE, BIND, UNBIND, CLOSE -> false;
        };
    }

    static boolean writesFirst(Operation op) {
        return op == Operation.ZAP_GFN_RANGE || op == Operation.ERROR || op == Operation.RELEASE;
    }

    boolean begins(OtherInvalidationsState s, int n, Operation op, int first, int last) {
        if (!is(s, n, InvalidationStep.IDLE)
                || first > last
                || op == Operation.RELEASE && (first != 1 || last != gfns)
                || !mayBegin(s, op)) {
            return false;
        }
        s.set(at.invOp.get(n), op);
        s.set(at.invStart[n], first);
        s.set(at.invEnd[n], last + 1);
        setStep(s, n, fn.writesFirst.test(op) ? InvalidationStep.WRITE_FIRST : InvalidationStep.BEGIN);
        return true;
    }

    /** What faults depend on changes: page truncated or poisoned, attribute or setting written, file forgotten. */
    boolean writes(OtherInvalidationsState s, int n) {
        boolean first = is(s, n, InvalidationStep.WRITE_FIRST);
        if (!first && !is(s, n, InvalidationStep.WRITE)) {
            return false;
        }
        for (int g = 1; g <= gfns; g++) {
            if (within(s, n, g) && spte(s, g) != Mapped.NONE) {
                setSpte(s, g, Mapped.STALE);
            }
        }
        at.faults.makeStale(s, g -> within(s, n, g));
        setStep(s, n, first ? InvalidationStep.BEGIN : InvalidationStep.END);
        return true;
    }

    /** Whether there is a memslot, or a binding; kvm_zap_gfn_range() does not ask. */
    private boolean found(OtherInvalidationsState s, int n) {
        return keepsLock(s, n) || s.flag(at.bound);
    }

    private boolean keepsLock(OtherInvalidationsState s, int n) {
        return op(s, n) == Operation.ZAP_GFN_RANGE;
    }

    private InvalidationStep afterZap(OtherInvalidationsState s, int n) {
        return fn.writesFirst.test(op(s, n)) ? InvalidationStep.END : InvalidationStep.WRITE;
    }

    void addRange(OtherInvalidationsState s, int n) {
        MmuNotifier.rangeAdded(s, s.get(at.invStart[n]), s.get(at.invEnd[n]));
    }

    boolean nothingToZap(OtherInvalidationsState s, int n) {
        return IntStream.rangeClosed(1, gfns).allMatch(g -> !within(s, n, g) || spte(s, g) == Mapped.NONE);
    }

    boolean kvmMmuInvalidateRangeStart(OtherInvalidationsState s, int n) {
        if (!is(s, n, InvalidationStep.BEGIN) || !found(s, n) || !MmuNotifier.writeTrylock(s)) {
            return false;
        }
        s.setMmuLockWriter(n);
        s.setMmuInvalidateInProgress(s.mmuInvalidateInProgress() + 1);
        fn.othRange.add(s, n);
        setStep(s, n, InvalidationStep.UNMAP);
        s.set(at.invNext[n], s.get(at.invStart[n]));
        s.setFlag(at.invBegun[n], true);
        return true;
    }

    boolean nothingBound(OtherInvalidationsState s, int n) {
        if (!is(s, n, InvalidationStep.BEGIN) || found(s, n)) {
            return false;
        }
        setStep(s, n, afterZap(s, n));
        return true;
    }

    void zap(OtherInvalidationsState s, int n, int end) {
        for (int g = s.get(at.invNext[n]); g < end; g++) {
            setSpte(s, g, Mapped.NONE);
        }
    }

    boolean kvmUnmapGfnRange(OtherInvalidationsState s, int n) {
        if (!is(s, n, InvalidationStep.UNMAP)) {
            return false;
        }
        fn.zap.below(s, n, s.get(at.invEnd[n]));
        setStep(s, n, afterZap(s, n));
        s.set(at.invNext[n], 0);
        if (!keepsLock(s, n)) {
            MmuNotifier.writeUnlock(s);
        }
        return true;
    }

    boolean tdpMmuIterCondResched(OtherInvalidationsState s, int n, int g) {
        if (!is(s, n, InvalidationStep.UNMAP) || s.get(at.invNext[n]) >= g || g >= s.get(at.invEnd[n])) {
            return false;
        }
        fn.zap.below(s, n, g);
        setStep(s, n, InvalidationStep.YIELDED);
        s.set(at.invNext[n], g);
        MmuNotifier.writeUnlock(s);
        return true;
    }

    boolean tdpMmuIterResumes(OtherInvalidationsState s, int n) {
        if (!is(s, n, InvalidationStep.YIELDED) || !MmuNotifier.writeTrylock(s)) {
            return false;
        }
        s.setMmuLockWriter(n);
        setStep(s, n, InvalidationStep.UNMAP);
        return true;
    }

    /** It looks anew for a binding or memslot. */
    boolean kvmMmuInvalidateEnd(OtherInvalidationsState s, int n) {
        if (!is(s, n, InvalidationStep.END)
                || !found(s, n)
                || !(keepsLock(s, n) ? s.mmuLockWriter() == n : MmuNotifier.writeTrylock(s))) {
            return false;
        }
        MmuNotifier.writeUnlock(s);
        s.setMmuInvalidateSeq(fn.nextSeq.applyAsInt(s));
        MmuNotifier.kvmMmuInvalidateEndDec(s);
        if (op(s, n) == Operation.RELEASE) {
            s.setFlag(at.bound, false);
        }
        ended(s, n);
        return true;
    }

    boolean nothingToEnd(OtherInvalidationsState s, int n) {
        if (!is(s, n, InvalidationStep.END) || found(s, n)) {
            return false;
        }
        ended(s, n);
        return true;
    }

    private void ended(OtherInvalidationsState s, int n) {
        if (op(s, n) == Operation.RELEASE) {
            s.set(at.file, File.CLOSED);
        }
        idle(s, n);
    }

    // The file and its binding

    boolean fput(OtherInvalidationsState s) {
        if (s.get(at.file) != File.OPEN || !nobodyRuns(s, EnumSet.of(Operation.PUNCH_HOLE))) {
            return false;
        }
        s.set(at.file, File.DYING);
        return true;
    }

    boolean kvmGmemBind(OtherInvalidationsState s) {
        if (s.flag(at.bound) || s.get(at.file) != File.OPEN || !slotsLockFree(s) || !invalidateLockFree(s)) {
            return false;
        }
        s.setFlag(at.bound, true);
        return true;
    }

    /** Of a file that dies, bindings are taken away without the invalidate lock. */
    boolean unbindLocksFree(OtherInvalidationsState s) {
        return slotsLockFree(s) && (s.get(at.file) != File.OPEN || invalidateLockFree(s));
    }

    boolean kvmGmemUnbind(OtherInvalidationsState s) {
        if (!s.flag(at.bound)
                || !fn.unbindLocksFree.test(s)
                || !MmuNotifier.writeTrylock(s)
                || !at.faults.allInGuest(s)) {
            return false;
        }
        s.setFlag(at.bound, false);
        allSptesNone(s);
        return true;
    }
}
