package org.pfnproof.kernel.pagerefs;

import static org.pfnproof.kernel.pages.PagesState.NO_PFN;

import java.util.List;
import java.util.stream.IntStream;
import org.pfnproof.kernel.Rule;
import org.pfnproof.kernel.pages.StructPages;

/** What runs of {@link PageRefsProtocol} must meet: the witnesses of the TLA+ module {@code PageRefs}. */
final class PageRefsWitnesses {

    private final StructPages pages;
    private final PageRefs code;
    private final int holders;

    PageRefsWitnesses(StructPages pages, PageRefs code, int holders) {
        this.pages = pages;
        this.code = code;
        this.holders = holders;
    }

    /** Asks something of one holder's part in a step. */
    @FunctionalInterface
    private interface HolderStep {
        boolean is(PageRefsState s, PageRefsState next, int h);
    }

    List<Rule<PageRefsState>> all() {
        return List.of(
                step(
                        "RefsGetFailsOnLiveTail",
                        (s, next, h) -> getFails(s, next, h)
                                && StructPages.pageTail(s, code.looked(s, h))
                                && StructPages.pageCount(s, code.looked(s, h)) > 0),
                step("RefsGetFailsOnFreedPage", (s, next, h) -> getFails(s, next, h) && s.inBuddy(code.looked(s, h))),
                step(
                        "RefsLastPutFrees",
                        (s, next, h) -> holds(s, h) && !holds(next, h) && next.inBuddy(code.holds(s, h))),
                step("RefsPutOnTailFreesAll", this::putOnTailFreesAll),
                new Rule.Witness<>(
                        "RefsThreeReferences", s -> pages.frames().stream().anyMatch(f -> s.pageRefcount(f) >= 3)));
    }

    private Rule<PageRefsState> step(String id, HolderStep seen) {
        return new Rule.StepWitness<>(
                id, (s, next) -> IntStream.range(0, holders).anyMatch(h -> seen.is(s, next, h)));
    }

    private boolean holds(PageRefsState s, int h) {
        return code.holds(s, h) != NO_PFN;
    }

    /** What it looked up is given up, and nothing held instead. */
    private boolean getFails(PageRefsState s, PageRefsState next, int h) {
        return code.looked(s, h) != NO_PFN && code.looked(next, h) == NO_PFN && !holds(next, h);
    }

    private boolean putOnTailFreesAll(PageRefsState s, PageRefsState next, int h) {
        int page = code.holds(s, h);
        return page != NO_PFN
                && StructPages.pageTail(s, page)
                && next.inBuddy(page)
                && next.inBuddy(s.compoundHead(page));
    }
}
