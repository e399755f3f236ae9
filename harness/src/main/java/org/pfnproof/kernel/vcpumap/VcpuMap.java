package org.pfnproof.kernel.vcpumap;

import static org.pfnproof.kernel.pages.PagesState.NO_PFN;

import java.util.Set;
import org.pfnproof.kernel.pages.StructPages;

/**
 * KVM maps a guest page for itself, and the host unmaps, migrates and shares it meanwhile: virt/kvm/kvm_main.c, mm/memory.c,
 * mm/migrate.c of Linux 6.12, and 6.13 with a pin; the TLA+ module {@code VcpuMap}. Each method with a truth value is one atomic step;
 * it says false, and changes nothing, where the step is not enabled.
 */
final class VcpuMap {

    private final Functions fn;
    private final StructPages pages;
    private final Set<HostOp> hostOps;
    private final boolean pin;
    private final int vcpus;

    VcpuMap(Functions fn, StructPages pages, Set<HostOp> hostOps, boolean pin, int vcpus) {
        this.fn = fn;
        this.pages = pages;
        this.hostOps = hostOps;
        this.pin = pin;
        this.vcpus = vcpus;
    }

    // The host

    private static boolean isPresent(VcpuMapState s) {
        return s.hostPte() != NO_PFN;
    }

    /** And so read-only. */
    private static boolean isShared(VcpuMapState s) {
        return isPresent(s) && s.childPte() == s.hostPte();
    }

    private boolean isPinned(VcpuMapState s, int pfn) {
        boolean mapped = false;
        for (int v = 0; v < vcpus; v++) {
            mapped |= s.mapPfn(v) == pfn;
        }
        return pin && mapped;
    }

    /** do_anonymous_page(). */
    boolean doAnonymousPage(VcpuMapState s, int pfn) {
        if (isPresent(s) || s.migrating() != NO_PFN || !StructPages.allocPage(s, pfn)) {
            return false;
        }
        s.setHostPte(pfn);
        return true;
    }

    /** MADV_DONTNEED, munmap() and mmap(), truncation, a hole in a file. */
    boolean zapPteRange(VcpuMapState s) {
        if (!hostOps.contains(HostOp.ZAP) || !isPresent(s) || !s.batchIsEmpty()) {
            return false;
        }
        s.setInBatch(s.hostPte(), true);
        s.setHostPte(NO_PFN);
        return true;
    }

    /** The page is put. */
    boolean freePagesAndSwapCache(VcpuMapState s, int pfn) {
        if (!s.inBatch(pfn)) {
            return false;
        }
        pages.putPage(s, pfn);
        s.setInBatch(pfn, false);
        return true;
    }

    /** A migration entry takes the place of the page's. */
    boolean tryToMigrateOne(VcpuMapState s) {
        if (!hostOps.contains(HostOp.MIGRATE) || !isPresent(s) || isShared(s)) {
            return false;
        }
        s.setMigrating(s.hostPte());
        s.setHostPte(NO_PFN);
        return true;
    }

    /** folio_migrate_mapping(): no reference but the expected ones. */
    boolean migrateFolio(VcpuMapState s, int pfn) {
        int old = s.migrating();
        if (old == NO_PFN || !s.inBuddy(pfn) || StructPages.pageCount(s, old) != 1) {
            return false;
        }
        s.setPageRefcount(old, 0);
        s.setPageRefcount(pfn, 1);
        s.setInBuddy(pfn, false);
        s.setInBuddy(old, true);
        s.setHostPte(pfn);
        s.setMigrating(NO_PFN);
        return true;
    }

    /** Migration gives up. */
    boolean migrateFolioUndo(VcpuMapState s) {
        if (s.migrating() == NO_PFN) {
            return false;
        }
        s.setHostPte(s.migrating());
        s.setMigrating(NO_PFN);
        return true;
    }

    /** fork(): the page is shared read-only, unless it is pinned. */
    boolean copyPresentPtes(VcpuMapState s) {
        if (!hostOps.contains(HostOp.FORK) || !isPresent(s) || s.childPte() != NO_PFN || isPinned(s, s.hostPte())) {
            return false;
        }
        StructPages.getPage(s, s.hostPte());
        s.setChildPte(s.hostPte());
        return true;
    }

    /** The parent writes first and gets a copy. */
    boolean wpPageCopy(VcpuMapState s, int pfn) {
        if (!isShared(s) || !s.inBuddy(pfn)) {
            return false;
        }
        s.setPageRefcount(s.hostPte(), s.pageRefcount(s.hostPte()) - 1);
        StructPages.allocPage(s, pfn);
        s.setHostPte(pfn);
        return true;
    }

    /** The child gives its page back. */
    boolean childExits(VcpuMapState s) {
        if (s.childPte() == NO_PFN) {
            return false;
        }
        pages.putPage(s, s.childPte());
        s.setChildPte(NO_PFN);
        return true;
    }

    // KVM

    /** Whether the page can be mapped by a vCPU that has no mapping: a shared one is copied first. */
    static boolean mayMap(VcpuMapState s, int v) {
        return !s.isMapped(v) && isPresent(s) && !isShared(s);
    }

    /** gfn_to_pfn() for writing; the reference stays with the mapping. */
    boolean kvmVcpuMap(VcpuMapState s, int v) {
        if (!mayMap(s, v)) {
            return false;
        }
        StructPages.getPage(s, s.hostPte());
        s.setMap(v, true, s.hostPte(), true);
        return true;
    }

    static boolean markIsLate(VcpuMapState s, int v) {
        return StructPages.pageCount(s, s.mapPfn(v)) <= 0;
    }

    /** kvm_release_pfn(): marks the page dirty and accessed, then puts it. */
    boolean kvmVcpuUnmap(VcpuMapState s, int v) {
        if (!s.isMapped(v)) {
            return false;
        }
        s.setPageMarkedDead(s.pageMarkedDead() || fn.markIsLate.of(s, v));
        pages.putPage(s, s.mapPfn(v));
        s.setMap(v, false, NO_PFN, false);
        return true;
    }
}
