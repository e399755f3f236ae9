package org.pfnproof.kernel.pfncache;

import static org.pfnproof.kernel.pfncache.PfnCacheState.NO_FRAME;

import java.util.List;
import org.pfnproof.kernel.notifier.MmuNotifier;
import org.pfnproof.kernel.pfncache.PfnCacheState.InvalidationStep;

/**
 * The mmu_notifier's side of a gfn_to_pfn_cache: virt/kvm/kvm_main.c, pfncache.c of Linux 6.12; the TLA+ module {@code PfnCacheInvalidation}.
 * Each method with a truth value is one atomic step of invalidator n; it says false, and changes nothing, where the step is not enabled.
 */
final class CacheInvalidation {

    private final Functions fn;
    private final List<Integer> hvas;
    private final List<Integer> slotHvas;

    CacheInvalidation(Functions fn, List<Integer> hvas, List<Integer> slotHvas) {
        this.fn = fn;
        this.hvas = hvas;
        this.slotHvas = slotHvas;
    }

    /** The order of the steps. */
    static InvalidationStep invStepAfter(InvalidationStep step) {
        return switch (step) {
            case IDLE -> InvalidationStep.COUNT;
            case COUNT -> InvalidationStep.GPC;
            case GPC -> InvalidationStep.BEGIN;
            case BEGIN -> InvalidationStep.MODIFY;
            case MODIFY -> InvalidationStep.END;
            case END -> InvalidationStep.COUNT_DEC;
            case COUNT_DEC -> InvalidationStep.AFTER;
            case AFTER -> throw new IllegalArgumentException("nothing comes after the last step");
        };
    }

    static void idle(PfnCacheState s, int n) {
        s.setInvStep(n, InvalidationStep.IDLE);
        s.setInvRange(n, 0, 0);
        s.setInvCounted(n, false);
        s.setInvSwept(n, false);
        s.clearGather(n);
    }

    private static boolean at(PfnCacheState s, int n, InvalidationStep step) {
        return s.invStep(n) == step;
    }

    private void stepped(PfnCacheState s, int n, InvalidationStep step) {
        InvalidationStep next = fn.invStepAfter.apply(step);
        if (next == InvalidationStep.AFTER && s.gatherIsEmpty(n)) {
            idle(s, n);
        } else {
            s.setInvStep(n, next);
        }
    }

    static boolean inRangeOf(PfnCacheState s, int n, int hva) {
        return s.invStart(n) <= hva && hva < s.invEnd(n);
    }

    private boolean meetsMemslot(PfnCacheState s, int n) {
        return slotHvas.stream().anyMatch(hva -> inRangeOf(s, n, hva));
    }

    /** mmu_notifier_invalidate_range_start() of first..last. */
    boolean mmuNotifierInvalidateRangeStart(PfnCacheState s, int n, int first, int last) {
        if (!at(s, n, InvalidationStep.IDLE) || first > last) {
            return false;
        }
        s.setInvStep(n, fn.invStepAfter.apply(InvalidationStep.IDLE));
        s.setInvRange(n, first, last + 1);
        return true;
    }

    /** S1. */
    boolean kvmMmuNotifierInvalidateRangeStart(PfnCacheState s, int n) {
        if (!at(s, n, InvalidationStep.COUNT)) {
            return false;
        }
        s.activeCountInc();
        s.setInvCounted(n, true);
        stepped(s, n, InvalidationStep.COUNT);
        return true;
    }

    /** S2: a valid cache in the range becomes invalid; waits for readers only if there is something to invalidate. */
    boolean gfnToPfnCacheInvalidateStart(PfnCacheState s, int n) {
        if (!at(s, n, InvalidationStep.GPC) || s.onList() && !GpcLock.readTrylock(s)) {
            return false;
        }
        if (s.onList() && s.valid() && inRangeOf(s, n, s.uhva())) {
            if (!fn.invalidateMayLock.test(s)) {
                return false;
            }
            s.setValid(false);
            s.setFreedUnder(false);
        }
        s.setInvSwept(n, true);
        stepped(s, n, InvalidationStep.GPC);
        return true;
    }

    /** S3. */
    boolean kvmMmuInvalidateRangeStart(PfnCacheState s, int n) {
        if (!at(s, n, InvalidationStep.BEGIN) || !meetsMemslot(s, n)) {
            return false;
        }
        MmuNotifier.kvmMmuInvalidateBegin(s);
        stepped(s, n, InvalidationStep.BEGIN);
        return true;
    }

    /** S3 without a memslot in the range. */
    boolean rangeMeetsNoMemslot(PfnCacheState s, int n) {
        if (!at(s, n, InvalidationStep.BEGIN) || meetsMemslot(s, n)) {
            return false;
        }
        stepped(s, n, InvalidationStep.BEGIN);
        return true;
    }

    /** The host's entries go; their pages are put at any time from now on. */
    boolean zapPteRange(PfnCacheState s, int n) {
        if (!at(s, n, InvalidationStep.MODIFY)) {
            return false;
        }
        s.clearGather(n);
        for (int hva : hvas) {
            if (inRangeOf(s, n, hva)) {
                if (s.hostPte(hva) != NO_FRAME) {
                    s.setGathers(n, s.hostPte(hva), true);
                }
                s.setHostPte(hva, NO_FRAME);
            }
        }
        s.setInvStep(n, fn.invStepAfter.apply(InvalidationStep.MODIFY));
        return true;
    }

    /** A page is put. */
    boolean freePagesAndSwapCache(PfnCacheState s, int n, int frame) {
        if (!s.gathers(n, frame)) {
            return false;
        }
        PfnCache.putPage(s, frame);
        s.setGathers(n, frame, false);
        if (at(s, n, InvalidationStep.AFTER) && s.gatherIsEmpty(n)) {
            idle(s, n);
        }
        return true;
    }

    /** E1. */
    boolean kvmMmuInvalidateEnd(PfnCacheState s, int n) {
        if (!at(s, n, InvalidationStep.END) || !meetsMemslot(s, n)) {
            return false;
        }
        s.setMmuInvalidateSeq(fn.nextSeq.applyAsInt(s));
        MmuNotifier.kvmMmuInvalidateEndDec(s);
        stepped(s, n, InvalidationStep.END);
        return true;
    }

    /** E1 without a memslot in the range. */
    boolean endMeetsNoMemslot(PfnCacheState s, int n) {
        if (!at(s, n, InvalidationStep.END) || meetsMemslot(s, n)) {
            return false;
        }
        stepped(s, n, InvalidationStep.END);
        return true;
    }

    /** E2; 6.12 warns at zero and leaves it there. */
    boolean kvmMmuNotifierInvalidateRangeEnd(PfnCacheState s, int n) {
        if (!at(s, n, InvalidationStep.COUNT_DEC)) {
            return false;
        }
        s.setActiveCount(Math.max(fn.leastActiveCount, s.activeCount() - 1));
        s.setInvCounted(n, false);
        s.setInvSwept(n, false);
        stepped(s, n, InvalidationStep.COUNT_DEC);
        return true;
    }
}
