package org.pfnproof.kernel.pagerefs;

import static org.pfnproof.kernel.Describing.set;
import static org.pfnproof.kernel.Describing.threads;
import static org.pfnproof.kernel.pages.PagesState.NO_PFN;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.pfnproof.kernel.BoundsReader;
import org.pfnproof.kernel.Move;
import org.pfnproof.kernel.Move.Argument;
import org.pfnproof.kernel.Protocol;
import org.pfnproof.kernel.Rule;
import org.pfnproof.kernel.ThreadRenamings;
import org.pfnproof.kernel.pages.PageClass;
import org.pfnproof.kernel.pages.StructPages;

/** References on pages, and nothing else: the twin of the TLA+ module {@code PageRefs}. */
public final class PageRefsProtocol implements Protocol<PageRefsState> {

    private final List<String> holders;
    private final StructPages pages;
    private final PageRefsState.Fields at;
    private final PageRefs code;

    private PageRefsProtocol(BoundsReader bounds, List<BiConsumer<PageRefs.Functions, PageRefs>> changes) {
        holders = bounds.names("HOLDERS");
        pages = new StructPages(bounds.numbers("FRAMES"), bounds.table("CLASS", PageClass.class));
        at = new PageRefsState.Fields(pages.greatest(), holders.size());
        code = new PageRefs(at, pages, holders.size(), changes);
    }

    /**
     * The reference implementation at a model's bounds.
     *
     * @param bounds constant to value
     * @param substitutions operators replaced by the model; none is known
     * @param variant the id of a variant
     * @return empty if there is a substitution, or the variant has no twin here
     * @throws IllegalArgumentException if a bound is missing or is not what it must be
     */
    public static Optional<PageRefsProtocol> of(
            Map<String, Object> bounds, Map<String, String> substitutions, Optional<String> variant) {
        return PageRefs.VARIANTS
                .of(substitutions, variant)
                .filter(chosen -> chosen.rest().isEmpty())
                .map(chosen -> new PageRefsProtocol(new BoundsReader(bounds), chosen.changes()));
    }

    @Override
    public PageRefsState newState() {
        return new PageRefsState(at);
    }

    @Override
    public void initialStates(Consumer<PageRefsState> receiver) {
        PageRefsState s = newState();
        code.init(s);
        receiver.accept(s);
    }

    @Override
    public List<Move<PageRefsState>> moves() {
        List<Move<PageRefsState>> moves = new ArrayList<>();
        for (int f : pages.frames()) {
            Argument frame = new Argument("f", f);
            Move.add(moves, "alloc", s -> code.alloc(s, f), frame);
            Move.add(moves, "alloc_compound", s -> code.allocCompound(s, f), frame);
            Move.add(moves, "unmap", s -> code.unmap(s, f), frame);
            for (int i = 0; i < holders.size(); i++) {
                int h = i;
                Argument holder = new Argument("h", holders.get(h));
                Move.add(moves, "look", s -> code.look(s, h, f), holder, frame);
                Move.add(moves, "take_unless_zero", s -> code.takeUnlessZero(s, h, f), holder, frame);
                Move.add(moves, "gup", s -> code.gup(s, h, f), holder, frame);
                Move.add(moves, "get_fails", s -> code.getFails(s, h, f), holder, frame);
                Move.add(moves, "release", s -> code.release(s, h, f), holder, frame);
                if (code.mayPutAgain()) {
                    Move.add(moves, "release", s -> code.releaseAndKeep(s, h, f), holder, frame);
                }
            }
        }
        return moves;
    }

    @Override
    public List<Rule<PageRefsState>> rules() {
        List<Rule<PageRefsState>> rules = new ArrayList<>(List.of(
                new Rule.Invariant<>("RefsTypeOK", this::typeOk),
                invariant("RefsBalanced", (s, f) -> StructPages.pageTail(s, f) || s.pageRefcount(f) == refsOn(s, f)),
                invariant("RefsNeverNegative", (s, f) -> s.pageRefcount(f) >= 0),
                invariant("RefsTailsHaveNoCount", (s, f) -> !StructPages.pageTail(s, f) || s.pageRefcount(f) == 0),
                invariant("RefsWellFormed", (s, f) -> !StructPages.pageTail(s, f) || hasGoodHead(s, f)),
                invariant("RefsHeldPageIsNotFree", (s, f) -> !s.inBuddy(f) || !code.isMapped(s, f) && !isHeld(s, f)),
                invariant(
                        "RefsUnheldPageIsFree",
                        (s, f) -> StructPages.pageTail(s, f) || refsOn(s, f) != 0 || s.inBuddy(f)),
                new Rule.StepRule<>(
                        "RefsZeroToOneOnlyByAllocation",
                        (s, next) -> eachFrame(f -> s.pageRefcount(f) != 0
                                || next.pageRefcount(f) <= 0
                                || s.inBuddy(f) && !next.inBuddy(f)))));
        rules.addAll(new PageRefsWitnesses(pages, code, holders.size()).all());
        return rules;
    }

    /** Each frame has a field of its own that says whether it is mapped. */
    private boolean typeOk(PageRefsState s) {
        return pages.typeOk(s)
                && IntStream.range(0, holders.size())
                        .allMatch(h -> pages.isFrameOrNone(code.looked(s, h)) && pages.isFrameOrNone(code.holds(s, h)));
    }

    private Rule<PageRefsState> invariant(String id, PageRefs.PageTest holds) {
        return new Rule.Invariant<>(id, s -> eachFrame(f -> holds.of(s, f)));
    }

    private boolean eachFrame(IntPredicate holds) {
        return pages.frames().stream().allMatch(holds::test);
    }

    private int refsOn(PageRefsState s, int f) {
        long held = IntStream.range(0, holders.size())
                .map(h -> code.holds(s, h))
                .filter(page -> page != NO_PFN && s.compoundHead(page) == f)
                .count();
        return (int) held + (code.isMapped(s, f) ? 1 : 0);
    }

    private boolean isHeld(PageRefsState s, int f) {
        return IntStream.range(0, holders.size()).anyMatch(h -> code.holds(s, h) == f);
    }

    /** Of a tail: its head is no tail, and neither is free. */
    private static boolean hasGoodHead(PageRefsState s, int f) {
        int head = s.compoundHead(f);
        return !StructPages.pageTail(s, head) && !s.inBuddy(f) && !s.inBuddy(head);
    }

    @Override
    public List<BiConsumer<PageRefsState, PageRefsState>> renamings(List<String> things) {
        return ThreadRenamings.of(things, "HOLDERS", holders.size(), (from, to, h) -> {
            to.copyFrom(from);
            ThreadRenamings.permute(from, to, h, at.looked, at.holds);
        });
    }

    @Override
    public Map<String, Object> describe(PageRefsState s) {
        Map<String, Object> state = new LinkedHashMap<>();
        pages.describe(s, state);
        state.put("mapped", set(pages.frames(), f -> code.isMapped(s, f)));
        state.put("looked", threads(holders, h -> code.looked(s, h)));
        state.put("holds", threads(holders, h -> code.holds(s, h)));
        return state;
    }
}
