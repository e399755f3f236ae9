package org.pfnproof.kernel.aging;

import java.util.List;
import org.pfnproof.kernel.notifier.ActiveCount;
import org.pfnproof.kernel.notifier.Mapped;
import org.pfnproof.kernel.notifier.NotifierFields;
import org.pfnproof.kernel.notifier.PackedNotifierState;
import org.pfnproof.kernel.notifier.ShortFaults;
import org.pfnproof.kernel.state.EnumField;
import org.pfnproof.kernel.state.Field;
import org.pfnproof.kernel.state.Layout;

/** The variables of the TLA+ spec {@code AgingAndChangePte}. vCPUs and invalidators are numbered from 0. */
public final class AgingState extends PackedNotifierState implements ActiveCount {

    private final Fields at;

    AgingState(Fields at) {
        super(at.words, at.notifier);
        this.at = at;
    }

    @Override
    public Field activeCountField() {
        return at.activeCount;
    }

    /** What the host does with the page. */
    enum Operation {
        /** Nothing. */
        NONE,
        /** It takes the page away. */
        ZAP,
        /** It puts another in its place, with change_pte. */
        REPLACE
    }

    /** Which callback ages. */
    enum Callback {
        /** clear_flush_young. */
        CLEAR_FLUSH_YOUNG,
        /** clear_young. */
        CLEAR_YOUNG
    }

    /** The step that an invalidator takes next. */
    enum InvalidationStep {
        /** It does nothing. */
        IDLE,
        /** The host's entry is cleared. */
        CLEAR,
        /** change_pte, page-table lock held. */
        CHANGE_PTE,
        /** The host's entry is set, page-table lock held. */
        SET,
        /** invalidate_range_end(). */
        END
    }

    /** Where each variable lies. */
    static final class Fields {
        final int words;
        final NotifierFields notifier;
        final ShortFaults faults;
        final EnumField<Mapped> sptePfn;

        /** The SPTE's accessed bit. */
        final Field spteYoung;

        /** Whether a vCPU's TLB has the translation. */
        final Field[] tlb;

        final List<EnumField<InvalidationStep>> invStep;
        final List<EnumField<Operation>> invOp;

        /** History: the guest has used the page since it was last aged. */
        final Field used;

        private final Field activeCount;

        Fields(int vcpus, int invalidators, int maxSeq) {
            Layout layout = new Layout();
            notifier = new NotifierFields(layout, vcpus, invalidators, Aging.THE_GFN, maxSeq);
            faults = new ShortFaults(layout, vcpus, 0, maxSeq);
            activeCount = layout.field("mn_active_invalidate_count", 0, 2 * invalidators);
            sptePfn = layout.constant("spte.pfn", Mapped.class);
            spteYoung = layout.field("spte.young", 0, 1);
            tlb = layout.fields("tlb", 0, vcpus, 0, 1);
            invStep = layout.constants("inv.pc", 0, invalidators, InvalidationStep.class);
            invOp = layout.constants("inv.op", 0, invalidators, Operation.class);
            used = layout.field("used", 0, 1);
            words = layout.words();
        }
    }
}
