package org.pfnproof.kernel.asyncpf;

import java.util.ArrayList;
import java.util.List;
import org.pfnproof.kernel.Quantifiers;
import org.pfnproof.kernel.notifier.NotifierFields;
import org.pfnproof.kernel.notifier.PackedNotifierState;
import org.pfnproof.kernel.state.EnumField;
import org.pfnproof.kernel.state.Field;
import org.pfnproof.kernel.state.Layout;

/** The variables of the TLA+ spec {@code AsyncPageFault}. vCPUs and invalidators are numbered from 0, gfns from 1. */
public final class AsyncPfState extends PackedNotifierState {

    private final Fields at;

    AsyncPfState(Fields at) {
        super(at.words, at.notifier);
        this.at = at;
    }

    /** What the host has for a gfn. */
    enum Host {
        /** A page. */
        PRESENT,
        /** I/O is needed. */
        SWAPPED,
        /** No area. */
        NONE
    }

    /** Where a vCPU is. */
    enum FaultStep {
        /** It runs guest code, or is about to. */
        GUEST,
        /** P4. */
        SNAPSHOT,
        /** P10: FOLL_NOWAIT. */
        NOWAIT,
        /** P11. */
        NEEDS_IO,
        /** P12. */
        WAIT,
        /** P13. */
        ERROR,
        /** P15 to P19. */
        MAP,
        /** The prefetch is over: the guest is told. */
        READY,
        /** The work is flushed. */
        FLUSH_WORK,
        /** What is done is looked at. */
        COMPLETION,
        /** The vCPU halts. */
        HALTED,
        /** In user space, with -EFAULT. */
        EFAULT,
        /** In user space, with -EINTR. */
        EINTR,
        /** Destroyed. */
        GONE
    }

    /** How far a work item is. */
    enum Work {
        /** There is none. */
        NONE,
        /** It has not begun. */
        SCHEDULED,
        /** It does GUP. */
        GUP,
        /** It is on an empty list: a request is to be made. */
        FIRST,
        /** It is on the list: the vCPU is to be woken. */
        LISTED,
        /** Over. */
        FINISHED
    }

    /** The step that an invalidator takes next. */
    enum InvalidationStep {
        /** It does nothing. */
        IDLE,
        /** The host's entry goes. */
        MODIFY,
        /** E1. */
        END
    }

    /** Where each variable lies. */
    static final class Fields {
        private final int words;
        private final int gfns;
        private final NotifierFields notifier;
        private final List<EnumField<Host>> host;
        private final List<List<EnumField<Work>>> work = new ArrayList<>();
        private final Field[][] done;
        private final Field spte;
        private final List<EnumField<FaultStep>> faultStep;
        private final Field[] faultGfn;
        private final Field[] faultPrefetch;
        private final Field[] faultMmuSeq;
        private final Field[] haltRequested;
        private final Field[] readyRequested;
        private final Field[] queue;
        private final Field[] waiting;
        private final Field[] readyToken;
        private final List<EnumField<InvalidationStep>> invStep;
        private final List<EnumField<Operation>> invOp;
        private final Field[] invGfn;

        Fields(int vcpus, int invalidators, int gfns, int maxSeq) {
            this.gfns = gfns;
            Layout layout = new Layout();
            notifier = new NotifierFields(layout, vcpus, invalidators, gfns, maxSeq);
            host = layout.constants("host", 1, gfns, Host.class);
            spte = layout.field("spte", 0, (1 << gfns + 1) - 1);
            faultStep = layout.constants("fault.pc", 0, vcpus, FaultStep.class);
            faultGfn = layout.fields("fault.gfn", 0, vcpus, 0, gfns);
            faultPrefetch = layout.fields("fault.prefetch", 0, vcpus, 0, 1);
            faultMmuSeq = layout.fields("fault.mmu_seq", 0, vcpus, NO_SEQ, maxSeq);
            haltRequested = layout.fields("requests.halt", 0, vcpus, 0, 1);
            readyRequested = layout.fields("requests.ready", 0, vcpus, 0, 1);
            queue = layout.fields("queue", 0, vcpus, 0, (1 << gfns + 1) - 1);
            done = new Field[vcpus][];
            for (int v = 0; v < vcpus; v++) {
                work.add(layout.constants("work[" + v + "]", 1, gfns, Work.class));
                // At most one for each gfn: it is queued again only after it was taken off.
                done[v] = layout.fields("done[" + v + "]", 0, gfns, 0, gfns);
            }
            waiting = layout.fields("waiting", 0, vcpus, 0, (1 << gfns + 1) - 1);
            readyToken = layout.fields("ready_token", 0, vcpus, 0, gfns);
            invStep = layout.constants("inv.pc", 0, invalidators, InvalidationStep.class);
            invOp = layout.constants("inv.op", 0, invalidators, Operation.class);
            invGfn = layout.fields("inv.gfn", 0, invalidators, 0, gfns);
            words = layout.words();
        }
    }

    Host host(int gfn) {
        return at.host.get(gfn).get(words);
    }

    void setHost(int gfn, Host value) {
        at.host.get(gfn).set(words, value);
    }

    Work work(int v, int gfn) {
        return at.work.get(v).get(gfn).get(words);
    }

    void setWork(int v, int gfn, Work value) {
        at.work.get(v).get(gfn).set(words, value);
    }

    boolean queueIsEmpty(int v) {
        return !flag(at.queue[v]);
    }

    /** vcpu->async_pf.done, oldest first. */
    List<Integer> done(int v) {
        List<Integer> done = new ArrayList<>();
        for (int i = 0; i < at.gfns && get(at.done[v][i]) != 0; i++) {
            done.add(get(at.done[v][i]));
        }
        return done;
    }

    void setDone(int v, List<Integer> gfns) {
        for (int i = 0; i < at.gfns; i++) {
            set(at.done[v][i], i < gfns.size() ? gfns.get(i) : 0);
        }
    }

    boolean doneIsEmpty(int v) {
        return get(at.done[v][0]) == 0;
    }

    /** Whether all gfns on that list are at most one. */
    boolean doneIsWithin(int v, int greatest) {
        return Quantifiers.every(at.gfns, i -> get(at.done[v][i]) <= greatest);
    }

    boolean isMapped(int gfn) {
        return bit(at.spte, gfn);
    }

    void setMapped(int gfn, boolean in) {
        at.spte.setBit(words, gfn, in);
    }

    FaultStep faultStep(int v) {
        return at.faultStep.get(v).get(words);
    }

    void setFaultStep(int v, FaultStep value) {
        at.faultStep.get(v).set(words, value);
    }

    int faultGfn(int v) {
        return at.faultGfn[v].get(words);
    }

    void setFaultGfn(int v, int value) {
        at.faultGfn[v].set(words, value);
    }

    boolean faultPrefetch(int v) {
        return flag(at.faultPrefetch[v]);
    }

    void setFaultPrefetch(int v, boolean value) {
        setFlag(at.faultPrefetch[v], value);
    }

    int faultMmuSeq(int v) {
        return at.faultMmuSeq[v].get(words);
    }

    void setFaultMmuSeq(int v, int value) {
        at.faultMmuSeq[v].set(words, value);
    }

    /** Whether KVM_REQ_APF_HALT is pending. */
    boolean haltRequested(int v) {
        return flag(at.haltRequested[v]);
    }

    void setHaltRequested(int v, boolean value) {
        setFlag(at.haltRequested[v], value);
    }

    /** Whether KVM_REQ_APF_READY is pending. */
    boolean readyRequested(int v) {
        return flag(at.readyRequested[v]);
    }

    void setReadyRequested(int v, boolean value) {
        setFlag(at.readyRequested[v], value);
    }

    /** Whether a gfn has a work on vcpu->async_pf.queue. */
    boolean isQueued(int v, int gfn) {
        return bit(at.queue[v], gfn);
    }

    void setQueued(int v, int gfn, boolean in) {
        at.queue[v].setBit(words, gfn, in);
    }

    /** Whether a task of the guest waits for "page ready". */
    boolean isWaiting(int v, int gfn) {
        return bit(at.waiting[v], gfn);
    }

    void setWaiting(int v, int gfn, boolean in) {
        at.waiting[v].setBit(words, gfn, in);
    }

    /** The gfn in the guest's "page ready" slot, 0 for none. */
    int readyToken(int v) {
        return at.readyToken[v].get(words);
    }

    void setReadyToken(int v, int value) {
        at.readyToken[v].set(words, value);
    }

    InvalidationStep invStep(int n) {
        return at.invStep.get(n).get(words);
    }

    void setInvStep(int n, InvalidationStep value) {
        at.invStep.get(n).set(words, value);
    }

    Operation invOp(int n) {
        return at.invOp.get(n).get(words);
    }

    void setInvOp(int n, Operation value) {
        at.invOp.get(n).set(words, value);
    }

    int invGfn(int n) {
        return at.invGfn[n].get(words);
    }

    void setInvGfn(int n, int value) {
        at.invGfn[n].set(words, value);
    }
}
