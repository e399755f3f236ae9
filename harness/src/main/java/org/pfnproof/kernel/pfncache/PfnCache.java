package org.pfnproof.kernel.pfncache;

import static org.pfnproof.kernel.notifier.NotifierState.NO_SEQ;
import static org.pfnproof.kernel.pfncache.PfnCacheState.NO_FRAME;

import org.pfnproof.kernel.pfncache.PfnCacheState.TaskStep;

/**
 * gfn_to_pfn_cache: its users, activation and refresh, virt/kvm/pfncache.c of Linux 6.12; the TLA+ module {@code PfnCache}. Each method with a
 * truth value is one atomic step of thread v; it says false, and changes nothing, where the step is not enabled.
 */
final class PfnCache {

    private final Functions fn;

    PfnCache(Functions fn) {
        this.fn = fn;
    }

    static void idle(PfnCacheState s, int v) {
        s.setTaskStep(v, TaskStep.IDLE);
        s.setTaskUhva(v, 0);
        s.setTaskMmuSeq(v, NO_SEQ);
        s.setTaskPfn(v, NO_FRAME);
    }

    private static boolean at(PfnCacheState s, int v, TaskStep step) {
        return s.taskStep(v) == step;
    }

    /** put_page(), noting whether the valid cache outlives its page. */
    static void putPage(PfnCacheState s, int frame) {
        if (s.valid() && s.pfn() == frame && s.pageRefcount(frame) == 1) {
            s.setFreedUnder(true);
        }
        s.setPageRefcount(frame, s.pageRefcount(frame) - 1);
    }

    /** kvm_gpc_check(): a user finds the cache valid and uses khva. */
    boolean kvmGpcCheck(PfnCacheState s, int v) {
        if (!at(s, v, TaskStep.IDLE) || !GpcLock.readTrylock(s) || !s.active() || !s.valid()) {
            return false;
        }
        s.setReadsGpc(v, true);
        s.setTaskStep(v, TaskStep.READING);
        s.setTaskPfn(v, s.pfn());
        return true;
    }

    /** The user is done. */
    boolean readUnlockGpcLock(PfnCacheState s, int v) {
        if (!at(s, v, TaskStep.READING)) {
            return false;
        }
        s.setReadsGpc(v, false);
        idle(s, v);
        return true;
    }

    /** kvm_gpc_activate(): on the list first. */
    boolean kvmGpcActivate(PfnCacheState s, int v, int hva) {
        if (!at(s, v, TaskStep.IDLE) || s.anybodyRefreshes() || s.active() || s.onList()) {
            return false;
        }
        s.setRefreshes(v, true);
        s.setOnList(true);
        s.setTaskStep(v, TaskStep.ACTIVATE);
        s.setTaskUhva(v, hva);
        return true;
    }

    /** kvm_gpc_activate(): active second. */
    boolean kvmGpcSetActive(PfnCacheState s, int v) {
        if (!at(s, v, TaskStep.ACTIVATE) || !GpcLock.writeTrylock(s)) {
            return false;
        }
        s.setActive(true);
        s.setTaskStep(v, TaskStep.LOCK);
        return true;
    }

    /** kvm_gpc_deactivate(): inactive first. */
    boolean kvmGpcDeactivate(PfnCacheState s, int v) {
        if (!at(s, v, TaskStep.IDLE) || s.anybodyRefreshes() || !GpcLock.writeTrylock(s) || !s.active()) {
            return false;
        }
        s.setRefreshes(v, true);
        s.setActive(false);
        s.setValid(false);
        s.setPfn(NO_FRAME);
        s.setFreedUnder(false);
        s.setTaskStep(v, TaskStep.LIST_DEL);
        return true;
    }

    /** kvm_gpc_deactivate(): off the list second. */
    boolean listDel(PfnCacheState s, int v) {
        if (!at(s, v, TaskStep.LIST_DEL)) {
            return false;
        }
        s.setOnList(false);
        s.setRefreshes(v, false);
        idle(s, v);
        return true;
    }

    /** kvm_gpc_refresh(): takes refresh_lock. */
    boolean kvmGpcRefresh(PfnCacheState s, int v, int hva) {
        if (!at(s, v, TaskStep.IDLE) || !fn.refreshMayBegin.test(s)) {
            return false;
        }
        s.setRefreshes(v, true);
        s.setTaskStep(v, TaskStep.LOCK);
        s.setTaskUhva(v, hva);
        return true;
    }

    /** __kvm_gpc_refresh(): refused, nothing to do, or invalid from here on; then gpc->lock is kept. */
    boolean kvmGpcRefreshLocked(PfnCacheState s, int v) {
        if (!at(s, v, TaskStep.LOCK) || !GpcLock.writeTrylock(s)) {
            return false;
        }
        if (fn.refreshRefused.test(s) || s.valid() && s.uhva() == s.taskUhva(v)) {
            s.setRefreshes(v, false);
            idle(s, v);
            return true;
        }
        s.setUhva(s.taskUhva(v));
        s.setValid(fn.validDuringRefresh);
        s.setFreedUnder(false);
        s.setGpcWriter(v);
        s.setTaskStep(v, TaskStep.SNAPSHOT);
        return true;
    }

    /** hva_to_pfn_retry(), head of its loop: snapshot, smp_rmb(), gpc->lock is dropped. */
    boolean hvaToPfnRetry(PfnCacheState s, int v) {
        if (!at(s, v, TaskStep.SNAPSHOT)) {
            return false;
        }
        GpcLock.unlock(s);
        s.setTaskMmuSeq(v, s.mmuInvalidateSeq());
        s.setTaskStep(v, s.taskPfn(v) == NO_FRAME ? TaskStep.LOOKUP : TaskStep.PUT);
        return true;
    }

    /** kvm_release_pfn_clean() of the page of the previous round. */
    boolean kvmReleasePfnClean(PfnCacheState s, int v) {
        if (!at(s, v, TaskStep.PUT)) {
            return false;
        }
        putPage(s, s.taskPfn(v));
        s.setTaskStep(v, TaskStep.LOOKUP);
        s.setTaskPfn(v, NO_FRAME);
        return true;
    }

    /** hva_to_pfn() of gpc->uhva. */
    boolean hvaToPfn(PfnCacheState s, int v) {
        if (!at(s, v, TaskStep.LOOKUP)) {
            return false;
        }
        int frame = s.hostPte(s.uhva());
        if (frame == NO_FRAME) {
            return false;
        }
        s.setPageRefcount(frame, s.pageRefcount(frame) + 1);
        s.setTaskStep(v, TaskStep.RELOCK);
        s.setTaskPfn(v, frame);
        return true;
    }

    /** The host maps nothing there yet: do_anonymous_page(). */
    boolean faultinPage(PfnCacheState s, int v, int frame) {
        if (!at(s, v, TaskStep.LOOKUP) || s.hostPte(s.uhva()) != NO_FRAME || s.pageRefcount(frame) != 0) {
            return false;
        }
        s.setPageRefcount(frame, 1);
        s.setHostPte(s.uhva(), frame);
        return true;
    }

    /** An error result: the cache stays invalid and forgets its page. */
    boolean hvaToPfnOutError(PfnCacheState s, int v) {
        if (!at(s, v, TaskStep.LOOKUP) || !GpcLock.writeTrylock(s)) {
            return false;
        }
        s.setValid(false);
        s.setPfn(NO_FRAME);
        s.setFreedUnder(false);
        s.setRefreshes(v, false);
        idle(s, v);
        return true;
    }

    /** mmu_notifier_retry_cache(): is an invalidation active? */
    boolean mmuNotifierRetryCache(PfnCacheState s, int v) {
        if (!at(s, v, TaskStep.RELOCK) || !GpcLock.writeTrylock(s)) {
            return false;
        }
        s.setGpcWriter(v);
        if (fn.firstReadSaysRetry.of(s, v)) {
            again(s, v);
        } else {
            s.setTaskStep(v, TaskStep.RETRY_SEQ);
        }
        return true;
    }

    /** mmu_notifier_retry_cache(), after smp_rmb(): has seq moved? */
    boolean mmuNotifierRetryCacheSeq(PfnCacheState s, int v) {
        if (!at(s, v, TaskStep.RETRY_SEQ) || !fn.secondReadSaysRetry.of(s, v)) {
            return false;
        }
        again(s, v);
        return true;
    }

    private static void again(PfnCacheState s, int v) {
        s.setTaskStep(v, TaskStep.SNAPSHOT);
        s.setTaskMmuSeq(v, NO_SEQ);
    }

    /** The loop is left: valid, pfn, khva; the reference goes back; both locks are dropped. */
    boolean gpcBecomesValid(PfnCacheState s, int v) {
        if (!at(s, v, TaskStep.RETRY_SEQ) || fn.secondReadSaysRetry.of(s, v)) {
            return false;
        }
        int frame = s.taskPfn(v);
        boolean puts = fn.putsNewPage.of(s, v);
        s.setValid(true);
        s.setPfn(frame);
        s.setFreedUnder(puts && s.pageRefcount(frame) == 1);
        if (puts) {
            s.setPageRefcount(frame, s.pageRefcount(frame) - 1);
        }
        GpcLock.unlock(s);
        s.setRefreshes(v, false);
        idle(s, v);
        return true;
    }
}
