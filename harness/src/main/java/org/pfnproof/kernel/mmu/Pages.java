package org.pfnproof.kernel.mmu;

import java.util.function.Predicate;
import org.pfnproof.kernel.mmu.Bounds.PageClass;

/** Struct pages, their counts, compound pages: include/linux/mm.h, page_ref.h; the TLA+ module {@code Pages}. */
final class Pages {

    private final int[] frames;
    private final PageClass[] classes;
    private final boolean[] refcounted;
    private final boolean[] adTracked;

    Pages(Bounds bounds) {
        frames = bounds.frames().stream().mapToInt(Integer::intValue).toArray();
        int greatest = frames[frames.length - 1];
        classes = new PageClass[greatest + 1];
        bounds.pageClass().forEach((pfn, pageClass) -> classes[pfn] = pageClass);
        refcounted = table(this::isRefcounted);
        adTracked = table(pfn -> pfnValid(pfn) && !pageReserved(pfn));
    }

    private boolean[] table(Predicate<Integer> predicate) {
        boolean[] table = new boolean[classes.length];
        for (int pfn : frames) {
            table[pfn] = predicate.test(pfn);
        }
        return table;
    }

    private boolean isRefcounted(int pfn) {
        return pfnValid(pfn) && (!pageReserved(pfn) || isZeroPfn(pfn));
    }

    void init(KvmState s) {
        for (int pfn : frames) {
            s.setPageRefcount(pfn, ownersRefs(pfn));
            s.setCompoundHead(pfn, pfn);
            s.setInBuddy(pfn, isRam(pfn));
        }
    }

    /** The reference that a driver, or the kernel itself, holds for ever. */
    int ownersRefs(int pfn) {
        return classes[pfn] == PageClass.SPECIAL_FIRST || classes[pfn] == PageClass.ZERO ? 1 : 0;
    }

    int[] frames() {
        return frames;
    }

    boolean isRam(int pfn) {
        return classes[pfn] == PageClass.RAM;
    }

    boolean isSpecialLater(int pfn) {
        return classes[pfn] == PageClass.SPECIAL_LATER;
    }

    /** Whether a frame belongs to a driver's block without __GFP_COMP. */
    boolean isSpecial(int pfn) {
        return classes[pfn] == PageClass.SPECIAL_FIRST || isSpecialLater(pfn);
    }

    boolean hasZeroPage() {
        for (int pfn : frames) {
            if (isZeroPfn(pfn)) {
                return true;
            }
        }
        return false;
    }

    boolean pageTail(KvmState s, int pfn) {
        return s.compoundHead(pfn) != pfn;
    }

    boolean pageHead(KvmState s, int pfn) {
        for (int tail : frames) {
            if (tail != pfn && s.compoundHead(tail) == pfn) {
                return true;
            }
        }
        return false;
    }

    boolean pageReserved(int pfn) {
        return classes[pfn] == PageClass.RESERVED || isZeroPfn(pfn);
    }

    boolean isZeroPfn(int pfn) {
        return classes[pfn] == PageClass.ZERO;
    }

    boolean pfnValid(int pfn) {
        return classes[pfn] != PageClass.NOSTRUCT;
    }

    /** The page's own count. */
    int pageRefCount(KvmState s, int pfn) {
        return s.pageRefcount(pfn);
    }

    /** The count of the page's head. */
    int pageCount(KvmState s, int pfn) {
        return s.pageRefcount(s.compoundHead(pfn));
    }

    /** kvm_pfn_to_refcounted_page(): which frames KVM believes to be refcounted. */
    boolean kvmPfnIsRefcounted(int pfn) {
        return refcounted[pfn];
    }

    /** kvm_is_ad_tracked_page(): which pages KVM marks accessed and dirty. */
    boolean kvmIsAdTrackedPage(int pfn) {
        return adTracked[pfn];
    }

    /** get_page(), try_get_folio() of GUP: counts on the head. */
    void getPage(KvmState s, int pfn) {
        int head = s.compoundHead(pfn);
        s.setPageRefcount(head, s.pageRefcount(head) + 1);
    }

    /** get_page_unless_zero() looks at the page's OWN count, so it fails on a tail of a live compound page. */
    boolean getPageUnlessZeroSucceeds(KvmState s, int pfn) {
        return s.pageRefcount(pfn) != 0;
    }

    /** What it does where it succeeds. */
    void getPageUnlessZero(KvmState s, int pfn) {
        s.setPageRefcount(pfn, s.pageRefcount(pfn) + 1);
    }

    /** Whether a frame goes back to the allocator if another loses one reference. */
    boolean freedByPut(KvmState s, int pfn, int frame) {
        int head = s.compoundHead(pfn);
        return s.pageRefcount(head) == 1 && s.compoundHead(frame) == head;
    }

    /** put_page(): drops the head's count; at zero the whole folio is freed. */
    void putPage(KvmState s, int pfn) {
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

    /** alloc_pages(), order 0, of a free frame: count 1, which belongs to the caller. */
    void allocPage(KvmState s, int pfn) {
        s.setInBuddy(pfn, false);
        s.setPageRefcount(pfn, 1);
    }

    /** Whether frames pfn and pfn + 1 are free and naturally aligned. */
    boolean mayAllocCompound(KvmState s, int pfn) {
        return (pfn & 1) == 1 && pfn + 1 < classes.length && s.inBuddy(pfn) && s.inBuddy(pfn + 1);
    }

    /** alloc_pages(__GFP_COMP) of two frames; the caller maps both, so it takes one reference each. */
    void allocCompoundPageMappedTwice(KvmState s, int pfn) {
        s.setInBuddy(pfn, false);
        s.setInBuddy(pfn + 1, false);
        s.setCompoundHead(pfn + 1, pfn);
        s.setPageRefcount(pfn, 2);
    }
}
