package org.pfnproof.follow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pfnproof.kernel.mmu.LoggedKvm;
import org.pfnproof.log.LogEvent;
import org.pfnproof.log.LogStep;
import org.pfnproof.log.SpecNumber;
import org.pfnproof.log.SpecScript;

/** What is known after the lines so far: the possible states, and what every one of them has in common because lines have said it. */
final class Followed {

    final LoggedKvm kvm;
    final Candidates states;
    /** The same steps for another checker. */
    final SpecScript script;

    final Leaves leaves = new Leaves();
    final Numbering numbering = new Numbering();
    final Coverage coverage = Coverage.empty();
    private final Map<Integer, VcpuThread> vcpus = new HashMap<>();
    private final List<VcpuThread> vcpusInOrder = new ArrayList<>();
    private final Map<Integer, Deque<Running>> invalidations = new HashMap<>();
    private final List<Running> running = new ArrayList<>();
    private final Deque<Integer> freeNumbers = new ArrayDeque<>();
    private int nextNumber;

    Followed(LoggedKvm kvm, SpecScript script) {
        this.script = script;
        this.states = new Candidates(script);
        this.kvm = kvm;
    }

    /** The vCPU of a thread that has faulted. */
    Optional<VcpuThread> vcpu(int pid) {
        return Optional.ofNullable(vcpus.get(pid));
    }

    VcpuThread newVcpu(int pid) {
        VcpuThread thread = new VcpuThread(vcpus.size(), pid);
        vcpus.put(pid, thread);
        vcpusInOrder.add(thread);
        return thread;
    }

    List<VcpuThread> vcpus() {
        return vcpusInOrder;
    }

    /** The innermost invalidation that a thread is in. */
    Optional<Running> innermost(int pid) {
        Deque<Running> stack = invalidations.get(pid);
        return stack == null ? Optional.empty() : Optional.ofNullable(stack.peek());
    }

    Running begin(LogStep step) {
        Integer number = freeNumbers.poll();
        Running invalidation = new Running(
                number == null ? nextNumber++ : number,
                step.thread(),
                step.first(),
                step.last(),
                step.value(),
                step.event());
        invalidations.computeIfAbsent(step.thread(), any -> new ArrayDeque<>()).push(invalidation);
        running.add(invalidation);
        return invalidation;
    }

    void end(Running invalidation) {
        invalidations.get(invalidation.pid).pop();
        running.remove(invalidation);
        freeNumbers.push(invalidation.n);
    }

    /** All that have begun and not ended. */
    List<Running> running() {
        return running;
    }

    /** A walk over a long range drops mmu_lock where somebody waits for it. */
    void yieldsOfWalks() throws Deviates, Undecided {
        for (Running walk : running) {
            if (walk.at == Running.At.UNMAP && !walk.yielded) {
                script.step("walk_yields", walk.n);
                states.take(c -> kvm.tdpMmuIterCondResched(c.s, walk.n), c -> "mmu_lock is held for write", "");
                coverage.action("tdp_mmu_iter_cond_resched");
                walk.yielded = true;
            }
        }
    }

    /** The values of the counters that a line has, if it has them, are those of some possible state. */
    void compare(LogEvent event) throws Deviates {
        compareSeq(event);
        if (event.has("inprog")) {
            long logged = event.number("inprog").orElse(-1);
            script.stands("in_progress", SpecNumber.plain(logged));
            states.keep(
                    c -> c.s.mmuInvalidateInProgress() == logged,
                    c -> "the log has in_progress " + logged + " here, the protocol " + c.s.mmuInvalidateInProgress(),
                    "InProgressCountsRunning");
        }
        if (event.has("rs") && event.has("re")) {
            int start = bound(event.number("rs").orElse(0));
            int end = bound(event.number("re").orElse(0));
            script.stands("range", inRange(start), inRange(end));
            states.keep(
                    c -> c.s.mmuInvalidateInProgress() == 0
                            || c.s.mmuInvalidateRangeStart() == 0 && c.s.mmuInvalidateRangeEnd() == 0
                            || c.s.mmuInvalidateRangeStart() == start && c.s.mmuInvalidateRangeEnd() == end,
                    c -> "the log has another range here than the protocol, which has " + Values.range(kvm, c.s),
                    "NoMappingInInvalidatedRange");
        }
    }

    private void compareSeq(LogEvent event) throws Deviates {
        if (event.has("seq")) {
            long logged = event.number("seq").orElse(-1);
            script.stands("seq", SpecNumber.plain(logged));
            states.keep(
                    c -> c.s.mmuInvalidateSeq() == logged,
                    c -> "the log has mmu_invalidate_seq " + logged + " here, the protocol " + c.s.mmuInvalidateSeq(),
                    "NoMappingInInvalidatedRange");
        }
    }

    private SpecNumber inRange(int bound) {
        return kvm.rangeInHvas() ? SpecNumber.hva(bound) : SpecNumber.gfn(bound);
    }

    private int bound(long logged) {
        return kvm.rangeInHvas() ? Numbering.hva(logged) : Numbering.gfn(logged);
    }
}
