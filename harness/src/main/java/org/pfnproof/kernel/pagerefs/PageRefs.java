package org.pfnproof.kernel.pagerefs;

import static org.pfnproof.kernel.pages.PagesState.NO_PFN;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.pfnproof.kernel.Replacements;
import org.pfnproof.kernel.pagerefs.PageRefsState.Fields;
import org.pfnproof.kernel.pages.PagesState;
import org.pfnproof.kernel.pages.StructPages;

/**
 * vCPUs look pages up and hold them, the host allocates and unmaps them: include/linux/mm.h, mm/gup.c, virt/kvm/kvm_main.c of Linux 6.12; the
 * TLA+ module {@code PageRefs}. Each method that the package's table names is one atomic step; it says false, and changes nothing, where the
 * step is not enabled.
 */
final class PageRefs {

    static final Replacements<BiConsumer<Functions, PageRefs>> VARIANTS = Replacements.ofVariants(Map.of(
            "refs-get-from-zero", (fn, code) -> fn.unlessZero = (s, f) -> true,
            "refs-put-forgotten", (fn, code) -> fn.releasedPut = (s, f) -> {},
            "refs-put-own-count", (fn, code) -> fn.releasedPut = PageRefs::putOwnCount,
            "refs-put-twice", (fn, code) -> fn.mayPutAgain = true));

    private final Functions fn;
    private final Fields at;
    private final StructPages pages;
    private final int holders;

    PageRefs(Fields at, StructPages pages, int holders, List<BiConsumer<Functions, PageRefs>> changes) {
        this.at = at;
        this.pages = pages;
        this.holders = holders;
        fn = new Functions();
        fn.releasedPut = pages::putPage;
        changes.forEach(change -> change.accept(fn, this));
    }

    /** The functions that a variant may replace, each under the name of its TLA+ operator in Java spelling. */
    static final class Functions {

        /** get_page_unless_zero(): asks the page's own count. */
        PageTest unlessZero = (s, f) -> StructPages.pageRefCount(s, f) != 0;

        /** put_page() of a holder. */
        PageEffect releasedPut;

        /** ReleaseEnds: whether a holder may keep what it has put. */
        boolean mayPutAgain;
    }

    /** Asks something of a page. */
    @FunctionalInterface
    interface PageTest {
        boolean of(PageRefsState s, int f);
    }

    /** Does something to a page. */
    @FunctionalInterface
    interface PageEffect {
        void on(PageRefsState s, int f);
    }

    private static void putOwnCount(PagesState s, int f) {
        s.setPageRefcount(f, s.pageRefcount(f) - 1);
        if (s.pageRefcount(f) == 0) {
            s.setInBuddy(f, true);
        }
    }

    boolean mayPutAgain() {
        return fn.mayPutAgain;
    }

    void init(PageRefsState s) {
        pages.init(s);
        pages.frames().forEach(f -> s.setFlag(at.mapped[f], false));
        for (int h = 0; h < holders; h++) {
            s.set(at.looked[h], NO_PFN);
            s.set(at.holds[h], NO_PFN);
        }
    }

    boolean isMapped(PageRefsState s, int f) {
        return s.flag(at.mapped[f]);
    }

    int looked(PageRefsState s, int h) {
        return s.get(at.looked[h]);
    }

    int holds(PageRefsState s, int h) {
        return s.get(at.holds[h]);
    }

    // The host

    boolean alloc(PageRefsState s, int f) {
        if (!StructPages.allocPage(s, f)) {
            return false;
        }
        s.setFlag(at.mapped[f], true);
        return true;
    }

    boolean allocCompound(PageRefsState s, int f) {
        if (!pages.allocCompoundPage(s, f, 1)) {
            return false;
        }
        s.setFlag(at.mapped[f], true);
        return true;
    }

    boolean unmap(PageRefsState s, int f) {
        if (!isMapped(s, f)) {
            return false;
        }
        s.setFlag(at.mapped[f], false);
        pages.putPage(s, f);
        return true;
    }

    // A vCPU

    boolean look(PageRefsState s, int h, int f) {
        if (looked(s, h) != NO_PFN || holds(s, h) != NO_PFN || !isMapped(s, s.compoundHead(f))) {
            return false;
        }
        s.set(at.looked[h], f);
        return true;
    }

    private boolean taken(PageRefsState s, int h, int f) {
        s.set(at.looked[h], NO_PFN);
        s.set(at.holds[h], f);
        return true;
    }

    boolean takeUnlessZero(PageRefsState s, int h, int f) {
        if (looked(s, h) != f || !fn.unlessZero.of(s, f)) {
            return false;
        }
        s.setPageRefcount(f, s.pageRefcount(f) + 1);
        return taken(s, h, f);
    }

    boolean gup(PageRefsState s, int h, int f) {
        if (looked(s, h) != f || StructPages.pageCount(s, f) <= 0) {
            return false;
        }
        StructPages.getPage(s, f);
        return taken(s, h, f);
    }

    /** The page has no count of its own: freed meanwhile, or a tail. */
    boolean getFails(PageRefsState s, int h, int f) {
        if (looked(s, h) != f || StructPages.pageRefCount(s, f) != 0) {
            return false;
        }
        s.set(at.looked[h], NO_PFN);
        return true;
    }

    boolean release(PageRefsState s, int h, int f) {
        if (!releaseAndKeep(s, h, f)) {
            return false;
        }
        s.set(at.holds[h], NO_PFN);
        return true;
    }

    /** In a variant the holder may not forget the page. */
    boolean releaseAndKeep(PageRefsState s, int h, int f) {
        if (holds(s, h) != f) {
            return false;
        }
        fn.releasedPut.on(s, f);
        return true;
    }
}
