package org.pfnproof.kernel.slotranges;

import java.util.ArrayList;
import java.util.List;

/** The memslots, in the order of the walk, and the guest's pages in them; both are numbered from 1. */
final class Slots {

    /** No slot. */
    static final int NO_SLOT = 0;

    /** No page. */
    static final int NO_PAGE = 0;

    private final List<Slot> slots;
    private final List<Page> pages = new ArrayList<>();
    private final List<Integer> firstPages = new ArrayList<>();

    Slots(List<List<Integer>> bounds) {
        slots = bounds.stream()
                .map(slot -> new Slot(slot.get(0), slot.get(1), slot.get(2), slot.get(3)))
                .toList();
        for (Slot slot : slots) {
            firstPages.add(pages.size() + 1);
            for (int i = 0; i < slot.pages; i++) {
                pages.add(new Page(slot.addressSpace, slot.gfn + i, slot.hva + i));
            }
        }
    }

    /**
     * A memslot.
     *
     * @param addressSpace its address space
     * @param gfn its first gfn
     * @param hva its first hva
     * @param pages how many pages it has
     */
    private record Slot(int addressSpace, int gfn, int hva, int pages) {}

    /**
     * A page of the guest.
     *
     * @param addressSpace its address space
     * @param gfn its gfn
     * @param hva the hva behind it
     */
    record Page(int addressSpace, int gfn, int hva) {}

    private Slot slot(int i) {
        return slots.get(i - 1);
    }

    int slotCount() {
        return slots.size();
    }

    int pageCount() {
        return pages.size();
    }

    Page page(int p) {
        return pages.get(p - 1);
    }

    /** The slot that a page is in. */
    int slotOf(int p) {
        int i = slots.size();
        while (firstPages.get(i - 1) > p) {
            i--;
        }
        return i;
    }

    /** The page of a slot at a gfn. */
    int pageAt(int i, int gfn) {
        return firstPages.get(i - 1) + gfn - slot(i).gfn;
    }

    /** Whether a slot meets hvas start..end-1. */
    boolean meets(int i, int start, int end) {
        return slot(i).hva < end && start < slot(i).hva + slot(i).pages;
    }

    /** The first slot after another that meets a range of hvas, or NO_SLOT. */
    int nextMet(int after, int start, int end) {
        for (int i = after + 1; i <= slots.size(); i++) {
            if (meets(i, start, end)) {
                return i;
            }
        }
        return NO_SLOT;
    }

    int addressSpace(int i) {
        return slot(i).addressSpace;
    }

    /** The first gfn of a slot that lies behind hvas from start on. */
    int gfnStart(int i, int start) {
        return slot(i).gfn + Math.max(start - slot(i).hva, 0);
    }

    /** The gfn after the last of a slot that lies behind hvas below end. */
    int gfnEnd(int i, int end) {
        return slot(i).gfn + Math.min(end - slot(i).hva, slot(i).pages);
    }
}
