package org.pfnproof.kernel.aging;

import static org.pfnproof.kernel.Describing.text;
import static org.pfnproof.kernel.Describing.threadSet;
import static org.pfnproof.kernel.Describing.threads;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.pfnproof.kernel.BoundsReader;
import org.pfnproof.kernel.Move;
import org.pfnproof.kernel.Move.Argument;
import org.pfnproof.kernel.Rule;
import org.pfnproof.kernel.ThreadRenamings;
import org.pfnproof.kernel.ThreadsProtocol;
import org.pfnproof.kernel.aging.AgingState.Callback;
import org.pfnproof.kernel.aging.AgingState.Operation;
import org.pfnproof.kernel.notifier.MmuNotifier;
import org.pfnproof.kernel.notifier.NotifierDescription;
import org.pfnproof.kernel.notifier.SeqCounter;

/** The callbacks that are no invalidation: the twin of the TLA+ module {@code AgingAndChangePteProperties}. */
public final class AgingProtocol extends ThreadsProtocol<AgingState> {

    private final List<Operation> ops;
    private final List<Callback> aging;
    private final AgingState.Fields at;
    private final Functions fn = new Functions();
    private final Aging code;

    private AgingProtocol(BoundsReader bounds, SeqCounter seq, List<BiConsumer<Functions, Aging>> changes) {
        super(bounds);
        ops = bounds.constants("OPS", Operation.class);
        aging = bounds.constants("AGING", Callback.class);
        at = new AgingState.Fields(vcpus.size(), invalidators.size(), seq.greatest(vcpus.size()));
        code = new Aging(fn, at, invalidators.size());
        fn.nextSeq = s -> seq.after(s.mmuInvalidateSeq(), v -> at.faults.mmuSeq(s, v), vcpus.size());
        fn.zappedByStart = code::zap;
        fn.flushedByStart = code::flush;
        fn.kvmMmuNotifierInvalidateRangeStart = code::kvmMmuNotifierInvalidateRangeStart;
        fn.kvmMmuNotifierInvalidateRangeEnd = code::kvmMmuNotifierInvalidateRangeEnd;
        changes.forEach(change -> change.accept(fn, code));
    }

    /**
     * The reference implementation at a model's bounds.
     *
     * @param bounds constant to value
     * @param substitutions operators replaced by the model; known is {@code NextSeq} by {@code FreshAgeSeq}
     * @param variant the id of a variant
     * @return empty if the variant or a substitution has no twin here
     * @throws IllegalArgumentException if a bound is missing or is not what it must be
     */
    public static Optional<AgingProtocol> of(
            Map<String, Object> bounds, Map<String, String> substitutions, Optional<String> variant) {
        return Functions.VARIANTS.of(substitutions, variant).flatMap(chosen -> SeqCounter.of(
                        chosen.rest(), "FreshAgeSeq")
                .map(seq -> new AgingProtocol(new BoundsReader(bounds), seq, chosen.changes())));
    }

    @Override
    public AgingState newState() {
        return new AgingState(at);
    }

    @Override
    protected void init(AgingState s) {
        code.init(s);
    }

    @Override
    protected void addVcpu(List<Move<AgingState>> moves, int v, Argument vcpu) {
        Move.add(moves, "guest_access", s -> code.guestAccess(s, v), vcpu);
        Move.add(moves, "kvm_faultin_pfn", s -> code.kvmFaultinPfn(s, v), vcpu);
        Move.add(moves, "hva_to_pfn", s -> code.hvaToPfn(s, v), vcpu);
        Move.add(moves, "kvm_tdp_mmu_map", s -> code.kvmTdpMmuMap(s, v), vcpu);
    }

    @Override
    protected void addInvalidator(List<Move<AgingState>> moves, int n, Argument thread) {
        for (Operation op : ops) {
            Move.add(
                    moves,
                    "kvm_mmu_notifier_invalidate_range_start",
                    s -> fn.kvmMmuNotifierInvalidateRangeStart.take(s, n, op),
                    thread,
                    new Argument("op", text(op)));
        }
        Move.add(moves, "ptep_clear_flush", s -> code.ptepClearFlush(s, n), thread);
        for (boolean writable : List.of(false, true)) {
            Move.add(
                    moves,
                    "kvm_mmu_notifier_change_pte",
                    s -> code.kvmMmuNotifierChangePte(s, n, writable),
                    thread,
                    new Argument("writable", writable));
        }
        Move.add(moves, "set_pte_at", s -> code.setPteAt(s, n), thread);
        Move.add(
                moves,
                "kvm_mmu_notifier_invalidate_range_end",
                s -> fn.kvmMmuNotifierInvalidateRangeEnd.take(s, n),
                thread);
    }

    @Override
    protected void addOthers(List<Move<AgingState>> moves) {
        for (Callback callback : aging) {
            Move.add(
                    moves,
                    "age_gfn_range",
                    s -> code.ageGfnRange(s, callback),
                    new Argument("callback", text(callback)));
        }
    }

    @Override
    public List<Rule<AgingState>> rules() {
        AgingRules rules = new AgingRules(at, vcpus.size(), invalidators.size());
        return Rule.concat(rules.properties(), rules.witnesses());
    }

    @Override
    protected void rename(AgingState from, AgingState to, int[] v, int[] n) {
        to.copyFrom(from);
        MmuNotifier.renameLock(from, to, v, n);
        at.faults.rename(from, to, v);
        ThreadRenamings.permute(from, to, v, at.tlb);
        ThreadRenamings.permute(from, to, n, at.invStep);
        ThreadRenamings.permute(from, to, n, at.invOp);
    }

    @Override
    public Map<String, Object> describe(AgingState s) {
        Map<String, Object> state = NotifierDescription.of(s, vcpus, invalidators);
        state.put("mn_active_invalidate_count", s.activeCount());
        state.put("spte", Map.of("pfn", text(s.get(at.sptePfn)), "young", s.flag(at.spteYoung)));
        state.put("tlb", threadSet(vcpus, v -> s.flag(at.tlb[v])));
        state.put("fault", threads(vcpus, v -> at.faults.describe(s, v)));
        state.put(
                "inv",
                threads(
                        invalidators,
                        n -> Map.of("pc", text(s.get(at.invStep.get(n))), "op", text(s.get(at.invOp.get(n))))));
        state.put("used", s.flag(at.used));
        return state;
    }
}
