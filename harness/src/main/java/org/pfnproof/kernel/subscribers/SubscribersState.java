package org.pfnproof.kernel.subscribers;

import java.util.List;
import org.pfnproof.kernel.notifier.ActiveCount;
import org.pfnproof.kernel.notifier.Mapped;
import org.pfnproof.kernel.notifier.NotifierFields;
import org.pfnproof.kernel.notifier.PackedNotifierState;
import org.pfnproof.kernel.notifier.ShortFaults;
import org.pfnproof.kernel.state.EnumField;
import org.pfnproof.kernel.state.Field;
import org.pfnproof.kernel.state.Layout;

/** The variables of the TLA+ spec {@code NotifierSubscribers}. vCPUs and invalidators are numbered from 0, subscribers from 1. */
public final class SubscribersState extends PackedNotifierState implements ActiveCount {

    private final Fields at;

    SubscribersState(Fields at) {
        super(at.words, at.notifier);
        this.at = at;
    }

    @Override
    public Field activeCountField() {
        return at.activeCount;
    }

    /** What a subscriber of the mm is. */
    enum Subscriber {
        /** An interval notifier; only first. */
        INTERVAL,
        /** KVM. */
        KVM,
        /** It has no end hook; may refuse. */
        START,
        /** It has both hooks, and does not refuse. */
        START_END,
        /** It has no start hook. */
        END,
        /** It has both hooks, and may refuse, which the kernel warns of. */
        REFUSES_WITH_END
    }

    /** Where a walk over the subscribers is. */
    enum Walk {
        /** There is none. */
        IDLE,
        /** invalidate_range_start(). */
        START,
        /** invalidate_range_end() of a start that was refused. */
        UNDO,
        /** The host changes its entries. */
        MODIFY,
        /** invalidate_range_end(). */
        END
    }

    /** Who takes KVM off the list. */
    enum Leaver {
        /** kvm_destroy_vm(). */
        DESTROYER,
        /** exit_mmap(). */
        EXIT
    }

    /** The step that a leaver takes next. */
    enum Leaving {
        /** It has not begun. */
        NONE,
        /** kvm_mmu_notifier_release(). */
        RELEASE,
        /** KVM is taken off the list. */
        UNLIST,
        /** synchronize_srcu(). */
        SYNCHRONIZE,
        /** kvm_arch_destroy_vm(); of the destroyer only. */
        DESTROY,
        /** It is through. */
        DONE
    }

    /** Where each variable lies. */
    static final class Fields {
        private static final int MAX_OPEN = 63;

        final int words;
        final NotifierFields notifier;
        final ShortFaults faults;
        final EnumField<Mapped> spte;
        final List<EnumField<Walk>> walk;

        /** The subscriber whose turn it is. */
        final Field[] at;

        /** KVM's callbacks have two parts. */
        final Field[] half;

        final Field[] mayBlock;
        final Field[] refused;

        /** Whether KVM is on the list. */
        final Field listed;

        /** By leaver. */
        final List<EnumField<Leaving>> leaving;

        /** By leaver: the invalidators whose walks the running synchronize_srcu() waits for. */
        final Field[][] grace;

        /** History, of subscribers with both hooks: starts that succeeded, less ends. */
        final Field[] open;

        private final Field activeCount;

        Fields(int vcpus, int invalidators, int subscribers, int maxSeq) {
            Layout layout = new Layout();
            notifier = new NotifierFields(layout, vcpus, invalidators, Subscribers.THE_GFN, maxSeq);
            faults = new ShortFaults(layout, vcpus, 0, maxSeq);
            spte = layout.constant("spte", Mapped.class);
            activeCount = layout.field("mn_active_invalidate_count", 0, 4 * invalidators);
            walk = layout.constants("inv.pc", 0, invalidators, Walk.class);
            at = layout.fields("inv.at", 0, invalidators, 0, subscribers + 1);
            half = layout.fields("inv.half", 0, invalidators, 1, 2);
            mayBlock = layout.fields("inv.may_block", 0, invalidators, 0, 1);
            refused = layout.fields("inv.refused", 0, invalidators, 0, 1);
            listed = layout.field("listed", 0, 1);
            leaving = layout.constants("leaver", 0, Leaver.values().length, Leaving.class);
            grace = new Field[][] {
                layout.fields("grace.destroyer", 0, invalidators, 0, 1),
                layout.fields("grace.exit", 0, invalidators, 0, 1)
            };
            // Variants without balance move it for ever.
            open = layout.fields("open", 1, subscribers, -MAX_OPEN, MAX_OPEN);
            words = layout.words();
        }
    }
}
