package org.pfnproof.kernel.mmu;

import static org.pfnproof.kernel.mmu.KvmState.MIGRATION_PFN;
import static org.pfnproof.kernel.mmu.KvmState.NO_PFN;

import org.pfnproof.kernel.mmu.Bounds.Vma;
import org.pfnproof.kernel.pages.StructPages;

/** The host's page tables, and the faults that fill them: mm/memory.c; the TLA+ module {@code PrimaryMmu}. */
final class PrimaryMmu {

    private final StructPages pages;
    private final Sptes sptes;
    private final int[] hvas;
    private final Vma[] vma;
    private final int[] driverPfn;

    PrimaryMmu(Bounds bounds, StructPages pages, Sptes sptes) {
        this.pages = pages;
        this.sptes = sptes;
        hvas = bounds.hvas().stream().mapToInt(Integer::intValue).toArray();
        vma = new Vma[hvas[hvas.length - 1] + 1];
        driverPfn = new int[vma.length];
        bounds.vma().forEach((hva, kind) -> vma[hva] = kind);
        bounds.driverPfn().forEach((hva, pfn) -> driverPfn[hva] = pfn);
    }

    void init(KvmState s) {
        for (int hva : hvas) {
            s.setHostPte(hva, NO_PFN, false);
            s.setChildPfn(hva, NO_PFN);
        }
    }

    int[] hvas() {
        return hvas;
    }

    /** The kind of area; anonymous memory beyond the bounds. */
    Vma vma(int hva) {
        return hva < vma.length ? vma[hva] : Vma.ANON;
    }

    boolean isPfnmap(int hva) {
        return vma(hva).isPfnmap();
    }

    boolean vmaAllowsWrite(int hva) {
        return vma(hva).allowsWrite();
    }

    static boolean pteNone(KvmState s, int hva) {
        return s.hostPfn(hva) == NO_PFN && !s.hostWritable(hva);
    }

    static boolean ptePresent(KvmState s, int hva) {
        return s.hostPfn(hva) != NO_PFN && s.hostPfn(hva) != MIGRATION_PFN;
    }

    /** vm_normal_page(): entries that hold a reference. */
    boolean vmNormalPage(KvmState s, int hva) {
        return ptePresent(s, hva) && !isPfnmap(hva) && !pages.isZeroPfn(s.hostPfn(hva));
    }

    /** How many entries of host page tables hold a reference to a folio, given by its head. */
    int hostMappings(KvmState s, int head) {
        int count = 0;
        for (int hva : hvas) {
            if (vmNormalPage(s, hva) && s.compoundHead(s.hostPfn(hva)) == head) {
                count++;
            }
            if (s.childPfn(hva) != NO_PFN && s.compoundHead(s.childPfn(hva)) == head) {
                count++;
            }
        }
        return count;
    }

    /** handle_mm_fault(): fills or upgrades one entry with frame pfn; false if it cannot, or not with that frame. */
    boolean handleMmFault(KvmState s, int hva, int pfn, boolean write) {
        if (!pteNone(s, hva)) {
            return write && wpPageReuse(s, hva, pfn);
        }
        return switch (vma(hva)) {
            case ANON, READONLY -> anonFault(s, hva, pfn, write);
            case THP -> thpFault(s, hva, pfn);
            case PFNMAP, PFNMAP_RO -> driverFault(s, hva, pfn);
        };
    }

    /** do_anonymous_page(): a fresh page; for a read the ZERO_PAGE, if there is one. */
    private boolean anonFault(KvmState s, int hva, int pfn, boolean write) {
        if (!write && pages.hasZeroPage()) {
            if (!pages.isZeroPfn(pfn)) {
                return false;
            }
            s.setHostPte(hva, pfn, false);
            return true;
        }
        if (!StructPages.allocPage(s, pfn)) {
            return false;
        }
        s.setHostPte(hva, pfn, vmaAllowsWrite(hva));
        return true;
    }

    /** The same for an order-1 folio, or for an order-0 page where one half of the pair is mapped already. */
    private boolean thpFault(KvmState s, int hva, int pfn) {
        int first = (hva & 1) == 1 ? hva : hva - 1;
        if (pteNone(s, first) && pteNone(s, first + 1)) {
            if (!pages.allocCompoundPageMappedTwice(s, pfn)) {
                return false;
            }
            s.setHostPte(first, pfn, true);
            s.setHostPte(first + 1, pfn + 1, true);
            return true;
        }
        if (!StructPages.allocPage(s, pfn)) {
            return false;
        }
        s.setHostPte(hva, pfn, true);
        return true;
    }

    /** vmf_insert_pfn() of a driver: no reference. */
    private boolean driverFault(KvmState s, int hva, int pfn) {
        if (pfn != driverPfn[hva]) {
            return false;
        }
        s.setHostPte(hva, pfn, vmaAllowsWrite(hva));
        return true;
    }

    /** wp_page_reuse(): a write to a read-only entry of a page that no other process shares. */
    private boolean wpPageReuse(KvmState s, int hva, int pfn) {
        if (vma(hva) != Vma.ANON && vma(hva) != Vma.THP
                || !vmNormalPage(s, hva)
                || s.hostWritable(hva)
                || pfn != s.hostPfn(hva)
                || s.childPfn(hva) != NO_PFN) {
            return false;
        }
        s.setHostPte(hva, pfn, true);
        return true;
    }

    /** The exit of a forked child: its mapping is gone, and its reference. */
    boolean childUnmaps(KvmState s, int hva) {
        if (s.childPfn(hva) == NO_PFN) {
            return false;
        }
        sptes.putPageNoting(s, s.childPfn(hva));
        s.setChildPfn(hva, NO_PFN);
        return true;
    }
}
