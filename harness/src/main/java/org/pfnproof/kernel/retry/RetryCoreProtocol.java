package org.pfnproof.kernel.retry;

import static org.pfnproof.kernel.Describing.function;
import static org.pfnproof.kernel.Describing.text;
import static org.pfnproof.kernel.Describing.threads;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.pfnproof.kernel.BoundsReader;
import org.pfnproof.kernel.Move;
import org.pfnproof.kernel.Move.Argument;
import org.pfnproof.kernel.Rule;
import org.pfnproof.kernel.ThreadsProtocol;
import org.pfnproof.kernel.notifier.NotifierDescription;

/** The retry protocol alone: the twin of the TLA+ modules {@code MmuSeqWidth} and, from its initial state, {@code RetryInduction}. */
public final class RetryCoreProtocol extends ThreadsProtocol<RetryState> {

    private static final String END = "kvm_mmu_notifier_invalidate_range_end";

    private final List<Integer> gfns;
    private final List<Integer> frames;
    private final OptionalInt limit;
    private final RetryState.Fields fields;
    private final RetryCore code;
    private final List<Rule<RetryState>> rules;

    private RetryCoreProtocol(BoundsReader bounds, RetryCounter counter, boolean width) {
        super(bounds);
        gfns = bounds.numbers("GFNS");
        frames = bounds.numbers("FRAMES");
        fields = new RetryState.Fields(
                vcpus.size(),
                invalidators.size(),
                gfns.size(),
                frames.size(),
                counter.greatest(),
                counter.completedCap());
        code = new RetryCore(counter, vcpus.size(), invalidators.size(), gfns);
        RetryRules all = new RetryRules(vcpus.size(), invalidators.size(), gfns, frames.size());
        if (width) {
            limit = OptionalInt.of(bounds.number("LIMIT"));
            rules = all.ofWidthSpec(1 << bounds.number("WIDTH"), limit.getAsInt(), counter.first());
        } else {
            limit = OptionalInt.empty();
            rules = all.ofRetrySpec();
        }
    }

    /**
     * The reference implementation at a model's bounds.
     *
     * @param spec the model's root module
     * @param specification {@code WidthSpec} of {@code MmuSeqWidth}, or {@code RetrySpec} of {@code RetryInduction}; its other ones begin
     *     in states that no execution reaches, which is no matter of an implementation
     * @param bounds constant to value
     * @param substitutions operators replaced by the model; known are those that stand for {@code NextSeq} and {@code CompletedCap}
     * @param variant the id of a variant; none is known
     * @return empty if the specification, the variant or a substitution has no twin here
     * @throws IllegalArgumentException if a bound is missing or is not what it must be
     */
    public static Optional<RetryCoreProtocol> of(
            String spec,
            String specification,
            Map<String, Object> bounds,
            Map<String, String> substitutions,
            Optional<String> variant) {
        boolean width = spec.equals("MmuSeqWidth");
        if (variant.isPresent() || !specification.equals(width ? "WidthSpec" : "RetrySpec")) {
            return Optional.empty();
        }
        BoundsReader reader = new BoundsReader(bounds);
        int threads = reader.names("VCPUS").size();
        Optional<RetryCounter> counter = width
                ? RetryCounter.ofWidthSpec(substitutions, threads, reader)
                : RetryCounter.ofRetrySpec(substitutions, threads);
        return counter.map(it -> new RetryCoreProtocol(reader, it, width));
    }

    @Override
    public RetryState newState() {
        return new RetryState(fields);
    }

    @Override
    protected void init(RetryState s) {
        code.init(s);
    }

    @Override
    protected void addVcpu(List<Move<RetryState>> moves, int v, Argument vcpu) {
        gfns.forEach(g -> Move.add(moves, "kvm_faultin_pfn", s -> code.kvmFaultinPfn(s, v, g), vcpu, gfn(g)));
        Move.add(moves, "hva_to_pfn", s -> code.hvaToPfn(s, v), vcpu);
        Move.add(
                moves,
                "mmu_invalidate_retry_gfn_unsafe_says_retry",
                s -> code.mmuInvalidateRetryGfnUnsafeSaysRetry(s, v),
                vcpu);
        Move.add(moves, "is_page_fault_stale", s -> code.isPageFaultStale(s, v), vcpu);
        Move.add(moves, "kvm_tdp_mmu_map", s -> code.kvmTdpMmuMap(s, v), vcpu);
    }

    @Override
    protected void addOthers(List<Move<RetryState>> moves) {
        for (int g : gfns) {
            for (int f : frames) {
                Move.add(moves, "handle_mm_fault", s -> code.handleMmFault(s, g, f), gfn(g), new Argument("f", f));
            }
        }
    }

    @Override
    protected void addInvalidator(List<Move<RetryState>> moves, int n, Argument thread) {
        for (int first : gfns) {
            for (int last : gfns) {
                if (first <= last) {
                    Move.add(
                            moves,
                            "kvm_mmu_notifier_invalidate_range_start",
                            s -> code.kvmMmuNotifierInvalidateRangeStart(s, n, first, last + 1),
                            thread,
                            new Argument("range", NotifierDescription.range(first, last + 1)));
                }
            }
        }
        gfns.forEach(g -> Move.add(moves, "zap_pte_range", s -> code.zapPteRange(s, n, g), thread, gfn(g)));
        if (limit.isPresent()) {
            int most = limit.getAsInt();
            Move.add(
                    moves,
                    END + "_within_limit",
                    s -> code.kvmMmuNotifierInvalidateRangeEndWithinLimit(s, n, most),
                    thread);
        } else {
            Move.add(moves, END, s -> code.kvmMmuNotifierInvalidateRangeEnd(s, n), thread);
        }
    }

    private static Argument gfn(int gfn) {
        return new Argument("g", gfn);
    }

    @Override
    public List<Rule<RetryState>> rules() {
        return rules;
    }

    @Override
    protected void rename(RetryState from, RetryState to, int[] v, int[] n) {
        to.copyFrom(from);
        for (int i = 0; i < v.length; i++) {
            to.setReadsMmuLock(v[i], from.readsMmuLock(i));
            to.setFaultStep(v[i], from.faultStep(i));
            to.setFaultGfn(v[i], from.faultGfn(i));
            to.setFaultMmuSeq(v[i], from.faultMmuSeq(i));
            to.setFaultPfn(v[i], from.faultPfn(i));
            to.setCompleted(v[i], from.completed(i));
        }
        for (int i = 0; i < n.length; i++) {
            to.setRunning(n[i], from.runningStart(i), from.runningEnd(i));
        }
    }

    @Override
    public Map<String, Object> describe(RetryState s) {
        Map<String, Object> state = NotifierDescription.of(s, vcpus, invalidators);
        state.put("host_pfn", function(gfns, s::hostPfn));
        state.put("spte_pfn", function(gfns, s::sptePfn));
        state.put("running", threads(invalidators, n -> NotifierDescription.range(s.runningStart(n), s.runningEnd(n))));
        state.put(
                "vcpu",
                threads(
                        vcpus,
                        v -> Map.of(
                                "pc", text(s.faultStep(v)),
                                "gfn", s.faultGfn(v),
                                "mmu_seq", s.faultMmuSeq(v),
                                "pfn", s.faultPfn(v),
                                "completed", s.completed(v))));
        return state;
    }
}
