package org.pfnproof.kernel.adpages;

import static org.pfnproof.kernel.Describing.function;
import static org.pfnproof.kernel.Describing.text;

import java.util.List;
import java.util.Map;
import org.pfnproof.kernel.Quantifiers;

/**
 * Struct pages, for the question when KVM may mark one accessed or dirty: include/linux/mm.h, mm/page_alloc.c of Linux 6.12; the TLA+
 * module {@code AdPages}. A set of frames is an integer with a bit for each.
 */
public final class AdPages {

    private final List<Integer> frames;

    /** The pages of some frames, which are numbered from 1. */
    public AdPages(List<Integer> frames) {
        this.frames = List.copyOf(frames);
    }

    /** All page frame numbers. */
    public List<Integer> frames() {
        return frames;
    }

    /** AdPagesTypeOK. */
    public boolean typeOk(AdPagesState s) {
        return Quantifiers.every(frames, f -> s.pageClass(f) != AdPageClass.BAD);
    }

    /** Whether all pages are the same in two states. */
    public boolean same(AdPagesState s, AdPagesState other) {
        return Quantifiers.every(
                frames,
                f -> s.pageClass(f) == other.pageClass(f)
                        && s.pageRefCount(f) == other.pageRefCount(f)
                        && s.pageDirty(f) == other.pageDirty(f)
                        && s.pageAccessed(f) == other.pageAccessed(f));
    }

    /** Whether a set of frames has one. */
    public static boolean has(int set, int pfn) {
        return (set >> pfn & 1) != 0;
    }

    /** The set of one frame. */
    public static int only(int pfn) {
        return 1 << pfn;
    }

    /** compound_head(). */
    public static int head(AdPagesState s, int pfn) {
        return s.pageClass(pfn) == AdPageClass.TAIL ? pfn - 1 : pfn;
    }

    /** page_count(): the head's. */
    public static int pageCount(AdPagesState s, int pfn) {
        return s.pageRefCount(head(s, pfn));
    }

    /** PageReserved(). */
    public static boolean isReserved(AdPagesState s, int pfn) {
        return s.pageClass(pfn) == AdPageClass.ZERO;
    }

    /** kvm_is_ad_tracked_page(). */
    public static boolean kvmIsAdTrackedPage(AdPagesState s, int pfn) {
        return !isReserved(s, pfn);
    }

    /** A free page without flags. */
    public static void free(AdPagesState s, int pfn) {
        s.setPageClass(pfn, AdPageClass.FREE);
        s.setPageRefCount(pfn, 0);
        s.setPageDirty(pfn, false);
        s.setPageAccessed(pfn, false);
    }

    /** alloc_pages(): leaves the flags as they are. */
    public static void allocate(AdPagesState s, int pfn, AdPageClass as, int count) {
        s.setPageClass(pfn, as);
        s.setPageRefCount(pfn, count);
    }

    /** get_page(). */
    public static void get(AdPagesState s, int pfn) {
        int head = head(s, pfn);
        s.setPageRefCount(head, s.pageRefCount(head) + 1);
    }

    /** The frames that go back if a page loses a reference. */
    public int freedByPut(AdPagesState s, int pfn) {
        int head = head(s, pfn);
        int freed = 0;
        if (s.pageRefCount(head) == 1) {
            for (int frame : frames) {
                freed |= head(s, frame) == head ? only(frame) : 0;
            }
        }
        return freed;
    }

    /** put_page(); tells the frames that went back. From zero the count goes to -1: only CONFIG_DEBUG_VM minds. */
    public int put(AdPagesState s, int pfn) {
        int freed = freedByPut(s, pfn);
        if (freed == 0) {
            int head = head(s, pfn);
            s.setPageRefCount(head, s.pageRefCount(head) - 1);
        }
        for (int frame : frames) {
            if (has(freed, frame)) {
                free(s, frame);
            }
        }
        return freed;
    }

    /** SetPageDirty(), mark_page_accessed(): the flags of the head. */
    public static void flag(AdPagesState s, int pfn, boolean dirty, boolean accessed) {
        int head = head(s, pfn);
        s.setPageDirty(head, s.pageDirty(head) || dirty);
        s.setPageAccessed(head, s.pageAccessed(head) || accessed);
    }

    /** The head's PG_dirty is cleared. */
    public static void clean(AdPagesState s, int pfn) {
        s.setPageDirty(head(s, pfn), false);
    }

    /** Adds the spec's variable. */
    public void describe(AdPagesState s, Map<String, Object> state) {
        state.put(
                "page",
                function(
                        frames,
                        f -> Map.of(
                                "class", text(s.pageClass(f)),
                                "count", s.pageRefCount(f),
                                "dirty", s.pageDirty(f),
                                "accessed", s.pageAccessed(f))));
    }
}
