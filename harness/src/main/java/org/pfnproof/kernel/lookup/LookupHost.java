package org.pfnproof.kernel.lookup;

import static org.pfnproof.kernel.lookup.LookupState.POISON;
import static org.pfnproof.kernel.lookup.LookupState.SWAP;
import static org.pfnproof.kernel.pages.PagesState.NO_PFN;

import java.util.List;
import java.util.Set;
import org.pfnproof.kernel.lookup.LookupState.Signal;
import org.pfnproof.kernel.pages.StructPages;

/**
 * What a lookup finds at the address, and what other threads do to it meanwhile: mm/memory.c, mm/mmap.c, mm/mprotect.c, mm/vmscan.c,
 * mm/memory-failure.c of Linux 6.12; the TLA+ module {@code LookupHost}. Each method with a truth value is one atomic step, or part of
 * one; it says false, and changes nothing, where the step is not enabled.
 */
final class LookupHost {

    private final StructPages pages;
    private final List<Integer> driverPfns;
    private final Set<HostOp> hostOps;

    LookupHost(StructPages pages, List<Integer> driverPfns, Set<HostOp> hostOps) {
        this.pages = pages;
        this.driverPfns = driverPfns;
        this.hostOps = hostOps;
    }

    /** How handle_mm_fault() fills an entry. */
    enum Filling {
        /** do_anonymous_page(), do_swap_page(). */
        NEW_PAGE,
        /** wp_page_reuse(), or mkwrite of the driver's entry. */
        SAME_PAGE_WRITABLE,
        /** wp_page_copy(). */
        COPIED_PAGE,
        /** vmf_insert_pfn() of the driver. */
        DRIVER_PAGE
    }

    void init(LookupState s, Vma vma) {
        pages.init(s);
        s.setVma(vma);
        s.setPte(NO_PFN, false);
        s.setMmapReadLocked(false);
        s.setSignal(Signal.NONE);
    }

    /** Free frames are interchangeable: a new page is the lowest one. */
    private boolean isLowestFree(LookupState s, int pfn) {
        return s.inBuddy(pfn) && pages.frames().stream().allMatch(other -> other >= pfn || !s.inBuddy(other));
    }

    /** handle_mm_fault(): the entry gets a frame and a permission. */
    boolean handleMmFault(LookupState s, Filling filling, boolean write, int pfn, boolean writable) {
        if (!s.vma().allows(write) || write && !writable || writable && !s.vma().allowsWrite()) {
            return false;
        }
        boolean filled =
                switch (filling) {
                    case NEW_PAGE -> newPage(s, pfn);
                    case SAME_PAGE_WRITABLE -> write && s.ptePresent() && !s.pteWritable() && pfn == s.ptePfn();
                    case COPIED_PAGE -> write && copiedPage(s, pfn);
                    case DRIVER_PAGE -> s.vma().isPfnmap() && s.ptePfn() == NO_PFN && driverPfns.contains(pfn);
                };
        if (filled) {
            s.setPte(pfn, writable);
        }
        return filled;
    }

    private boolean newPage(LookupState s, int pfn) {
        return s.vma().isOrdinary()
                && (s.ptePfn() == NO_PFN || s.ptePfn() == SWAP)
                && isLowestFree(s, pfn)
                && StructPages.allocPage(s, pfn);
    }

    /** The old page loses the entry's reference. */
    private boolean copiedPage(LookupState s, int pfn) {
        if (!s.vma().isOrdinary() || !s.ptePresent() || s.pteWritable() || !isLowestFree(s, pfn)) {
            return false;
        }
        int old = s.ptePfn();
        boolean last = s.pageRefcount(old) == 1;
        StructPages.allocPage(s, pfn);
        s.setPageRefcount(old, s.pageRefcount(old) - 1);
        if (last) {
            s.setInBuddy(old, true);
        }
        return true;
    }

    private void clearEntry(LookupState s, int left) {
        if (s.vma().isOrdinary() && s.ptePresent()) {
            pages.putPage(s, s.ptePfn());
        }
        s.setPte(left, false);
    }

    /** Somebody touches the address. */
    boolean touch(LookupState s, Filling filling, boolean write, int pfn, boolean writable) {
        return hostOps.contains(HostOp.TOUCH) && handleMmFault(s, filling, write, pfn, writable);
    }

    /** mmap(MAP_FIXED) over what is there, or munmap(). */
    boolean doMmap(LookupState s, Vma kind) {
        if (!hostOps.contains(HostOp.MAP) || s.mmapReadLocked() || kind == s.vma()) {
            return false;
        }
        clearEntry(s, NO_PFN);
        s.setVma(kind);
        return true;
    }

    /** mprotect_fixup(). */
    boolean mprotectFixup(LookupState s, Vma kind) {
        if (!hostOps.contains(HostOp.MPROTECT) || s.mmapReadLocked() || !s.vma().isChangedByMprotect(kind)) {
            return false;
        }
        s.setVma(kind);
        s.setPteWritable(false);
        return true;
    }

    /** shrink_folio_list(): takes no page that somebody else refers to. */
    boolean shrinkFolioList(LookupState s) {
        if (!hostOps.contains(HostOp.RECLAIM)
                || !s.vma().isOrdinary()
                || !s.ptePresent()
                || StructPages.pageCount(s, s.ptePfn()) != 1) {
            return false;
        }
        clearEntry(s, SWAP);
        return true;
    }

    /** change_pte_range(): the entry becomes read-only. */
    boolean changePteRange(LookupState s) {
        if (!hostOps.contains(HostOp.WRPROTECT) || !s.ptePresent() || !s.pteWritable()) {
            return false;
        }
        s.setPteWritable(false);
        return true;
    }

    /** memory_failure(). */
    boolean memoryFailure(LookupState s) {
        if (!hostOps.contains(HostOp.POISON) || !s.vma().isOrdinary() || !s.ptePresent()) {
            return false;
        }
        clearEntry(s, POISON);
        return true;
    }

    /** unmap_mapping_range() of the driver. */
    boolean unmapMappingRange(LookupState s) {
        if (!hostOps.contains(HostOp.DRIVER_ZAP) || !s.vma().isPfnmap() || !s.ptePresent()) {
            return false;
        }
        s.setPte(NO_PFN, false);
        return true;
    }

    /** send_signal() of an ordinary signal. */
    boolean sendSignal(LookupState s) {
        if (!hostOps.contains(HostOp.SIGNAL) || s.signal() != Signal.NONE) {
            return false;
        }
        s.setSignal(Signal.PENDING);
        return true;
    }

    /** send_signal() of a fatal one. */
    boolean sendFatalSignal(LookupState s) {
        if (!hostOps.contains(HostOp.KILL) || s.signal() == Signal.FATAL) {
            return false;
        }
        s.setSignal(Signal.FATAL);
        return true;
    }
}
