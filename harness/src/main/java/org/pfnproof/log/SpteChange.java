package org.pfnproof.log;

import java.util.OptionalLong;
import org.pfnproof.log.LogStep.Kind;

/**
 * The tracepoint kvm_tdp_mmu_spte_changed: {@code as id A gfn G level L old_spte O new_spte N}, gfn and SPTEs in hexadecimal. An SPTE has bit
 * 11 if it is present, bit 7 if it is a large page, a page frame number in bits 51 to 12; level 1 is the last.
 */
final class SpteChange {

    private static final long PRESENT = 1L << 11;
    private static final long LARGE = 1L << 7;
    private static final long PFN = (1L << 52) - (1L << 12);
    /** Both bits set: not present, faults with the reserved bit, or as EPT misconfiguration: MMIO. */
    private static final long MMIO = 0x8000000000000L;

    private SpteChange() {}

    static Reconstruction.Made of(LogEvent event, String log) throws LogFormatException {
        OptionalLong gfn = Numbers.hexadecimalAfter(event.values(), " gfn ");
        OptionalLong level = Numbers.after(event.values(), " level ");
        OptionalLong before = Numbers.hexadecimalAfter(event.values(), " old_spte ");
        OptionalLong after = Numbers.hexadecimalAfter(event.values(), " new_spte ");
        if (gfn.isEmpty() || level.isEmpty() || before.isEmpty() || after.isEmpty()) {
            throw new LogFormatException(
                    log, event.line(), "this kvm_tdp_mmu_spte_changed lacks gfn, level, old_spte or new_spte");
        }
        return of(event, level.getAsLong(), before.getAsLong(), after.getAsLong())
                .gfn(gfn.getAsLong())
                .value(level.getAsLong());
    }

    private static Reconstruction.Made of(LogEvent event, long level, long before, long after) {
        boolean was = isLeaf(level, before);
        boolean is = isLeaf(level, after);
        if (was && is) {
            return pfn(before) == pfn(after)
                    ? new Reconstruction.Made(event, Kind.SPTE_BITS).pfn(pfn(after))
                    : new Reconstruction.Made(event, Kind.SPTE_REPLACED)
                            .pfn(pfn(after))
                            .first(pfn(before));
        }
        if (was) {
            boolean split = level > 1 && (after & PRESENT) != 0;
            return new Reconstruction.Made(event, split ? Kind.SPTE_SPLIT : Kind.SPTE_CLEARED).pfn(pfn(before));
        }
        if (is) {
            return new Reconstruction.Made(event, Kind.SPTE_SET).pfn(pfn(after));
        }
        return new Reconstruction.Made(
                event, (after & PRESENT) == 0 && (after & MMIO) != 0 ? Kind.SPTE_MMIO : Kind.SPTE_TABLE);
    }

    private static boolean isLeaf(long level, long spte) {
        return (spte & PRESENT) != 0 && (level == 1 || (spte & LARGE) != 0);
    }

    private static long pfn(long spte) {
        return (spte & PFN) >>> 12;
    }
}
