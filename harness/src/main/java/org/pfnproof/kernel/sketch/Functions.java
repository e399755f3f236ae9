package org.pfnproof.kernel.sketch;

import static org.pfnproof.kernel.sketch.SketchState.FOLL_GET;
import static org.pfnproof.kernel.sketch.SketchState.FOLL_MMU_SEQ;
import static org.pfnproof.kernel.sketch.SketchState.FOLL_PAGE;

import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.pfnproof.kernel.Replacements;
import org.pfnproof.kernel.sketch.SketchState.Slot;

/** The functions that a model or a variant may replace, each under the name of its TLA+ operator in Java spelling. */
final class Functions {

    static final Replacements<Consumer<Functions>> REPLACEMENTS = new Replacements<>(
            Map.of(
                    "NextSeq <- NeverZeroSeq", fn -> fn.nextSeq = s -> Sketch.freshFrom(s, 1),
                    "NextSeq <- AnySeq", fn -> fn.nextSeq = s -> Sketch.freshFrom(s, 0),
                    "BadSlotResult <- BadSlotPfn", fn -> fn.badSlotResult = Functions::badSlotPfn,
                    "SanityCheckFails <- FollGetAlone", fn -> fn.sanityCheckFails = s -> false),
            Map.of(
                    "sketch-forgets-put", fn -> fn.putsBeforeReturn = s -> false,
                    "sketch-no-retry-test", fn -> fn.isStale = s -> false,
                    "sketch-no-sanity-check", fn -> fn.sanityCheckFails = s -> false,
                    "sketch-put-always", fn -> fn.putsBeforeReturn = s -> s.flag(FOLL_PAGE)));

    ToIntFunction<SketchState> nextSeq;
    ToLongFunction<Slot> badSlotResult;
    Predicate<SketchState> sanityCheckFails = s -> !s.flag(FOLL_GET) && s.get(FOLL_MMU_SEQ) == 0;
    Predicate<SketchState> putsBeforeReturn = s -> s.flag(FOLL_PAGE) && !s.flag(FOLL_GET);
    Predicate<SketchState> isStale = Sketch::isStale;

    /**
     * The functions of the sketch.
     *
     * @param seqModulus how many values mmu_invalidate_seq has; 0: it does not wrap
     * @param pageOffset PAGE_OFFSET
     */
    Functions(int seqModulus, long pageOffset) {
        nextSeq = s -> Sketch.nextSeq(s, seqModulus);
        badSlotResult = slot -> slot == Slot.READONLY ? pageOffset | 1L << KvmPfn.PAGE_SHIFT : pageOffset;
    }

    /** What __gfn_to_pfn_memslot() of Linux 6.12 makes of bad addresses. */
    private static long badSlotPfn(Slot slot) {
        return slot == Slot.READONLY ? KvmPfn.KVM_PFN_ERR_RO_FAULT : KvmPfn.KVM_PFN_NOSLOT;
    }
}
