package org.pfnproof.kernel.pages;

import static org.pfnproof.kernel.Describing.function;
import static org.pfnproof.kernel.Describing.set;

import java.util.List;
import java.util.Map;

/** What can be asked of struct pages and done to them: include/linux/mm.h, page_ref.h, mm/page_alloc.c. */
public final class StructPages {

    private final List<Integer> frames;
    private final PageClass[] classes;

    /**
     * The pages of some frames.
     *
     * @param frames page frame numbers, from 1
     * @param classOf frame to its class
     */
    public StructPages(List<Integer> frames, Map<Integer, PageClass> classOf) {
        this.frames = List.copyOf(frames);
        classes = new PageClass[greatest() + 1];
        classOf.forEach((pfn, pageClass) -> classes[pfn] = pageClass);
    }

    /** All page frame numbers. */
    public List<Integer> frames() {
        return frames;
    }

    /** The greatest page frame number. */
    public int greatest() {
        return frames.stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    /** The pages as they are before anything has happened. */
    public void init(PagesState s) {
        for (int pfn : frames) {
            s.setPageRefcount(pfn, ownersRefs(pfn));
            s.setCompoundHead(pfn, pfn);
            s.setInBuddy(pfn, isRam(pfn));
        }
    }

    /** The reference that a driver, or the kernel itself, holds for ever. */
    public int ownersRefs(int pfn) {
        return classes[pfn] == PageClass.SPECIAL_FIRST || classes[pfn] == PageClass.ZERO ? 1 : 0;
    }

    /** Whether a frame is ordinary memory. */
    public boolean isRam(int pfn) {
        return classes[pfn] == PageClass.RAM;
    }

    /** kvm_pfn_to_refcounted_page(): which frames KVM believes to be refcounted. */
    public boolean kvmPfnIsRefcounted(int pfn) {
        return classes[pfn] != PageClass.NOSTRUCT && classes[pfn] != PageClass.RESERVED;
    }

    /** The count of the page's head. */
    public static int pageCount(PagesState s, int pfn) {
        return s.pageRefcount(s.compoundHead(pfn));
    }

    /** get_page(), try_get_folio() of GUP: counts on the head. */
    public static void getPage(PagesState s, int pfn) {
        int head = s.compoundHead(pfn);
        s.setPageRefcount(head, s.pageRefcount(head) + 1);
    }

    /** get_page_unless_zero() looks at the page's OWN count; says whether it took a reference. */
    public static boolean getPageUnlessZero(PagesState s, int pfn) {
        int count = s.pageRefcount(pfn);
        if (count == 0) {
            return false;
        }
        s.setPageRefcount(pfn, count + 1);
        return true;
    }

    /** put_page(): drops the head's count; at zero the whole folio is freed. */
    public void putPage(PagesState s, int pfn) {
        int head = s.compoundHead(pfn);
        int count = s.pageRefcount(head);
        s.setPageRefcount(head, count - 1);
        if (count == 1) {
            for (int frame : frames) {
                if (s.compoundHead(frame) == head) {
                    s.setCompoundHead(frame, frame);
                    if (isRam(frame)) {
                        s.setInBuddy(frame, true);
                    }
                }
            }
        }
    }

    /** alloc_pages(), order 0: count 1, which belongs to the caller; says no, and does nothing, if the frame is not free. */
    public static boolean allocPage(PagesState s, int pfn) {
        if (!s.inBuddy(pfn)) {
            return false;
        }
        s.setInBuddy(pfn, false);
        s.setPageRefcount(pfn, 1);
        return true;
    }

    /** alloc_pages(__GFP_COMP) of two frames, which one large entry maps; says no, and does nothing, if they are not free. */
    public boolean allocCompoundPageMappedOnce(PagesState s, int pfn) {
        if ((pfn & 1) == 0 || !frames.contains(pfn + 1) || !s.inBuddy(pfn) || !s.inBuddy(pfn + 1)) {
            return false;
        }
        s.setInBuddy(pfn, false);
        s.setInBuddy(pfn + 1, false);
        s.setCompoundHead(pfn + 1, pfn);
        s.setPageRefcount(pfn, 1);
        return true;
    }

    /** Adds the spec's variables. */
    public void describe(PagesState s, Map<String, Object> state) {
        state.put("page_refcount", function(frames, s::pageRefcount));
        state.put("page_head", function(frames, s::compoundHead));
        state.put("buddy", set(frames, s::inBuddy));
    }
}
