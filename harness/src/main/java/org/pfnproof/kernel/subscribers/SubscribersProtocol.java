package org.pfnproof.kernel.subscribers;

import static org.pfnproof.kernel.Describing.function;
import static org.pfnproof.kernel.Describing.text;
import static org.pfnproof.kernel.Describing.threadSet;
import static org.pfnproof.kernel.Describing.threads;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.pfnproof.kernel.BoundsReader;
import org.pfnproof.kernel.Move;
import org.pfnproof.kernel.Move.Argument;
import org.pfnproof.kernel.Rule;
import org.pfnproof.kernel.ThreadRenamings;
import org.pfnproof.kernel.ThreadsProtocol;
import org.pfnproof.kernel.notifier.MmuNotifier;
import org.pfnproof.kernel.notifier.NotifierDescription;
import org.pfnproof.kernel.notifier.SeqCounter;
import org.pfnproof.kernel.subscribers.SubscribersState.Leaver;
import org.pfnproof.kernel.subscribers.SubscribersState.Subscriber;

/** KVM among the subscribers of an mm: the twin of the TLA+ module {@code NotifierSubscribersProperties}. */
public final class SubscribersProtocol extends ThreadsProtocol<SubscribersState> {

    private final List<Subscriber> subscribers;
    private final List<Leaver> leave;
    private final SubscribersState.Fields at;
    private final Functions fn = new Functions();
    private final Subscribers code;

    private SubscribersProtocol(BoundsReader bounds, SeqCounter seq, List<BiConsumer<Functions, Subscribers>> changes) {
        super(bounds);
        subscribers = bounds.constants("SUBSCRIBERS", Subscriber.class);
        leave = bounds.constants("LEAVE", Leaver.class);
        at = new SubscribersState.Fields(
                vcpus.size(), invalidators.size(), subscribers.size(), seq.greatest(vcpus.size()));
        code = new Subscribers(fn, at, invalidators.size(), subscribers);
        fn.nextSeq = s -> seq.after(s.mmuInvalidateSeq(), v -> at.faults.mmuSeq(s, v), vcpus.size());
        fn.kvmStart = code::kvmStart;
        fn.mmuNotifierInvalidateRangeStart = code::mmuNotifierInvalidateRangeStart;
        fn.afterRefusal = code::afterRefusal;
        fn.afterStart = code::afterStart;
        fn.releaseSpte = code::releaseSpte;
        fn.graceIsOver = code::graceIsOver;
        changes.forEach(change -> change.accept(fn, code));
    }

    /**
     * The reference implementation at a model's bounds.
     *
     * @param bounds constant to value
     * @param substitutions operators replaced by the model; known is {@code NextSeq} by {@code FreshSubSeq}
     * @param variant the id of a variant
     * @return empty if the variant or a substitution has no twin here
     * @throws IllegalArgumentException if a bound is missing or is not what it must be
     */
    public static Optional<SubscribersProtocol> of(
            Map<String, Object> bounds, Map<String, String> substitutions, Optional<String> variant) {
        return Functions.VARIANTS.of(substitutions, variant).flatMap(chosen -> SeqCounter.of(
                        chosen.rest(), "FreshSubSeq")
                .map(seq -> new SubscribersProtocol(new BoundsReader(bounds), seq, chosen.changes())));
    }

    @Override
    public SubscribersState newState() {
        return new SubscribersState(at);
    }

    @Override
    protected void init(SubscribersState s) {
        code.init(s);
    }

    @Override
    protected void addVcpu(List<Move<SubscribersState>> moves, int v, Argument vcpu) {
        Move.add(moves, "kvm_faultin_pfn", s -> code.kvmFaultinPfn(s, v), vcpu);
        Move.add(moves, "hva_to_pfn", s -> code.hvaToPfn(s, v), vcpu);
        Move.add(moves, "kvm_tdp_mmu_map", s -> code.kvmTdpMmuMap(s, v), vcpu);
    }

    @Override
    protected void addInvalidator(List<Move<SubscribersState>> moves, int n, Argument thread) {
        for (boolean mayBlock : List.of(false, true)) {
            Move.add(
                    moves,
                    "mmu_notifier_invalidate_range_start",
                    s -> fn.mmuNotifierInvalidateRangeStart.take(s, n, mayBlock),
                    thread,
                    new Argument("may_block", mayBlock));
        }
        Move.add(moves, "invalidate_range_start", s -> code.invalidateRangeStart(s, n), thread);
        Move.add(moves, "invalidate_range_start_refuses", s -> code.invalidateRangeStartRefuses(s, n), thread);
        Move.add(moves, "invalidate_range_start_returns", s -> code.invalidateRangeStartReturns(s, n), thread);
        Move.add(moves, "zap_pte_range", s -> code.zapPteRange(s, n), thread);
        Move.add(moves, "invalidate_range_end", s -> code.invalidateRangeEnd(s, n), thread);
        Move.add(moves, "invalidate_range_end_returns", s -> code.invalidateRangeEndReturns(s, n), thread);
    }

    @Override
    protected void addOthers(List<Move<SubscribersState>> moves) {
        if (leave.contains(Leaver.DESTROYER)) {
            Move.add(moves, "kvm_destroy_vm", code::kvmDestroyVm);
        }
        if (leave.contains(Leaver.EXIT)) {
            Move.add(moves, "exit_mmap", code::exitMmap);
        }
        Move.addNeverEnabled(moves, "kvm_destroy_vm", "exit_mmap");
        for (Leaver who : Leaver.values()) {
            Argument leaver = new Argument("who", text(who));
            Move.add(moves, "kvm_mmu_notifier_release", s -> code.kvmMmuNotifierRelease(s, who), leaver);
            Move.add(moves, "hlist_del_init_rcu", s -> code.hlistDelInitRcu(s, who), leaver);
            Move.add(moves, "synchronize_srcu", s -> code.synchronizeSrcu(s, who), leaver);
        }
        Move.add(moves, "kvm_arch_destroy_vm", code::kvmArchDestroyVm);
    }

    @Override
    public List<Rule<SubscribersState>> rules() {
        return Rule.concat(
                new SubscribersRules(code, at, invalidators.size(), subscribers).all(),
                new SubscribersWitnesses(code, at, vcpus.size(), invalidators.size()).all());
    }

    @Override
    protected void rename(SubscribersState from, SubscribersState to, int[] v, int[] n) {
        to.copyFrom(from);
        MmuNotifier.renameLock(from, to, v, n);
        at.faults.rename(from, to, v);
        ThreadRenamings.permute(from, to, n, at.walk);
        ThreadRenamings.permute(from, to, n, at.at, at.half, at.mayBlock, at.refused);
        ThreadRenamings.permute(from, to, n, at.grace);
    }

    @Override
    public Map<String, Object> describe(SubscribersState s) {
        Map<String, Object> state = NotifierDescription.of(s, vcpus, invalidators);
        state.put("mn_active_invalidate_count", s.activeCount());
        state.put("spte", text(s.get(at.spte)));
        state.put("fault", threads(vcpus, v -> at.faults.describe(s, v)));
        state.put(
                "inv",
                threads(
                        invalidators,
                        n -> Map.of(
                                "pc", text(code.walk(s, n)),
                                "at", code.turn(s, n),
                                "half", s.get(at.half[n]),
                                "may_block", s.flag(at.mayBlock[n]),
                                "refused", code.isRefused(s, n))));
        state.put("listed", s.flag(at.listed));
        state.put("destroyer", text(code.leaving(s, Leaver.DESTROYER)));
        state.put("exit", text(code.leaving(s, Leaver.EXIT)));
        state.put("grace", Map.of("destroyer", waitsFor(s, Leaver.DESTROYER), "exit", waitsFor(s, Leaver.EXIT)));
        state.put(
                "open",
                function(IntStream.rangeClosed(1, subscribers.size()).boxed().toList(), i -> s.get(at.open[i])));
        return state;
    }

    private Object waitsFor(SubscribersState s, Leaver who) {
        return threadSet(invalidators, n -> s.flag(at.grace[who.ordinal()][n]));
    }
}
