package org.pfnproof.kernel.notifier;

import static org.pfnproof.kernel.notifier.NotifierState.NO_SEQ;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.pfnproof.kernel.Describing;
import org.pfnproof.kernel.ThreadRenamings;
import org.pfnproof.kernel.state.EnumField;
import org.pfnproof.kernel.state.Field;
import org.pfnproof.kernel.state.Layout;
import org.pfnproof.kernel.state.PackedState;

/**
 * The page faults of vCPUs in three steps: snapshot (P4), lookup (P10), retry test and installation (P15 to P19); for parts of KVM in which
 * the rest of a fault does not matter. What such specs call {@code fault}.
 */
public final class ShortFaults {

    private final int vcpus;
    private final List<EnumField<Step>> step;
    private final Field[] gfn;
    private final Field[] mmuSeq;
    private final List<EnumField<Mapped>> pfn;

    /** The step that a vCPU takes next. */
    private enum Step {
        /** It runs guest code. */
        GUEST,
        /** P10. */
        LOOKUP,
        /** P15 to P19. */
        MAP
    }

    /**
     * Adds them to a layout.
     *
     * @param layout the layout
     * @param vcpus how many vCPUs
     * @param gfns the greatest gfn; 0 where there is only one page, which then is gfn 0 here
     * @param maxSeq the greatest value of mmu_invalidate_seq
     */
    public ShortFaults(Layout layout, int vcpus, int gfns, int maxSeq) {
        this.vcpus = vcpus;
        step = layout.constants("fault.pc", 0, vcpus, Step.class);
        gfn = layout.fields("fault.gfn", 0, vcpus, 0, gfns);
        mmuSeq = layout.fields("fault.mmu_seq", 0, vcpus, NO_SEQ, maxSeq);
        pfn = layout.constants("fault.pfn", 0, vcpus, Mapped.class);
    }

    /** A vCPU runs guest code. */
    public void inGuest(PackedState s, int v) {
        s.set(step.get(v), Step.GUEST);
        s.set(gfn[v], 0);
        s.set(mmuSeq[v], NO_SEQ);
        s.set(pfn.get(v), Mapped.NONE);
    }

    /** The same for all. */
    public void init(PackedState s) {
        for (int v = 0; v < vcpus; v++) {
            inGuest(s, v);
        }
    }

    /** Whether a vCPU runs guest code. */
    public boolean isInGuest(PackedState s, int v) {
        return s.get(step.get(v)) == Step.GUEST;
    }

    /** Whether all do. */
    public boolean allInGuest(PackedState s) {
        for (int v = 0; v < vcpus; v++) {
            if (!isInGuest(s, v)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the lookup is due. */
    public boolean looksUp(PackedState s, int v) {
        return s.get(step.get(v)) == Step.LOOKUP;
    }

    /** Whether the retry test is due. */
    public boolean maps(PackedState s, int v) {
        return s.get(step.get(v)) == Step.MAP;
    }

    /** The gfn of a fault. */
    public int gfn(PackedState s, int v) {
        return s.get(gfn[v]);
    }

    /** The snapshot, or NO_SEQ. */
    public int mmuSeq(PackedState s, int v) {
        return s.get(mmuSeq[v]);
    }

    /** What a fault has looked up. */
    public Mapped pfn(PackedState s, int v) {
        return s.get(pfn.get(v));
    }

    /** P4: the snapshot; says no, and does nothing, if the vCPU is in a fault already. */
    public <S extends PackedState & NotifierState> boolean snapshot(S s, int v, int faultGfn) {
        if (!isInGuest(s, v)) {
            return false;
        }
        s.set(step.get(v), Step.LOOKUP);
        s.set(gfn[v], faultGfn);
        s.set(mmuSeq[v], s.mmuInvalidateSeq());
        return true;
    }

    /** P10: finds what the host has now; says no, and does nothing, if that is not the next step. */
    public boolean lookup(PackedState s, int v) {
        if (!looksUp(s, v)) {
            return false;
        }
        s.set(step.get(v), Step.MAP);
        s.set(pfn.get(v), Mapped.CURRENT);
        return true;
    }

    /** The host has something else now at some gfns: what faults have looked up there is stale. */
    public void makeStale(PackedState s, IntPredicate gfns) {
        for (int v = 0; v < vcpus; v++) {
            if (pfn(s, v) == Mapped.CURRENT && gfns.test(gfn(s, v))) {
                s.set(pfn.get(v), Mapped.STALE);
            }
        }
    }

    /** What belongs to vCPU i becomes that of vCPU {@code v[i]}. */
    public void rename(PackedState from, PackedState to, int[] v) {
        ThreadRenamings.permute(from, to, v, step);
        ThreadRenamings.permute(from, to, v, gfn, mmuSeq);
        ThreadRenamings.permute(from, to, v, pfn);
    }

    /** A fault in the spec's terms, but for its gfn. */
    public Map<String, Object> describe(PackedState s, int v) {
        Map<String, Object> fault = new HashMap<>();
        fault.put("pc", Describing.text(s.get(step.get(v))));
        fault.put("mmu_seq", mmuSeq(s, v));
        fault.put("pfn", Describing.text(pfn(s, v)));
        return fault;
    }

    /** The same with its gfn. */
    public Map<String, Object> describeWithGfn(PackedState s, int v) {
        Map<String, Object> fault = describe(s, v);
        fault.put("gfn", gfn(s, v));
        return fault;
    }
}
