package org.pfnproof.kernel.sketch;

import static org.pfnproof.kernel.Describing.text;
import static org.pfnproof.kernel.sketch.SketchState.FOLL_CALLER;
import static org.pfnproof.kernel.sketch.SketchState.FOLL_GET;
import static org.pfnproof.kernel.sketch.SketchState.FOLL_MMU_SEQ;
import static org.pfnproof.kernel.sketch.SketchState.FOLL_PAGE;
import static org.pfnproof.kernel.sketch.SketchState.FOLL_PC;
import static org.pfnproof.kernel.sketch.SketchState.FOLL_SLOT;
import static org.pfnproof.kernel.sketch.SketchState.FOLL_WARNED;
import static org.pfnproof.kernel.sketch.SketchState.HOST_MAPS;
import static org.pfnproof.kernel.sketch.SketchState.INVALIDATION;
import static org.pfnproof.kernel.sketch.SketchState.MMU_INVALIDATE_SEQ;
import static org.pfnproof.kernel.sketch.SketchState.PAGE;
import static org.pfnproof.kernel.sketch.SketchState.PAGE_COUNT;
import static org.pfnproof.kernel.sketch.SketchState.SPTE;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.pfnproof.kernel.BoundsReader;
import org.pfnproof.kernel.Move;
import org.pfnproof.kernel.Move.Argument;
import org.pfnproof.kernel.Permutations;
import org.pfnproof.kernel.Protocol;
import org.pfnproof.kernel.Rule;
import org.pfnproof.kernel.sketch.KvmPfn.Meaning;
import org.pfnproof.kernel.sketch.SketchState.Caller;
import org.pfnproof.kernel.sketch.SketchState.Invalidation;
import org.pfnproof.kernel.sketch.SketchState.Page;
import org.pfnproof.kernel.sketch.SketchState.Slot;
import org.pfnproof.kernel.sketch.SketchState.Step;

/** The thread's kvm_follow_pfn(): the twin of the TLA+ module {@code FollowPfnSketchProperties}. */
public final class SketchProtocol implements Protocol<SketchState> {

    private final List<Caller> callers;
    private final List<Slot> slots;
    private final List<Page> pages;
    private final int seqStart;
    private final Sketch code;

    private SketchProtocol(BoundsReader bounds, List<Consumer<Functions>> changes) {
        callers = bounds.constants("CALLERS", Caller.class);
        slots = bounds.constants("SKETCH_SLOTS", Slot.class);
        pages = bounds.constants("PAGES", Page.class);
        seqStart = bounds.number("SEQ_START");
        long pageOffset = 0;
        for (int bit : bounds.numbers("PAGE_OFFSET")) {
            if (bit < 0 || bit >= Long.SIZE || bit == KvmPfn.PAGE_SHIFT) {
                throw new IllegalArgumentException("the bound PAGE_OFFSET has bit " + bit
                        + "; it must be aligned to pages of more than 4 KiB, and have 64 bits");
            }
            pageOffset |= 1L << bit;
        }
        Functions fn = new Functions(bounds.number("SEQ_MODULUS"), pageOffset);
        changes.forEach(change -> change.accept(fn));
        code = new Sketch(fn);
    }

    /**
     * The reference implementation at a model's bounds.
     *
     * @param bounds constant to value
     * @param substitutions operators replaced by the model
     * @param variant the id of a variant
     * @return empty if the variant or a substitution has no twin here
     * @throws IllegalArgumentException if a bound is missing or is not what it must be
     */
    public static Optional<SketchProtocol> of(
            Map<String, Object> bounds, Map<String, String> substitutions, Optional<String> variant) {
        return Functions.REPLACEMENTS
                .of(substitutions, variant)
                .filter(chosen -> chosen.rest().isEmpty())
                .map(chosen -> new SketchProtocol(new BoundsReader(bounds), chosen.changes()));
    }

    @Override
    public SketchState newState() {
        return new SketchState();
    }

    @Override
    public void initialStates(Consumer<SketchState> receiver) {
        SketchState s = newState();
        for (Page page : pages) {
            s.set(MMU_INVALIDATE_SEQ, seqStart);
            s.set(INVALIDATION, Invalidation.IDLE);
            s.set(PAGE, page);
            s.setFlag(HOST_MAPS, true);
            s.set(PAGE_COUNT, page == Page.RAM ? 1 : 0);
            s.setFlag(SPTE, false);
            Sketch.noFoll(s);
            receiver.accept(s);
        }
    }

    @Override
    public List<Move<SketchState>> moves() {
        List<Move<SketchState>> moves = new ArrayList<>();
        for (Caller caller : callers) {
            Move.add(
                    moves,
                    "snapshot_and_call",
                    s -> code.snapshotAndCall(s, caller),
                    new Argument("caller", text(caller)));
        }
        boolean careless = callers.contains(Caller.CARELESS);
        Move.add(moves, "call_without_snapshot", s -> careless && code.callWithoutSnapshot(s));
        boolean map = callers.contains(Caller.MAP);
        for (Slot slot : slots) {
            Move.add(moves, "kvm_follow_pfn", s -> map && code.kvmFollowPfn(s, slot), new Argument("slot", text(slot)));
        }
        Move.add(moves, "sanity_check", code::sanityCheck);
        Move.add(moves, "hva_to_pfn", code::hvaToPfn);
        Move.add(moves, "put_before_return", code::putBeforeReturn);
        Move.add(moves, "error_pfn", code::errorPfn);
        Move.add(moves, "is_page_fault_stale", code::isPageFaultStale);
        Move.add(moves, "map_without_test", code::mapWithoutTest);
        Move.add(moves, "kvm_vcpu_map", code::kvmVcpuMap);
        Move.add(moves, "kvm_release_page", code::kvmReleasePage);
        Move.add(moves, "kvm_mmu_invalidate_begin", code::kvmMmuInvalidateBegin);
        Move.add(moves, "zap_pte_range", code::zapPteRange);
        Move.add(moves, "kvm_mmu_invalidate_end", code::kvmMmuInvalidateEnd);
        Move.add(moves, "handle_mm_fault", code::handleMmFault);
        return moves;
    }

    @Override
    public List<Rule<SketchState>> rules() {
        List<Rule<SketchState>> rules = new ArrayList<>(List.of(
                new Rule.Invariant<>("SketchTypeOK", this::typeOk),
                new Rule.Invariant<>(
                        "SketchNoUseAfterFree", s -> !s.flag(SPTE) && !Sketch.at(s, Step.USING) || !Sketch.freed(s)),
                new Rule.Invariant<>(
                        "SketchReferenceIffFollGet",
                        s -> s.get(PAGE_COUNT)
                                == (Sketch.counted(s) && s.flag(HOST_MAPS) ? 1 : 0) + (callHolds(s) ? 1 : 0)),
                new Rule.Invariant<>(
                        "SketchServesCorrectCallers",
                        s -> !s.flag(FOLL_WARNED) || s.get(FOLL_CALLER).isCareless()),
                new Rule.Invariant<>(
                        "SketchErrorIsNoFrame", s -> !badSlotReturned(s) || KvmPfn.isErrorNoslotPfn(s.follPfn())),
                new Rule.Invariant<>(
                        "SketchRefusalKeepsItsMeaning",
                        s -> !badSlotReturned(s)
                                || KvmPfn.meaning(s.follPfn())
                                        == (s.get(FOLL_SLOT) == Slot.READONLY ? Meaning.EMULATE : Meaning.MMIO))));
        rules.addAll(SketchWitnesses.all());
        return rules;
    }

    /** Each field has the values of its type; some of them are not within the bounds. */
    private boolean typeOk(SketchState s) {
        Caller caller = s.get(FOLL_CALLER);
        Slot slot = s.get(FOLL_SLOT);
        return pages.contains(s.get(PAGE))
                && (caller == Caller.NOBODY || callers.contains(caller))
                && (slot == Slot.NORMAL || slots.contains(slot));
    }

    private static boolean callHolds(SketchState s) {
        if (!Sketch.counted(s)) {
            return false;
        }
        return switch (s.get(FOLL_PC)) {
            case PUT -> true;
            case RETURN, USING, RELEASE -> s.flag(FOLL_GET) && s.follPfn() == Sketch.FRAME;
            case IDLE, CALLED, LOOKUP -> false;
        };
    }

    /** The refusal of a bad slot has got to the caller. */
    static boolean badSlotReturned(SketchState s) {
        return Sketch.at(s, Step.RETURN) && s.get(FOLL_SLOT) != Slot.NORMAL;
    }

    @Override
    public List<BiConsumer<SketchState, SketchState>> renamings(List<String> things) {
        return Permutations.ofNothing(things);
    }

    @Override
    public Map<String, Object> describe(SketchState s) {
        Map<String, Object> foll = new LinkedHashMap<>();
        foll.put("pc", text(s.get(FOLL_PC)));
        foll.put("caller", s.get(FOLL_CALLER) == Caller.NOBODY ? "" : text(s.get(FOLL_CALLER)));
        foll.put("slot", text(s.get(FOLL_SLOT)));
        foll.put("get", s.flag(FOLL_GET));
        foll.put("mmu_seq", s.get(FOLL_MMU_SEQ));
        foll.put("page", s.flag(FOLL_PAGE));
        foll.put(
                "pfn",
                IntStream.range(0, Long.SIZE)
                        .filter(bit -> (s.follPfn() >>> bit & 1) != 0)
                        .boxed()
                        .collect(Collectors.toSet()));
        foll.put("warned", s.flag(FOLL_WARNED));
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("mmu_invalidate_seq", s.get(MMU_INVALIDATE_SEQ));
        state.put("invalidation", text(s.get(INVALIDATION)));
        state.put("page", text(s.get(PAGE)));
        state.put("host_maps", s.flag(HOST_MAPS));
        state.put("page_count", s.get(PAGE_COUNT));
        state.put("spte", s.flag(SPTE));
        state.put("foll", foll);
        return state;
    }
}
