package org.pfnproof.kernel.slotranges;

import static org.pfnproof.kernel.slotranges.Slots.NO_SLOT;

import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.pfnproof.kernel.Replacements;
import org.pfnproof.kernel.notifier.MmuNotifier;
import org.pfnproof.kernel.slotranges.Functions.Range;

/** The twins of the variants of {@code SlotRanges}: each replaces the functions that its TLA+ module replaces. */
final class Variants {

    private static final Replacements<Consumer<Parts>> VARIANTS = Replacements.ofVariants(Map.ofEntries(
            Map.entry("begin-without-range", k -> k.fn().rngAdded = (s, n) -> {}),
            Map.entry("non-blocking-start-yields", k -> k.fn().mayYield = (s, n) -> true),
            Map.entry("on-lock-for-each-slot", k -> k.fn().rngBegin = (s, n) -> beginEach(k.slots(), s, n)),
            Map.entry("range-end-included", k -> k.fn().rngRetry = k.code()::rngRetryUpToEnd),
            Map.entry("range-end-taken-as-last", k -> k.fn().rngAdded = k.code()::rngAddedAsLast),
            Map.entry(
                    "range-gfns-taken-for-hvas",
                    k -> k.fn().hvaRange = (s, n) -> {
                        int slot = k.slots().nextMet(NO_SLOT, s.invStart(n), s.invEnd(n));
                        return new Range(
                                k.slots().gfnStart(slot, s.invStart(n)),
                                k.slots().gfnEnd(slot, s.invEnd(n)));
                    }),
            Map.entry(
                    "range-of-first-slot-only",
                    k -> k.fn().rngAdded = (s, n) -> {
                        if (k.slots().nextMet(NO_SLOT, s.invStart(n), s.invEnd(n)) >= s.invSlot(n)) {
                            k.code().rngAdded(s, n);
                        }
                    }),
            Map.entry(
                    "range-reset-by-each-begin",
                    k -> k.fn().rngBegin = (s, n) -> {
                        s.setMmuInvalidateInProgress(s.mmuInvalidateInProgress() + 1);
                        s.setMmuInvalidateRange(0, 0);
                    }),
            Map.entry("range-shrunk-at-nested-end", k -> k.fn().rngEnd = (s, n) -> endCutsOff(k, s, n)),
            Map.entry(
                    "slot-range-overwritten-6.1",
                    k -> k.fn().hvaRangeWidened = (s, n) -> SlotRangesLinux61.setRange(k.fn(), s, n)),
            Map.entry(
                    "walk-ends-after-first-slot",
                    k -> k.fn().nextSlotAhead =
                            (s, n) -> s.invSlot(n) == NO_SLOT ? k.code().nextSlotAhead(s, n) : NO_SLOT),
            Map.entry(
                    "walk-of-one-address-space",
                    k -> k.fn().nextSlotAhead = (s, n) -> {
                        int slot = k.code().nextSlotAhead(s, n);
                        // Slots are in the order of their address spaces.
                        return slot != NO_SLOT
                                        && k.slots().addressSpace(slot)
                                                == k.slots().addressSpace(1)
                                ? slot
                                : NO_SLOT;
                    }),
            Map.entry("yield-forgets-to-lock-again", k -> k.fn().tdpMmuIterResumes = SlotRanges::resumesUnlocked)));

    private Variants() {}

    /**
     * What a variant may change.
     *
     * @param fn the functions
     * @param code the steps
     * @param slots the memslots
     */
    record Parts(Functions fn, SlotRanges code, Slots slots) {}

    /** What a variant does; empty if it has no twin. */
    static Optional<Consumer<Parts>> of(String id) {
        return VARIANTS.ofVariant(id);
    }

    private static void beginEach(Slots slots, SlotRangesState s, int n) {
        if (s.mmuInvalidateInProgress() == 0) {
            s.setMmuInvalidateRange(0, 0);
        }
        int met = (int) IntStream.rangeClosed(1, slots.slotCount())
                .filter(i -> slots.meets(i, s.invStart(n), s.invEnd(n)))
                .count();
        s.setMmuInvalidateInProgress(s.mmuInvalidateInProgress() + met);
    }

    /** The range loses its first gfns, if they are those of the invalidation that ends. */
    private static void endCutsOff(Parts k, SlotRangesState s, int n) {
        boolean last = s.mmuInvalidateInProgress() == 1;
        MmuNotifier.kvmMmuInvalidateEndDec(s);
        if (last) {
            return;
        }
        boolean startsHere = false;
        int after = 0;
        for (int p = 1; p <= k.slots().pageCount(); p++) {
            if (k.code().isBehind(s, n, p)) {
                int gfn = k.slots().page(p).gfn();
                startsHere |= gfn == s.mmuInvalidateRangeStart();
                after = Math.max(after, gfn + 1);
            }
        }
        if (startsHere && after < s.mmuInvalidateRangeEnd()) {
            s.setMmuInvalidateRange(after, s.mmuInvalidateRangeEnd());
        }
    }
}
