package org.pfnproof.kernel.detectors;

import static org.pfnproof.kernel.Describing.text;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.pfnproof.kernel.BoundsReader;
import org.pfnproof.kernel.Move;
import org.pfnproof.kernel.Protocol;
import org.pfnproof.kernel.Replacements;
import org.pfnproof.kernel.Rule;
import org.pfnproof.kernel.adpages.AdPageClass;
import org.pfnproof.kernel.adpages.AdPages;
import org.pfnproof.kernel.detectors.DetectorsState.Next;

/** Detectors of uses after free: the twin of the TLA+ module {@code DetectorsProperties}. */
public final class DetectorsProtocol implements Protocol<DetectorsState> {

    private static final Replacements<BiConsumer<Functions, AdPages>> REPLACEMENTS = Replacements.ofVariants(Map.of(
            "detector-assertion-marks", (fn, pages) -> fn.makesMark = s -> fn.passes.test(s),
            "detector-asserts-own-count", (fn, pages) -> fn.countIsZero = s -> s.pageRefCount(s.frame()) == 0,
            "detector-check-always-on", (fn, pages) -> fn.allocationChecks = s -> true,
            "detector-check-blames-marks", (fn, pages) -> fn.put = s -> putKeepsFlags(s, pages),
            "detector-free-looks-at-flags",
                    (fn, pages) -> fn.zapReport =
                            (s, warns, marked) -> s.how() == How.NOTHING && s.check() && s.next() == Next.HAS && marked,
            "detector-skips-nothing", (fn, pages) -> fn.passes = s -> true));

    private final List<How> hows;
    private final List<Situation> situations;
    private final AdPages pages;
    private final DetectorsState.Fields fields;
    private final Functions fn = new Functions();
    private final Detectors code;

    private DetectorsProtocol(BoundsReader bounds, List<BiConsumer<Functions, AdPages>> changes) {
        hows = bounds.constants("HOWS", How.class);
        situations = bounds.constants("SITUATIONS", Situation.class);
        pages = new AdPages(bounds.numbers("FRAMES"));
        fields = new DetectorsState.Fields(pages.frames().size());
        code = new Detectors(fn, pages);
        fn.passes = code::passes;
        fn.makesMark = code::makesMark;
        fn.put = code::put;
        changes.forEach(change -> change.accept(fn, pages));
    }

    private static void putKeepsFlags(DetectorsState s, AdPages pages) {
        int freed = pages.freedByPut(s, s.frame());
        if (freed == 0) {
            pages.put(s, s.frame());
        }
        for (int frame : pages.frames()) {
            if (AdPages.has(freed, frame)) {
                AdPages.allocate(s, frame, AdPageClass.FREE, 0);
            }
        }
    }

    /**
     * The reference implementation at a model's bounds.
     *
     * @param bounds constant to value
     * @param substitutions operators replaced by the model; none is known
     * @param variant the id of a variant
     * @return empty if the variant or a substitution has no twin here
     * @throws IllegalArgumentException if a bound is missing or is not what it must be
     */
    public static Optional<DetectorsProtocol> of(
            Map<String, Object> bounds, Map<String, String> substitutions, Optional<String> variant) {
        return REPLACEMENTS
                .of(substitutions, variant)
                .filter(chosen -> chosen.rest().isEmpty())
                .map(chosen -> new DetectorsProtocol(new BoundsReader(bounds), chosen.changes()));
    }

    @Override
    public DetectorsState newState() {
        return new DetectorsState(fields);
    }

    @Override
    public void initialStates(Consumer<DetectorsState> receiver) {
        for (How how : hows) {
            for (Situation situation : situations) {
                for (boolean check : List.of(false, true)) {
                    for (boolean dirty : List.of(false, true)) {
                        DetectorsState s = newState();
                        code.init(s, how, check, situation, dirty);
                        receiver.accept(s);
                    }
                }
            }
        }
    }

    @Override
    public List<Move<DetectorsState>> moves() {
        List<Move<DetectorsState>> moves = new ArrayList<>();
        Move.add(moves, "guest_access", code::guestAccess);
        Move.add(moves, "age_gfn_range", code::ageGfnRange);
        Move.add(moves, "kvm_mmu_notifier_invalidate_range_start", code::kvmMmuNotifierInvalidateRangeStart);
        Move.add(moves, "tdp_mmu_zap_leafs", code::tdpMmuZapLeafs);
        Move.add(moves, "free_pages_and_swap_cache", code::freePagesAndSwapCache);
        Move.add(moves, "kvm_release_pfn_clean", code::kvmReleasePfnClean);
        Move.add(moves, "kvm_release_pfn_clean_again", code::kvmReleasePfnCleanAgain);
        Move.add(moves, "alloc_pages", code::allocPages);
        Move.add(moves, "free_pages", code::freePages);
        return moves;
    }

    @Override
    public List<Rule<DetectorsState>> rules() {
        List<Move<DetectorsState>> moves = moves();
        Predicate<DetectorsState> goesOn = s -> moves.stream().anyMatch(move -> {
            DetectorsState copy = newState();
            copy.copyFrom(s);
            return move.tryTake(copy);
        });
        return Rule.concat(
                DetectorsRules.all(EnumSet.copyOf(hows), EnumSet.copyOf(situations), goesOn),
                DetectorsRules.witnesses());
    }

    @Override
    public List<BiConsumer<DetectorsState, DetectorsState>> renamings(List<String> things) {
        if (!things.isEmpty()) {
            throw new IllegalArgumentException("nothing is interchangeable here: " + things);
        }
        return List.of();
    }

    @Override
    public Map<String, Object> describe(DetectorsState s) {
        Map<String, Object> state = new LinkedHashMap<>();
        pages.describe(s, state);
        state.put("how", text(s.how()));
        state.put("check", s.check());
        state.put("situation", text(s.situation()));
        state.put("spte", Map.of("present", s.present(), "a", s.spteAccessed(), "d", s.spteDirty()));
        state.put("host", text(s.host()));
        state.put("fault", text(s.fault()));
        state.put("next", text(s.next()));
        state.put("accessed", s.accessed());
        state.put("aged", s.aged());
        state.put("warned", s.warned());
        state.put("since", s.since());
        state.put("report", s.report());
        state.put("alarm", s.alarm());
        state.put("withheld", s.withheld());
        return state;
    }
}
