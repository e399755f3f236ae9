package org.pfnproof.kernel.notifier;

import static org.pfnproof.kernel.notifier.NotifierState.NO_WRITER;

import org.pfnproof.kernel.state.Field;
import org.pfnproof.kernel.state.Layout;

/** Where the variables of {@link NotifierState} lie in a packed state. */
public final class NotifierFields {

    final Field seq;
    final Field inProgress;
    final Field rangeStart;
    final Field rangeEnd;
    final Field writer;
    final Field readers;

    /**
     * Adds them to a layout.
     *
     * @param layout the layout
     * @param vcpus how many vCPUs
     * @param invalidators how many invalidators
     * @param gfns the greatest gfn
     * @param maxSeq the greatest value of mmu_invalidate_seq
     */
    public NotifierFields(Layout layout, int vcpus, int invalidators, int gfns, int maxSeq) {
        writer = layout.field("mmu_lock.writer", NO_WRITER, invalidators - 1);
        readers = layout.field("mmu_lock.readers", 0, (1 << vcpus) - 1);
        seq = layout.field("mmu_invalidate_seq", 0, maxSeq);
        // Variants with an unbalanced end lower it below zero.
        inProgress = layout.field("mmu_invalidate_in_progress", -2 * invalidators, 2 * invalidators);
        rangeStart = layout.field("mmu_invalidate_range.start", 0, gfns);
        rangeEnd = layout.field("mmu_invalidate_range.end", 0, gfns + 1);
    }
}
