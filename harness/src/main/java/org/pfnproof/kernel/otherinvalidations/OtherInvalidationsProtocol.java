package org.pfnproof.kernel.otherinvalidations;

import static org.pfnproof.kernel.Describing.function;
import static org.pfnproof.kernel.Describing.text;
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
import org.pfnproof.kernel.otherinvalidations.OtherInvalidationsState.Operation;

/** Invalidations that do not come from the mmu notifier: the twin of the TLA+ module {@code OtherInvalidationsProperties}. */
public final class OtherInvalidationsProtocol extends ThreadsProtocol<OtherInvalidationsState> {

    private final List<Integer> gfns;
    private final List<Operation> ops;
    private final OtherInvalidationsState.Fields at;
    private final OtherInvalidations code;

    private OtherInvalidationsProtocol(
            BoundsReader bounds, SeqCounter seq, List<BiConsumer<Functions, OtherInvalidations>> changes) {
        super(bounds);
        gfns = IntStream.rangeClosed(1, bounds.numbers("GFNS").size()).boxed().toList();
        if (!gfns.equals(bounds.numbers("GFNS"))) {
            throw new IllegalArgumentException("the bound GFNS is not 1, 2, and so on");
        }
        ops = bounds.constants("OPS", Operation.class);
        at = new OtherInvalidationsState.Fields(
                vcpus.size(), invalidators.size(), gfns.size(), seq.greatest(vcpus.size()));
        Functions fn = new Functions();
        code = new OtherInvalidations(fn, at, invalidators.size(), gfns.size());
        fn.nextSeq = s -> seq.after(s.mmuInvalidateSeq(), v -> at.faults.mmuSeq(s, v), vcpus.size());
        fn.othRange = code::addRange;
        fn.zapGfnRangeRange = (s, n) -> code.addEveryHva(s);
        fn.othRetry = code::retry;
        fn.zap = code::zap;
        fn.unbindLocksFree = code::unbindLocksFree;
        changes.forEach(change -> change.accept(fn, code));
    }

    /**
     * The reference implementation at a model's bounds.
     *
     * @param bounds constant to value
     * @param substitutions operators replaced by the model; known are {@code NextSeq} by {@code FreshOthSeq}, and those of Linux 6.1
     * @param variant the id of a variant
     * @return empty if the variant or a substitution has no twin here
     * @throws IllegalArgumentException if a bound is missing or is not what it must be
     */
    public static Optional<OtherInvalidationsProtocol> of(
            Map<String, Object> bounds, Map<String, String> substitutions, Optional<String> variant) {
        return Functions.REPLACEMENTS.of(substitutions, variant).flatMap(chosen -> SeqCounter.of(
                        chosen.rest(), "FreshOthSeq")
                .map(seq -> new OtherInvalidationsProtocol(new BoundsReader(bounds), seq, chosen.changes())));
    }

    @Override
    public OtherInvalidationsState newState() {
        return new OtherInvalidationsState(at);
    }

    @Override
    protected void init(OtherInvalidationsState s) {
        code.init(s);
    }

    @Override
    protected void addVcpu(List<Move<OtherInvalidationsState>> moves, int v, Argument vcpu) {
        for (int g : gfns) {
            Move.add(moves, "kvm_faultin_pfn", s -> code.kvmFaultinPfn(s, v, g), vcpu, new Argument("g", g));
        }
        Move.add(moves, "kvm_gmem_get_pfn", s -> code.kvmGmemGetPfn(s, v), vcpu);
        Move.add(moves, "kvm_tdp_mmu_map", s -> code.kvmTdpMmuMap(s, v), vcpu);
    }

    @Override
    protected void addInvalidator(List<Move<OtherInvalidationsState>> moves, int n, Argument thread) {
        ops.stream().filter(Operation::invalidates).forEach(op -> addBegins(moves, n, thread, op));
        Move.add(moves, "writes", s -> code.writes(s, n), thread);
        Move.add(moves, "kvm_mmu_invalidate_range_start", s -> code.kvmMmuInvalidateRangeStart(s, n), thread);
        Move.add(moves, "nothing_bound", s -> code.nothingBound(s, n), thread);
        Move.add(moves, "kvm_unmap_gfn_range", s -> code.kvmUnmapGfnRange(s, n), thread);
        for (int g : gfns) {
            Move.add(
                    moves,
                    "tdp_mmu_iter_cond_resched",
                    s -> code.tdpMmuIterCondResched(s, n, g),
                    thread,
                    new Argument("g", g));
        }
        Move.add(moves, "tdp_mmu_iter_resumes", s -> code.tdpMmuIterResumes(s, n), thread);
        Move.add(moves, "kvm_mmu_invalidate_end", s -> code.kvmMmuInvalidateEnd(s, n), thread);
        Move.add(moves, "nothing_to_end", s -> code.nothingToEnd(s, n), thread);
    }

    private void addBegins(List<Move<OtherInvalidationsState>> moves, int n, Argument thread, Operation op) {
        for (int first : gfns) {
            for (int last : gfns) {
                Move.add(
                        moves,
                        "begins",
                        s -> code.begins(s, n, op, first, last),
                        thread,
                        new Argument("op", text(op)),
                        new Argument("first", first),
                        new Argument("last", last));
            }
        }
    }

    @Override
    protected void addOthers(List<Move<OtherInvalidationsState>> moves) {
        if (ops.contains(Operation.CLOSE)) {
            Move.add(moves, "fput", code::fput);
        }
        if (ops.contains(Operation.BIND)) {
            Move.add(moves, "kvm_gmem_bind", code::kvmGmemBind);
        }
        if (ops.contains(Operation.UNBIND)) {
            Move.add(moves, "kvm_gmem_unbind", code::kvmGmemUnbind);
        }
        Move.addNeverEnabled(moves, "fput", "kvm_gmem_bind", "kvm_gmem_unbind");
    }

    @Override
    public List<Rule<OtherInvalidationsState>> rules() {
        return Rule.concat(
                new OtherInvalidationsRules(code, at, vcpus.size(), invalidators.size(), gfns, ops).all(),
                new OtherInvalidationsWitnesses(code, at, vcpus.size(), invalidators.size(), gfns).all());
    }

    @Override
    protected void rename(OtherInvalidationsState from, OtherInvalidationsState to, int[] v, int[] n) {
        to.copyFrom(from);
        MmuNotifier.renameLock(from, to, v, n);
        at.faults.rename(from, to, v);
        ThreadRenamings.permute(from, to, n, at.invStep);
        ThreadRenamings.permute(from, to, n, at.invOp);
        ThreadRenamings.permute(from, to, n, at.invStart, at.invEnd, at.invNext, at.invBegun);
    }

    @Override
    public Map<String, Object> describe(OtherInvalidationsState s) {
        Map<String, Object> state = NotifierDescription.of(s, vcpus, invalidators);
        state.put("spte", function(gfns, g -> text(code.spte(s, g))));
        state.put("fault", threads(vcpus, v -> at.faults.describeWithGfn(s, v)));
        state.put(
                "inv",
                threads(
                        invalidators,
                        n -> Map.of(
                                "pc", text(s.get(at.invStep.get(n))),
                                "op", text(code.op(s, n)),
                                "start", s.get(at.invStart[n]),
                                "end", s.get(at.invEnd[n]),
                                "next", s.get(at.invNext[n]),
                                "begun", s.flag(at.invBegun[n]))));
        state.put("bound", s.flag(at.bound));
        state.put("file", text(s.get(at.file)));
        return state;
    }
}
