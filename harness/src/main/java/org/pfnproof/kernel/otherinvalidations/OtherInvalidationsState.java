package org.pfnproof.kernel.otherinvalidations;

import java.util.List;
import org.pfnproof.kernel.notifier.Mapped;
import org.pfnproof.kernel.notifier.NotifierFields;
import org.pfnproof.kernel.notifier.PackedNotifierState;
import org.pfnproof.kernel.notifier.ShortFaults;
import org.pfnproof.kernel.state.EnumField;
import org.pfnproof.kernel.state.Field;
import org.pfnproof.kernel.state.Layout;

/** The variables of the TLA+ spec {@code OtherInvalidations}. vCPUs and invalidators are numbered from 0, gfns from 1. */
public final class OtherInvalidationsState extends PackedNotifierState {

    OtherInvalidationsState(Fields at) {
        super(at.words, at.notifier);
    }

    /** What happens to the VM. */
    enum Operation {
        /** Nothing. */
        NONE,
        /** kvm_zap_gfn_range(). */
        ZAP_GFN_RANGE,
        /** kvm_vm_set_mem_attributes(). */
        ATTRIBUTES,
        /** kvm_gmem_punch_hole(). */
        PUNCH_HOLE,
        /** kvm_gmem_error_folio(). */
        ERROR,
        /** kvm_gmem_release(). */
        RELEASE,
        /** kvm_gmem_bind(). */
        BIND,
        /** kvm_gmem_unbind(). */
        UNBIND,
        /** fput() of the file. */
        CLOSE;

        /** Whether a thread is in it for several steps. */
        boolean invalidates() {
            return this != NONE && this != BIND && this != UNBIND && this != CLOSE;
        }
    }

    /** The step that an invalidator takes next. */
    enum InvalidationStep {
        /** It does nothing. */
        IDLE,
        /** What faults depend on is written, before begin. */
        WRITE_FIRST,
        /** kvm_mmu_invalidate_begin(). */
        BEGIN,
        /** The zap, mmu_lock held. */
        UNMAP,
        /** The zap, mmu_lock dropped. */
        YIELDED,
        /** What faults depend on is written, between begin and end. */
        WRITE,
        /** kvm_mmu_invalidate_end(). */
        END
    }

    /** The file of guest_memfd. */
    enum File {
        /** It can be used. */
        OPEN,
        /** Its last reference is gone. */
        DYING,
        /** Release has run. */
        CLOSED
    }

    /** Where each variable lies. */
    static final class Fields {
        final int words;
        final NotifierFields notifier;
        final List<EnumField<Mapped>> spte;
        final ShortFaults faults;
        final List<EnumField<InvalidationStep>> invStep;
        final List<EnumField<Operation>> invOp;
        final Field[] invStart;
        final Field[] invEnd;
        final Field[] invNext;

        /** Whether an invalidator is between begin and end. */
        final Field[] invBegun;

        /** The memslot exists and is bound to the file. */
        final Field bound;

        final EnumField<File> file;

        Fields(int vcpus, int invalidators, int gfns, int maxSeq) {
            Layout layout = new Layout();
            // In 6.1 the range is in hvas, which begin where the gfns end.
            notifier = new NotifierFields(layout, vcpus, invalidators, 2 * gfns + 2, maxSeq);
            spte = layout.constants("spte", 1, gfns, Mapped.class);
            faults = new ShortFaults(layout, vcpus, gfns, maxSeq);
            invStep = layout.constants("inv.pc", 0, invalidators, InvalidationStep.class);
            invOp = layout.constants("inv.op", 0, invalidators, Operation.class);
            invStart = layout.fields("inv.start", 0, invalidators, 0, gfns);
            invEnd = layout.fields("inv.end", 0, invalidators, 0, gfns + 1);
            invNext = layout.fields("inv.next", 0, invalidators, 0, gfns);
            invBegun = layout.fields("inv.begun", 0, invalidators, 0, 1);
            bound = layout.field("bound", 0, 1);
            file = layout.constant("file", File.class);
            words = layout.words();
        }
    }
}
