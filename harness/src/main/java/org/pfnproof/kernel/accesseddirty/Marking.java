package org.pfnproof.kernel.accesseddirty;

import static org.pfnproof.kernel.adpages.AdPagesState.NO_PFN;

import java.util.stream.IntStream;
import org.pfnproof.kernel.accesseddirty.AccessedDirtyState.Root;
import org.pfnproof.kernel.adpages.AdPages;

/** When KVM marks a page, and what a freed one means to those who hold its pfn: virt/kvm/kvm_main.c, arch/x86/kvm/mmu/tdp_mmu.c. */
final class Marking {

    private final Functions fn;
    private final int vcpus;
    private final boolean atZap;
    private final boolean adBits;

    Marking(Functions fn, int vcpus, boolean atZap, boolean adBits) {
        this.fn = fn;
        this.vcpus = vcpus;
        this.atZap = atZap;
        this.adBits = adBits;
    }

    /** kvm_set_pfn_dirty(), kvm_set_pfn_accessed(). */
    void mark(AccessedDirtyState s, int pfn, boolean dirty, boolean accessed) {
        if (fn.kvmIsAdTrackedPage.of(s, pfn)) {
            AdPages.flag(s, pfn, dirty, accessed);
        }
    }

    void markedAtMap(AccessedDirtyState s, int v) {
        mark(s, s.faultPfn(v), s.faultWritable(v), true);
    }

    void markedAtRelease(AccessedDirtyState s, int v) {
        mark(s, s.faultPfn(v), false, true);
    }

    boolean spteIsTracked(AccessedDirtyState s, Spte spte) {
        return fn.kvmIsAdTrackedPage.of(s, spte.pfn());
    }

    private boolean zapMarks(AccessedDirtyState s, Spte spte) {
        return atZap && spte.isPresent() && fn.spteIsTracked.of(s, spte);
    }

    void markedAtZap(AccessedDirtyState s, Spte spte) {
        if (zapMarks(s, spte)) {
            AdPages.flag(s, spte.pfn(), spte.d(), spte.a());
        }
    }

    /** An SPTE is removed. */
    void zap(AccessedDirtyState s, Root root) {
        Spte spte = s.spte(root);
        if (zapMarks(s, spte) && (spte.d() || spte.a()) && s.isStale(s.holder(root))) {
            s.setBadMark(true);
        }
        fn.markedAtZap.on(s, spte);
        s.setSpte(root, Spte.NONE);
        s.setStale(s.holder(root), false);
    }

    /** Without A/D bits an aged SPTE loses that it was writable: that is carried over. */
    boolean agingMarks(AccessedDirtyState s, Spte spte) {
        return atZap && !adBits && spte.d() && fn.spteIsTracked.of(s, spte);
    }

    /** Whoever still names a freed frame is stale, and what was written there is nobody's any more. */
    void noteFreed(AccessedDirtyState s, int freed) {
        noteHolders(s, freed);
        for (Root root : Root.values()) {
            if (AdPages.has(freed, s.spte(root).pfn())) {
                s.setStale(s.holder(root), true);
            }
        }
        forgetWrites(s, freed);
    }

    /** The faults among them. */
    void noteHolders(AccessedDirtyState s, int freed) {
        IntStream.range(0, vcpus).filter(v -> AdPages.has(freed, s.faultPfn(v))).forEach(v -> s.setStale(v, true));
    }

    /** What was written to some frames is saved, or given up. */
    void forgetWrites(AccessedDirtyState s, int frames) {
        for (int pfn = NO_PFN + 1; frames >> pfn != 0; pfn++) {
            if (AdPages.has(frames, pfn)) {
                s.setUnsaved(pfn, false);
            }
        }
    }
}
