package org.pfnproof.kernel.pages;

import static org.pfnproof.kernel.Describing.function;
import static org.pfnproof.kernel.Describing.set;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * What can be asked of struct pages and done to them: include/linux/mm.h, page_ref.h, mm/page_alloc.c; what KVM believes of them:
 * virt/kvm/kvm_main.c; the TLA+ module {@code Pages}. A frame that is none of its frames is ordinary memory.
 */
public final class StructPages {

    private final List<Integer> frames;
    private final int[] pfns;
    private final PageClass[] classes;
    private final boolean[] refcounted;
    private final boolean[] adTracked;
    private final boolean hasZeroPage;

    /**
     * The pages of some frames.
     *
     * @param frames page frame numbers, from 1
     * @param classOf frame to its class
     */
    public StructPages(List<Integer> frames, Map<Integer, PageClass> classOf) {
        this.frames = List.copyOf(frames);
        pfns = frames.stream().mapToInt(Integer::intValue).toArray();
        classes = new PageClass[greatest() + 1];
        for (int pfn : pfns) {
            classes[pfn] = classOf.get(pfn);
            if (classes[pfn] == null) {
                throw new IllegalArgumentException("frame " + pfn + " has no class");
            }
        }
        refcounted = table(pfn -> pfnValid(pfn) && (!pageReserved(pfn) || isZeroPfn(pfn)));
        adTracked = table(pfn -> pfnValid(pfn) && !pageReserved(pfn));
        hasZeroPage = Arrays.stream(pfns).anyMatch(this::isZeroPfn);
    }

    private boolean[] table(IntPredicate predicate) {
        boolean[] table = new boolean[classes.length];
        for (int pfn : pfns) {
            table[pfn] = predicate.test(pfn);
        }
        return table;
    }

    /** All page frame numbers. */
    public List<Integer> frames() {
        return frames;
    }

    /** The same, where every step counts. */
    public int[] pfns() {
        return pfns.clone();
    }

    /** The greatest page frame number. */
    public int greatest() {
        return Arrays.stream(pfns).max().orElse(0);
    }

    /** The class of a frame. */
    public PageClass classOf(int pfn) {
        return pfn < classes.length ? classes[pfn] : PageClass.RAM;
    }

    /** The pages as they are before anything has happened. */
    public void init(PagesState s) {
        for (int pfn : pfns) {
            s.setPageRefcount(pfn, ownersRefs(pfn));
            s.setCompoundHead(pfn, pfn);
            s.setInBuddy(pfn, isRam(pfn));
        }
    }

    /** PagesTypeOK. */
    public boolean typeOk(PagesState s) {
        for (int pfn : pfns) {
            int head = s.compoundHead(pfn);
            if (head == PagesState.NO_PFN || head >= classes.length || s.inBuddy(pfn) && !isRam(pfn)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a number is that of a frame, or of none. */
    public boolean isFrameOrNone(int pfn) {
        return pfn >= PagesState.NO_PFN && pfn < classes.length;
    }

    /** The reference that a driver, or the kernel itself, holds for ever. */
    public int ownersRefs(int pfn) {
        return classOf(pfn) == PageClass.SPECIAL_FIRST || isZeroPfn(pfn) ? 1 : 0;
    }

    /** Whether a frame is ordinary memory. */
    public boolean isRam(int pfn) {
        return classOf(pfn) == PageClass.RAM;
    }

    /** Whether a frame belongs to a driver's block without __GFP_COMP, but is not its first. */
    public boolean isSpecialLater(int pfn) {
        return classOf(pfn) == PageClass.SPECIAL_LATER;
    }

    /** Whether a frame belongs to such a block. */
    public boolean isSpecial(int pfn) {
        return classOf(pfn) == PageClass.SPECIAL_FIRST || isSpecialLater(pfn);
    }

    /** is_zero_pfn(). */
    public boolean isZeroPfn(int pfn) {
        return classOf(pfn) == PageClass.ZERO;
    }

    /** Whether the ZERO_PAGE is one of the frames. */
    public boolean hasZeroPage() {
        return hasZeroPage;
    }

    /** PageReserved(). */
    public boolean pageReserved(int pfn) {
        return classOf(pfn) == PageClass.RESERVED || isZeroPfn(pfn);
    }

    /** pfn_valid(). */
    public boolean pfnValid(int pfn) {
        return classOf(pfn) != PageClass.NOSTRUCT;
    }

    /** kvm_pfn_to_refcounted_page(): which frames KVM believes to be refcounted. */
    public boolean kvmPfnIsRefcounted(int pfn) {
        return pfn >= refcounted.length || refcounted[pfn];
    }

    /** kvm_is_ad_tracked_page(): which pages KVM marks accessed and dirty. */
    public boolean kvmIsAdTrackedPage(int pfn) {
        return pfn >= adTracked.length || adTracked[pfn];
    }

    /** Whether the same frames are free in both. */
    public boolean sameBuddy(PagesState s, PagesState next) {
        for (int pfn : pfns) {
            if (s.inBuddy(pfn) != next.inBuddy(pfn)) {
                return false;
            }
        }
        return true;
    }

    /** PageTail(). */
    public static boolean pageTail(PagesState s, int pfn) {
        return s.compoundHead(pfn) != pfn;
    }

    /** PageHead(). */
    public boolean pageHead(PagesState s, int pfn) {
        for (int tail : pfns) {
            if (tail != pfn && s.compoundHead(tail) == pfn) {
                return true;
            }
        }
        return false;
    }

    /** page_ref_count(): the page's own count. */
    public static int pageRefCount(PagesState s, int pfn) {
        return s.pageRefcount(pfn);
    }

    /** page_count(): the count of the page's head. */
    public static int pageCount(PagesState s, int pfn) {
        return s.pageRefcount(s.compoundHead(pfn));
    }

    /** get_page(), try_get_folio() of GUP: counts on the head. */
    public static void getPage(PagesState s, int pfn) {
        int head = s.compoundHead(pfn);
        s.setPageRefcount(head, s.pageRefcount(head) + 1);
    }

    /**
     * get_page_unless_zero() looks at the page's OWN count, so it fails on a tail of a live compound page; says whether it took a
     * reference.
     */
    public static boolean getPageUnlessZero(PagesState s, int pfn) {
        int count = s.pageRefcount(pfn);
        if (count == 0) {
            return false;
        }
        s.setPageRefcount(pfn, count + 1);
        return true;
    }

    /** Whether a folio goes back to the allocator if one of its frames loses one reference. */
    public static boolean isLastPut(PagesState s, int pfn) {
        return pageCount(s, pfn) == 1;
    }

    /** Whether a frame goes back to the allocator if another loses one reference. */
    public static boolean freedByPut(PagesState s, int pfn, int frame) {
        return isLastPut(s, pfn) && s.compoundHead(frame) == s.compoundHead(pfn);
    }

    /** put_page(): drops the head's count; at zero the whole folio is freed. */
    public void putPage(PagesState s, int pfn) {
        int head = s.compoundHead(pfn);
        int count = s.pageRefcount(head);
        s.setPageRefcount(head, count - 1);
        if (count == 1) {
            for (int frame : pfns) {
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

    /**
     * alloc_pages(__GFP_COMP) of two frames, naturally aligned, for a caller that maps both and takes one reference each; says no, and
     * does nothing, if they are not free.
     */
    public boolean allocCompoundPageMappedTwice(PagesState s, int pfn) {
        return (pfn & 1) == 1 && allocCompoundPage(s, pfn, 2);
    }

    /** The same for one large entry, which holds one reference. */
    public boolean allocCompoundPageMappedOnce(PagesState s, int pfn) {
        return (pfn & 1) == 1 && allocCompoundPage(s, pfn, 1);
    }

    /** The same at any pfn, with a count to begin with. */
    public boolean allocCompoundPage(PagesState s, int pfn, int count) {
        if (pfn + 1 >= classes.length || classes[pfn + 1] == null || !s.inBuddy(pfn) || !s.inBuddy(pfn + 1)) {
            return false;
        }
        s.setInBuddy(pfn, false);
        s.setInBuddy(pfn + 1, false);
        s.setCompoundHead(pfn + 1, pfn);
        s.setPageRefcount(pfn, count);
        return true;
    }

    /** Adds the spec's variables. */
    public void describe(PagesState s, Map<String, Object> state) {
        state.put("page_refcount", function(frames, s::pageRefcount));
        state.put("page_head", function(frames, s::compoundHead));
        state.put("buddy", set(frames, s::inBuddy));
    }
}
