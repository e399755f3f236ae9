package org.pfnproof.follow;

import java.util.Optional;
import org.pfnproof.kernel.mmu.KvmState;
import org.pfnproof.log.LogStep;
import org.pfnproof.log.SpecNumber;

/** Follows what happens to SPTEs and pages: who may change an SPTE, and that no page is freed that KVM maps or holds. */
final class HostLines {

    private final Followed known;
    private final LockedLines locked;
    private final EarlyStores early;
    private final InvalidationLines invalidations;

    HostLines(Followed known, LockedLines locked, EarlyStores early, InvalidationLines invalidations) {
        this.known = known;
        this.locked = locked;
        this.early = early;
        this.invalidations = invalidations;
    }

    private static Leaves.Leaf leaf(LogStep step) {
        return new Leaves.Leaf(step.gfn(), (int) step.value(), step.pfn());
    }

    private Optional<VcpuThread> mapping(LogStep step) {
        return known.vcpu(step.thread()).filter(vcpu -> vcpu.at == VcpuThread.At.MAP);
    }

    void set(LogStep step) throws Deviates, Undecided {
        Optional<VcpuThread> vcpu = mapping(step);
        if (vcpu.isEmpty()) {
            throw new Deviates(
                    "an SPTE comes only in kvm_tdp_mmu_map(), after is_page_fault_stale()", "GuestMapsWhatHostMaps");
        }
        locked.install(vcpu.get(), step);
        if (!early.isThere(leaf(step))) {
            known.leaves.add(leaf(step));
        }
    }

    /** A line that says something of a leaf: it must be there. */
    private boolean isThere(LogStep step) throws Deviates, Undecided {
        Leaves.Leaf leaf = leaf(step);
        return known.leaves.has(leaf) || early.seen(leaf, step.event());
    }

    void bits(LogStep step) throws Deviates, Undecided {
        if (!isThere(step)) {
            throw new Deviates("there is no such SPTE", "");
        }
        Optional<VcpuThread> vcpu = mapping(step);
        if (vcpu.isPresent()) {
            locked.install(vcpu.get(), step);
        }
    }

    void replaced(LogStep step) throws Deviates {
        throw new Deviates(
                "the SPTE of gfn " + Values.hex(step.gfn()) + " goes from pfn " + Values.hex(step.first()) + " to pfn "
                        + Values.hex(step.pfn()) + " without being cleared between",
                "NoInvalidSpteChange");
    }

    void split(LogStep step) throws Deviates, Undecided {
        if (!isThere(step) || !known.leaves.split(leaf(step))) {
            throw new Deviates("there is no such SPTE", "");
        }
        known.coverage.witness("large SPTE split");
    }

    /** To clear an SPTE is always safe; whose walk it is matters only for an invalidation's. */
    void cleared(LogStep step) throws Deviates, Undecided {
        Leaves.Leaf leaf = leaf(step);
        boolean there = isThere(step);
        boolean obsolete = known.leaves.isObsolete(leaf);
        if (!there || !known.leaves.remove(leaf)) {
            throw new Deviates(
                    "no SPTE maps gfn " + Values.hex(leaf.gfn()) + " to pfn " + Values.hex(leaf.pfn()) + " at level "
                            + leaf.level(),
                    "");
        }
        for (VcpuThread vcpu : known.vcpus()) {
            vcpu.spteWas |= leaf.mapsGfn(vcpu.gfn);
        }
        Optional<Running> walk = known.innermost(step.thread()).filter(it -> it.at == Running.At.UNMAP);
        if (walk.isPresent()) {
            invalidations.cleared(walk.get(), step, obsolete);
        }
        for (long gfn = leaf.gfn(); gfn < leaf.gfn() + leaf.pages(); gfn++) {
            known.script.step("cleared").x(SpecNumber.gfn(Numbering.gfn(gfn))).y(SpecNumber.frame(otherRoots(gfn)));
        }
        known.states.take(
                c -> {
                    for (long gfn = leaf.gfn(); gfn < leaf.gfn() + leaf.pages(); gfn++) {
                        clear(c, gfn);
                    }
                    return true;
                },
                c -> "",
                "");
    }

    private void clear(Candidate c, long gfn) {
        int number = Numbering.gfn(gfn);
        if (c.s.sptePfn(number) != KvmState.NO_PFN) {
            known.kvm.spteChanged(c.s, number, otherRoots(gfn));
        }
    }

    /** While a memslot is deleted the other root may still map it. */
    private int otherRoots(long gfn) {
        return known.leaves
                .ofGfn(gfn)
                .map(leaf -> known.numbering.pfn(leaf.pfn() + (gfn - leaf.gfn())))
                .orElse(KvmState.NO_PFN);
    }

    void freed(LogStep step) throws Deviates, Undecided {
        for (long pfn = step.pfn(); pfn < step.pfn() + step.value(); pfn++) {
            unused(pfn, "is freed", true);
        }
    }

    void allocated(LogStep step) throws Deviates, Undecided {
        unused(step.pfn(), "is allocated, so it was free", false);
        int number = known.numbering.pfn(step.pfn());
        known.script.step("allocated").x(SpecNumber.frame(number));
        known.states.take(
                c -> {
                    known.kvm.allocPages(c.s, number);
                    return true;
                },
                c -> "",
                "");
    }

    private void unused(long pfn, String what, boolean free) throws Deviates, Undecided {
        Optional<Leaves.Leaf> mapped = known.leaves.ofPfn(pfn);
        if (mapped.isPresent()) {
            throw new Deviates(
                    "pfn " + Values.hex(pfn) + " " + what + ", and the SPTE of gfn "
                            + Values.hex(mapped.get().gfn()) + " maps it",
                    "NoFreedPageMapped");
        }
        if (known.numbering.isKnown(pfn)) {
            held(pfn, what, free);
        }
    }

    private void held(long pfn, String what, boolean free) throws Deviates, Undecided {
        int number = known.numbering.pfn(pfn);
        if (free) {
            known.script.step("freed").x(SpecNumber.frame(number));
        } else {
            // Refused there, too, if it is held.
            known.script.step("allocated").x(SpecNumber.frame(number));
        }
        known.states.take(
                c -> c.s.pageRefcount(number) <= 1 && (!free || known.kvm.freePages(c.s, number)),
                c -> "pfn " + Values.hex(pfn) + " " + what + ", and a fault of KVM holds a reference to it",
                "NoReferenceStolen");
        if (free) {
            known.coverage.action("free_pages_and_swap_cache");
        }
    }
}
