package org.pfnproof.kernel.tdp;

import static org.pfnproof.kernel.tdp.TdpState.NO_ROOT;

import java.util.List;
import java.util.function.IntPredicate;
import org.pfnproof.kernel.tdp.Spte.Pfn;
import org.pfnproof.kernel.tdp.Spte.Status;

/**
 * SPTEs with the bits that change without mmu_lock, TLBs, the list of roots: arch/x86/kvm/mmu/spte.c, spte.h, tdp_mmu.c of Linux 6.12; the
 * TLA+ module {@code TdpSptes}.
 */
final class TdpSptes {

    private static final int NOBODY = -1;

    private final Functions fn;
    private final int vcpus;
    private final int walks;
    private final List<Integer> gfns;
    private final List<Integer> roots;
    private final boolean adBits;
    private final boolean dirtyTrack;

    TdpSptes(
            Functions fn,
            int vcpus,
            int walks,
            List<Integer> gfns,
            List<Integer> roots,
            boolean adBits,
            boolean dirtyTrack) {
        this.fn = fn;
        this.vcpus = vcpus;
        this.walks = walks;
        this.gfns = gfns;
        this.roots = roots;
        this.adBits = adBits;
        this.dirtyTrack = dirtyTrack;
    }

    boolean adBits() {
        return adBits;
    }

    // An SPTE

    boolean hardwareReads(Spte spte) {
        return spte.isShadowPresentPte() && (adBits || spte.a());
    }

    boolean isDirtySpte(Spte spte) {
        return adBits ? spte.d() : spte.w();
    }

    boolean isAccessAllowed(boolean write, Spte spte) {
        return hardwareReads(spte) && (!write || spte.w());
    }

    Spte markSpteForAccessTrack(Spte spte) {
        return adBits ? spte.withA(false) : spte.withA(false).withW(false);
    }

    /** make_spte(): a writable SPTE is dirty from the start, unless it replaces a writable one. */
    Spte makeSpte(Spte old, Pfn pfn, boolean writable, boolean prefetch) {
        Spte spte = Spte.of(Status.PRESENT, pfn, writable, writable, !prefetch, adBits && writable && !old.w());
        return prefetch ? markSpteForAccessTrack(spte) : spte;
    }

    /** mark_page_dirty_in_slot(), where the memslot has a dirty bitmap. */
    void log(TdpState s, int gfn) {
        if (dirtyTrack) {
            s.setInDirtyBitmap(gfn, true);
        }
    }

    /** History: what user space has to copy, where the memslot has a dirty bitmap. */
    void written(TdpState s, int gfn) {
        s.setPage(gfn, true, s.isDirty(gfn));
        if (dirtyTrack) {
            s.setUncopied(gfn, true);
        }
    }

    /** Whether bits may be set without mmu_lock, by the fast page fault or by the hardware. */
    private boolean spteHasVolatileBits(Spte spte) {
        return !spte.w() && spte.mmuw() || !spte.a() || adBits && spte.w() && !spte.d();
    }

    /** kvm_tdp_mmu_write_spte(): an xchg where bits are volatile, else a plain write; what it replaced, or what was read before. */
    Spte kvmTdpMmuWriteSpte(TdpState s, int root, int gfn, Spte old) {
        return old.isShadowPresentPte() && spteHasVolatileBits(old) ? s.spte(root, gfn) : old;
    }

    /** handle_changed_spte(): what the old SPTE knew goes to the page. */
    void handleChangedSpte(TdpState s, int gfn, Spte old, Spte spte) {
        boolean dirty = old.isShadowPresentPte()
                && isDirtySpte(old)
                && (!spte.isShadowPresentPte() || !isDirtySpte(spte) || old.pfn() != spte.pfn());
        boolean accessed = old.isAccessedSpte() && (!spte.isAccessedSpte() || old.pfn() != spte.pfn());
        markPage(s, gfn, old.pfn(), dirty, accessed);
    }

    void markPage(TdpState s, int gfn, Pfn pfn, boolean dirty, boolean accessed) {
        if (dirty && pfn == Pfn.PAGE) {
            s.setPage(gfn, s.isWritten(gfn), true);
        }
        if ((dirty || accessed) && pfn == Pfn.OLD) {
            s.setMarkedOld(true);
        }
    }

    // The list of roots

    int firstRoot(TdpState s, IntPredicate wanted) {
        return wantedFrom(s, 0, wanted);
    }

    /** The first wanted root after one; NO_ROOT at the end, and after one that has been freed. */
    int rootAfter(TdpState s, int root, IntPredicate wanted) {
        int place = 0;
        while (s.listedRoot(place) != root) {
            if (s.listedRoot(place) == NO_ROOT) {
                return NO_ROOT;
            }
            place++;
        }
        return wantedFrom(s, place + 1, wanted);
    }

    private static int wantedFrom(TdpState s, int first, IntPredicate wanted) {
        int place = first;
        while (s.listedRoot(place) != NO_ROOT && !wanted.test(s.listedRoot(place))) {
            place++;
        }
        return s.listedRoot(place);
    }

    /** Whether somebody holds a reference on a root: the TDP MMU, a vCPU that runs on it, a walk that is at it. */
    private boolean isHeld(TdpState s, int root) {
        return isHeldWithout(s, root, NOBODY);
    }

    private boolean isHeldWithout(TdpState s, int root, int leaving) {
        if (!s.isInvalid(root) || s.isScheduled(root)) {
            return true;
        }
        for (int v = 0; v < vcpus; v++) {
            if (v != leaving && s.vcpuRoot(v) == root) {
                return true;
            }
        }
        for (int walk = 0; fn.walksHoldRoots && walk < walks; walk++) {
            if (s.iter(walk).root() == root) {
                return true;
            }
        }
        return false;
    }

    /** kvm_tdp_mmu_put_root(): roots to which nobody holds a reference any more are freed. */
    void putRoots(TdpState s) {
        int kept = 0;
        int[] freed = roots.stream()
                .mapToInt(root -> root)
                .filter(root -> !isHeld(s, root))
                .toArray();
        for (int place = 0; s.listedRoot(place) != NO_ROOT; place++) {
            int root = s.listedRoot(place);
            if (isHeld(s, root)) {
                s.setListedRoot(kept++, root);
            }
        }
        for (int place = kept; place < roots.size(); place++) {
            s.setListedRoot(place, NO_ROOT);
        }
        for (int root : freed) {
            s.setInvalid(root, false);
        }
    }

    /** Whether there is a page that is no root once a vCPU has put its own. */
    boolean rootIsFreeWithout(TdpState s, int leaving) {
        return roots.stream().anyMatch(root -> !s.isListed(root) || !isHeldWithout(s, root, leaving));
    }

    /** kvm_tdp_mmu_alloc_root(): a page that is no root now, empty and first in the list; NO_ROOT if there is none. */
    int allocRoot(TdpState s) {
        for (int root : roots) {
            if (!s.isListed(root)) {
                for (int place = roots.size() - 1; place > 0; place--) {
                    s.setListedRoot(place, s.listedRoot(place - 1));
                }
                s.setListedRoot(0, root);
                s.setInvalid(root, false);
                gfns.forEach(gfn -> s.setSpte(root, gfn, Spte.EMPTY));
                return root;
            }
        }
        return NO_ROOT;
    }

    // TLBs

    void flushTlb(TdpState s, int v) {
        gfns.forEach(gfn -> s.setTlb(v, gfn, Pfn.NONE, false));
    }

    void flushTlbs(TdpState s) {
        for (int v = 0; v < vcpus; v++) {
            flushTlb(s, v);
        }
    }

    /** A vCPU that has been asked to free obsolete roots is out of the guest. */
    static boolean inUse(TdpState s, int v) {
        return s.vcpuRoot(v) != NO_ROOT && !s.freesObsolete(v);
    }
}
