package org.pfnproof.kernel.asyncpf;

import static org.pfnproof.kernel.Describing.function;
import static org.pfnproof.kernel.Describing.set;
import static org.pfnproof.kernel.Describing.text;
import static org.pfnproof.kernel.Describing.threads;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.pfnproof.kernel.BoundsReader;
import org.pfnproof.kernel.Move;
import org.pfnproof.kernel.Move.Argument;
import org.pfnproof.kernel.Protocol;
import org.pfnproof.kernel.Replacements;
import org.pfnproof.kernel.Rule;
import org.pfnproof.kernel.ThreadRenamings;
import org.pfnproof.kernel.asyncpf.AsyncPfState.FaultStep;
import org.pfnproof.kernel.asyncpf.AsyncPfState.Host;
import org.pfnproof.kernel.notifier.MmuNotifier;
import org.pfnproof.kernel.notifier.NotifierDescription;
import org.pfnproof.kernel.notifier.SeqCounter;

/** Asynchronous page faults: the twin of the TLA+ module {@code AsyncPageFaultProperties}. */
public final class AsyncPfProtocol implements Protocol<AsyncPfState> {

    private static final Replacements<Consumer<Functions>> REPLACEMENTS = Replacements.ofVariants(Map.of(
            "apf-halt-last", fn -> fn.haltFirst = false,
            "apf-prefetch-not-tested", fn -> fn.prefetchIsTested = false,
            "apf-ready-not-requested", fn -> fn.readyIsRequested = false,
            "apf-token-lost", fn -> fn.tokenIsAwaited = false,
            "apf-work-not-flushed", fn -> fn.flushDone = (s, v, gfn) -> true));

    private final List<String> vcpus;
    private final List<String> invalidators;
    private final List<Integer> gfns;
    private final List<Operation> hostOps;
    private final AsyncPfState.Fields fields;
    private final Functions fn = new Functions();
    private final AsyncPageFault fault;
    private final AsyncPageReady ready;
    private final HostSide host;

    private AsyncPfProtocol(BoundsReader bounds, SeqCounter seq, List<Consumer<Functions>> changes) {
        vcpus = bounds.names("VCPUS");
        invalidators = bounds.names("INVALIDATORS");
        gfns = bounds.numbers("GFNS");
        hostOps = bounds.constants("HOST_OPS", Operation.class);
        fields = new AsyncPfState.Fields(vcpus.size(), invalidators.size(), gfns.size(), seq.greatest(vcpus.size()));
        Set<UserOp> userOps = Set.copyOf(bounds.constants("USER_OPS", UserOp.class));
        fault = new AsyncPageFault(fn, bounds.truth("PV"), bounds.truth("MAY_FAIL"), userOps);
        ready = new AsyncPageReady(fn, gfns, userOps);
        host = new HostSide(fn, Set.copyOf(hostOps));
        fn.nextSeq = s -> seq.after(s.mmuInvalidateSeq(), s::faultMmuSeq, vcpus.size());
        changes.forEach(change -> change.accept(fn));
    }

    /**
     * The reference implementation at a model's bounds.
     *
     * @param bounds constant to value
     * @param substitutions operators replaced by the model; known is {@code NextSeq} by {@code ApfFreshSeq}
     * @param variant the id of a variant
     * @return empty if the variant or a substitution has no twin here
     * @throws IllegalArgumentException if a bound is missing or is not what it must be
     */
    public static Optional<AsyncPfProtocol> of(
            Map<String, Object> bounds, Map<String, String> substitutions, Optional<String> variant) {
        return REPLACEMENTS.of(substitutions, variant).flatMap(chosen -> SeqCounter.of(chosen.rest(), "ApfFreshSeq")
                .map(seq -> new AsyncPfProtocol(new BoundsReader(bounds), seq, chosen.changes())));
    }

    @Override
    public AsyncPfState newState() {
        return new AsyncPfState(fields);
    }

    @Override
    public void initialStates(Consumer<AsyncPfState> receiver) {
        AsyncPfState s = newState();
        MmuNotifier.init(s);
        gfns.forEach(gfn -> s.setHost(gfn, Host.SWAPPED));
        for (int v = 0; v < vcpus.size(); v++) {
            AsyncPageFault.noFault(s, v, FaultStep.GUEST, 0);
        }
        for (int n = 0; n < invalidators.size(); n++) {
            HostSide.idle(s, n);
        }
        receiver.accept(s);
    }

    @Override
    public List<Move<AsyncPfState>> moves() {
        List<Move<AsyncPfState>> moves = new ArrayList<>();
        for (int v = 0; v < vcpus.size(); v++) {
            vcpuMoves(moves, v);
            for (int gfn : gfns) {
                workerMoves(moves, v, gfn);
            }
        }
        for (int n = 0; n < invalidators.size(); n++) {
            hostMoves(moves, n);
        }
        gfns.forEach(g -> Move.add(moves, "do_mmap", s -> host.doMmap(s, g), new Argument("g", g)));
        return moves;
    }

    private void vcpuMoves(List<Move<AsyncPfState>> moves, int v) {
        Argument vcpu = new Argument("v", vcpus.get(v));
        Move.add(moves, "kvm_faultin_pfn", s -> fault.kvmFaultinPfn(s, v), vcpu);
        Move.add(moves, "hva_to_pfn_nowait", s -> fault.hvaToPfnNowait(s, v), vcpu);
        Move.add(moves, "kvm_arch_setup_async_pf", s -> fault.kvmArchSetupAsyncPf(s, v), vcpu);
        Move.add(moves, "kvm_setup_async_pf_fails", s -> fault.kvmSetupAsyncPfFails(s, v), vcpu);
        Move.add(moves, "hva_to_pfn_wait", s -> fault.hvaToPfnWait(s, v), vcpu);
        Move.add(moves, "hva_to_pfn_sigpending", s -> fault.hvaToPfnSigpending(s, v), vcpu);
        Move.add(moves, "kvm_handle_error_pfn", s -> fault.kvmHandleErrorPfn(s, v), vcpu);
        Move.add(moves, "kvm_tdp_mmu_map", s -> fault.kvmTdpMmuMap(s, v), vcpu);
        Move.add(moves, "vcpu_enter_guest_halts", s -> ready.vcpuEnterGuestHalts(s, v), vcpu);
        Move.add(moves, "vcpu_block_wakes", s -> ready.vcpuBlockWakes(s, v), vcpu);
        Move.add(moves, "vcpu_enter_guest_ready", s -> ready.vcpuEnterGuestReady(s, v), vcpu);
        Move.add(moves, "kvm_check_async_pf_completion", s -> ready.kvmCheckAsyncPfCompletion(s, v), vcpu);
        Move.add(moves, "kvm_arch_async_page_present", s -> ready.kvmArchAsyncPagePresent(s, v), vcpu);
        Move.add(moves, "kvm_flush_and_free_async_pf_work", s -> ready.kvmFlushAndFreeAsyncPfWork(s, v), vcpu);
        Move.add(moves, "kvm_set_msr_async_pf_ack", s -> ready.kvmSetMsrAsyncPfAck(s, v), vcpu);
        Move.add(moves, "kvm_vcpu_run", s -> ready.kvmVcpuRun(s, v), vcpu);
        Move.add(moves, "vcpu_run_interrupted", s -> ready.vcpuRunInterrupted(s, v), vcpu);
        Move.add(moves, "kvm_vcpu_destroy", s -> ready.kvmVcpuDestroy(s, v), vcpu);
    }

    private void workerMoves(List<Move<AsyncPfState>> moves, int v, int g) {
        Argument[] work = {new Argument("v", vcpus.get(v)), new Argument("g", g)};
        Move.add(moves, "kvm_tdp_page_fault", s -> fault.kvmTdpPageFault(s, v, g), work);
        Move.add(moves, "get_user_pages_remote", s -> ready.getUserPagesRemote(s, v, g), work);
        Move.add(moves, "async_pf_done", s -> ready.asyncPfDone(s, v, g), work);
        Move.add(moves, "kvm_arch_async_page_present_queued", s -> ready.kvmArchAsyncPagePresentQueued(s, v, g), work);
        Move.add(moves, "kvm_vcpu_wake_up", s -> ready.kvmVcpuWakeUp(s, v, g), work);
    }

    private void hostMoves(List<Move<AsyncPfState>> moves, int n) {
        Argument thread = new Argument("n", invalidators.get(n));
        for (Operation op : hostOps) {
            for (int g : gfns) {
                Move.add(
                        moves,
                        "kvm_mmu_invalidate_range_start",
                        s -> host.kvmMmuInvalidateRangeStart(s, n, op, g),
                        thread,
                        new Argument("op", text(op)),
                        new Argument("g", g));
            }
        }
        Move.add(moves, "zap_pte_range", s -> host.zapPteRange(s, n), thread);
        Move.add(moves, "kvm_mmu_invalidate_end", s -> host.kvmMmuInvalidateEnd(s, n), thread);
    }

    @Override
    public List<Rule<AsyncPfState>> rules() {
        return Rule.concat(
                new AsyncPfRules(vcpus.size(), invalidators.size(), gfns).all(),
                new AsyncPfWitnesses(vcpus.size(), gfns).all());
    }

    @Override
    public List<BiConsumer<AsyncPfState, AsyncPfState>> renamings(List<String> things) {
        return ThreadRenamings.of(things, vcpus.size(), invalidators.size(), this::rename);
    }

    private void rename(AsyncPfState from, AsyncPfState to, int[] v, int[] n) {
        to.copyFrom(from);
        for (int i = 0; i < v.length; i++) {
            to.setFaultStep(v[i], from.faultStep(i));
            to.setFaultGfn(v[i], from.faultGfn(i));
            to.setFaultPrefetch(v[i], from.faultPrefetch(i));
            to.setFaultMmuSeq(v[i], from.faultMmuSeq(i));
            to.setHaltRequested(v[i], from.haltRequested(i));
            to.setReadyRequested(v[i], from.readyRequested(i));
            to.setReadyToken(v[i], from.readyToken(i));
            to.setDone(v[i], from.done(i));
            for (int g : gfns) {
                to.setQueued(v[i], g, from.isQueued(i, g));
                to.setWaiting(v[i], g, from.isWaiting(i, g));
                to.setWork(v[i], g, from.work(i, g));
            }
        }
        for (int i = 0; i < n.length; i++) {
            to.setInvStep(n[i], from.invStep(i));
            to.setInvOp(n[i], from.invOp(i));
            to.setInvGfn(n[i], from.invGfn(i));
        }
    }

    @Override
    public Map<String, Object> describe(AsyncPfState s) {
        Map<String, Object> state = NotifierDescription.of(s, vcpus, invalidators);
        state.put("host", function(gfns, g -> text(s.host(g))));
        state.put("spte", set(gfns, s::isMapped));
        state.put(
                "fault",
                threads(
                        vcpus,
                        v -> Map.of(
                                "pc", text(s.faultStep(v)),
                                "gfn", s.faultGfn(v),
                                "prefetch", s.faultPrefetch(v),
                                "mmu_seq", s.faultMmuSeq(v))));
        state.put("requests", threads(vcpus, v -> requests(s, v)));
        state.put("queue", threads(vcpus, v -> set(gfns, g -> s.isQueued(v, g))));
        state.put("done", threads(vcpus, v -> sequence(s.done(v))));
        state.put("work", threads(vcpus, v -> function(gfns, g -> text(s.work(v, g)))));
        state.put("waiting", threads(vcpus, v -> set(gfns, g -> s.isWaiting(v, g))));
        state.put("ready_token", threads(vcpus, s::readyToken));
        state.put(
                "inv",
                threads(
                        invalidators,
                        n -> Map.of("pc", text(s.invStep(n)), "op", text(s.invOp(n)), "gfn", s.invGfn(n))));
        return state;
    }

    private static Set<Object> requests(AsyncPfState s, int v) {
        Set<Object> requests = new LinkedHashSet<>();
        if (s.haltRequested(v)) {
            requests.add("halt");
        }
        if (s.readyRequested(v)) {
            requests.add("ready");
        }
        return requests;
    }

    private static Map<Object, Object> sequence(List<Integer> elements) {
        Map<Object, Object> sequence = new LinkedHashMap<>();
        elements.forEach(element -> sequence.put(sequence.size() + 1, element));
        return sequence;
    }
}
