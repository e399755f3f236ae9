package org.pfnproof.follow;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import org.pfnproof.follow.VcpuThread.At;
import org.pfnproof.kernel.mmu.LoggedRules;
import org.pfnproof.log.LogEvent;

/**
 * SPTEs that are there before their line. Several vCPUs hold mmu_lock for read at once, and a store and its line are two steps: what one of
 * them has stored another may see, and a line of his may show it, before the storer's own line comes. That line must come before its vCPU
 * drops mmu_lock.
 */
final class EarlyStores {

    /**
     * A leaf whose line is to come.
     *
     * @param seen the line that has shown it
     */
    private record Owed(Leaves.Leaf leaf, long seen) {}

    private final Followed known;
    private final List<Owed> owed = new ArrayList<>();

    EarlyStores(Followed known) {
        this.known = known;
    }

    /** A line shows a leaf that is not there yet: another vCPU, which is about to install it, has done so. Says whether there is one. */
    boolean seen(Leaves.Leaf leaf, LogEvent by) throws Deviates, Undecided {
        for (VcpuThread vcpu : known.vcpus()) {
            if (vcpu.pid != by.pid() && vcpu.at == At.MAP && !vcpu.mapped && vcpu.wants(leaf)) {
                map(vcpu);
                vcpu.mapped = true;
                vcpu.mappedEarly = true;
                known.leaves.add(leaf);
                owed.add(new Owed(leaf, by.line()));
                known.coverage.witness("SPTE seen before its line");
                return true;
            }
        }
        return false;
    }

    /** The line of a leaf that comes; says whether it is there already. */
    boolean isThere(Leaves.Leaf leaf) {
        for (Iterator<Owed> iterator = owed.iterator(); iterator.hasNext(); ) {
            if (iterator.next().leaf().equals(leaf)) {
                iterator.remove();
                return true;
            }
        }
        return false;
    }

    /** Whether another vCPU may have installed what this one wants. */
    boolean mayBeStored(VcpuThread vcpu) {
        return known.vcpus().stream()
                .anyMatch(other -> other != vcpu && other.at == At.MAP && !other.mapped && other.gfn == vcpu.gfn);
    }

    /** A vCPU has dropped mmu_lock: what has been seen, and was to come from it, must have come. */
    void leaves(VcpuThread vcpu) throws Deviates {
        for (Owed one : owed) {
            boolean mayCome = known.vcpus().stream()
                    .anyMatch(other ->
                            other.at == At.MAP && (!other.mapped || other.mappedEarly) && other.wants(one.leaf()));
            if (!mayCome) {
                throw new Deviates(
                        "line " + one.seen() + " shows an SPTE of gfn "
                                + Values.hex(one.leaf().gfn()) + ", and nobody has installed it; vCPU " + vcpu.vcpuId
                                + " was the last that could",
                        "GuestMapsWhatHostMaps");
            }
        }
    }

    /** The step of the protocol. */
    void map(VcpuThread vcpu) throws Deviates, Undecided {
        known.script.step("map", vcpu.v);
        known.states.take(
                c -> known.kvm.kvmTdpMmuMap(c.s, vcpu.v),
                c -> "the SPTE is not due: " + Values.counters(known.kvm, c.s) + "; " + Values.fault(c.s, vcpu.v, vcpu),
                "");
        known.coverage.action("kvm_tdp_mmu_map");
        int gfn = Numbering.gfn(vcpu.gfn);
        keepSafe(c -> LoggedRules.noMappingInInvalidatedRange(c.s, gfn), vcpu, "NoMappingInInvalidatedRange");
        keepSafe(c -> LoggedRules.guestMapsWhatHostMaps(c.s, gfn), vcpu, "GuestMapsWhatHostMaps");
        keepSafe(c -> LoggedRules.noFreedPageMapped(c.s, gfn), vcpu, "NoFreedPageMapped");
    }

    private void keepSafe(Predicate<Candidate> property, VcpuThread vcpu, String id) throws Deviates {
        known.states.keep(property, c -> "the SPTE of gfn " + Values.hex(vcpu.gfn) + " violates " + id, id);
    }
}
