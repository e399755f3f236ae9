package org.pfnproof.follow;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pfnproof.follow.VcpuThread.Root;
import org.pfnproof.log.LogStep;

/**
 * Follows changes of memslots: the protocol of the spec Memslots. What is asked: the new memslots are not published while an invalidation
 * is active; a memslot that is being deleted is not found any more once its SPTEs are flushed; when it is deleted none of its gfns is mapped.
 */
final class MemslotLines {

    private static final long CREATE = 0;
    private static final long DELETE = 1;
    private static final long MOVE = 2;

    /** A change that a thread is in. */
    private static final class Change {
        long kind;
        boolean waits;
        int swaps;
        long flushed = -1;

        /** Deleted or moved: first an INVALID memslot in its place, then none. */
        boolean invalidates() {
            return kind == DELETE || kind == MOVE;
        }
    }

    private final Followed known;
    private final Map<Integer, Change> changes = new HashMap<>();
    private final Map<Long, Long> slotOfGfn = new HashMap<>();
    private final Map<Long, Long> flushedAt = new HashMap<>();
    private final Set<Running> active = new HashSet<>();
    private boolean sawCreation;

    MemslotLines(Followed known) {
        this.known = known;
    }

    /** Whether the log begins with a memslot, and so with nothing before it. */
    boolean sawCreation() {
        return sawCreation;
    }

    void change(LogStep step) throws Deviates {
        boolean nothingBefore = step.event().number("seq").orElse(0) == 0
                && step.event().number("inprog").orElse(0) == 0;
        sawCreation |= step.value() == CREATE && nothingBefore;
        Change change = new Change();
        change.kind = step.value();
        if (changes.put(step.thread(), change) != null) {
            throw new Deviates("the thread is in kvm_set_memslot() already", "");
        }
        if (change.kind == CREATE) {
            flushedAt.clear();
        }
        known.coverage.witness(
                "memslot " + (change.kind == CREATE ? "created" : change.kind == DELETE ? "deleted" : "changed"));
    }

    private Change in(LogStep step) throws Deviates {
        Change change = changes.get(step.thread());
        if (change == null) {
            throw new Deviates("the thread is not in kvm_set_memslot()", "");
        }
        return change;
    }

    /** It may have to wait until no invalidation is active. */
    void swap(LogStep step) throws Deviates {
        Change change = in(step);
        swapped(change);
        change.swaps++;
        change.waits = !active.isEmpty();
    }

    private void swapped(Change change) throws Deviates {
        if (change.waits) {
            Running one = active.iterator().next();
            throw new Deviates(
                    "kvm_swap_active_memslots() has not waited: the invalidation since line " + one.began.line()
                            + " has been active all the time",
                    "NothingMappedWithoutSlot");
        }
    }

    void flush(LogStep step) throws Deviates {
        Change change = in(step);
        swapped(change);
        change.flushed = step.value();
        flushedAt.put(step.value(), step.event().line());
    }

    void rootsObsolete(LogStep step) throws Deviates {
        for (VcpuThread vcpu : known.vcpus()) {
            if (vcpu.readsMmuLock()) {
                throw new Deviates("mmu_lock is held for read by vCPU " + vcpu.vcpuId, "");
            }
            if (vcpu.at != VcpuThread.At.OUT) {
                vcpu.root = Root.OBSOLETE;
            } else if (vcpu.root == Root.VALID) {
                vcpu.root = Root.PERHAPS_OBSOLETE;
            }
        }
        known.leaves.rootsObsolete();
        known.coverage.witness("roots become obsolete");
    }

    void changed(LogStep step) throws Deviates {
        Change change = in(step);
        swapped(change);
        changes.remove(step.thread());
        if (step.event().number("ret").orElse(0) == 0) {
            complete(change);
        }
        if (change.kind == DELETE && change.flushed >= 0) {
            for (List<Leaves.Leaf> leaves : known.leaves.all()) {
                for (Leaves.Leaf leaf : leaves) {
                    if (slotOfGfn.getOrDefault(leaf.gfn(), -1L) == change.flushed) {
                        throw new Deviates(
                                "memslot " + change.flushed + " is deleted, and its gfn " + Values.hex(leaf.gfn())
                                        + " is still mapped",
                                "NothingMappedWithoutSlot");
                    }
                }
            }
        }
    }

    private static void complete(Change change) throws Deviates {
        int needed = change.invalidates() ? 2 : 1;
        if (change.swaps < needed) {
            throw new Deviates(
                    "kvm_set_memslot() has succeeded, and kvm_swap_active_memslots() was called " + change.swaps
                            + " times, not " + needed,
                    "NothingMappedWithoutSlot");
        }
        if (change.invalidates() && change.flushed < 0) {
            throw new Deviates(
                    "the memslot is gone, and kvm_arch_flush_shadow_memslot() was not called",
                    "NothingMappedWithoutSlot");
        }
    }

    /** A fault has found a valid memslot. */
    void found(VcpuThread vcpu, LogStep step) throws Deviates {
        slotOfGfn.put(step.gfn(), step.value());
        Long flushed = flushedAt.get(step.value());
        if (flushed != null && flushed < vcpu.faultLine) {
            throw new Deviates(
                    "memslot " + step.value() + " was invalid before its SPTEs were flushed at line " + flushed
                            + ", and no memslot has been created since",
                    "NothingMappedWithoutSlot");
        }
    }

    /** An invalidation is certainly active. */
    void activeFor(Running invalidation) {
        active.add(invalidation);
    }

    /** It may not be any more. */
    void inactive(Running invalidation) {
        active.remove(invalidation);
        if (active.isEmpty()) {
            changes.values().forEach(change -> change.waits = false);
        }
    }
}
