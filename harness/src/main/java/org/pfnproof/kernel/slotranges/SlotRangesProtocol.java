package org.pfnproof.kernel.slotranges;

import static org.pfnproof.kernel.Describing.text;
import static org.pfnproof.kernel.Describing.threads;
import static org.pfnproof.kernel.slotranges.Slots.NO_PAGE;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.pfnproof.kernel.BoundsReader;
import org.pfnproof.kernel.Move;
import org.pfnproof.kernel.Move.Argument;
import org.pfnproof.kernel.Rule;
import org.pfnproof.kernel.ThreadsProtocol;
import org.pfnproof.kernel.notifier.MmuNotifier;
import org.pfnproof.kernel.notifier.NotifierDescription;
import org.pfnproof.kernel.notifier.SeqCounter;

/** Invalidations that meet several memslots: the twin of the TLA+ module {@code SlotRangesProperties}. */
public final class SlotRangesProtocol extends ThreadsProtocol<SlotRangesState> {

    private final List<Integer> gfns;
    private final List<Integer> hvas;
    private final List<Boolean> mayBlock;
    private final Slots slots;
    private final SlotRangesState.Fields fields;
    private final Functions fn = new Functions();
    private final SlotRanges code;

    private SlotRangesProtocol(BoundsReader bounds, SeqCounter seq, boolean linux61, Consumer<Variants.Parts> variant) {
        super(bounds);
        gfns = bounds.numbers("GFNS");
        hvas = bounds.numbers("HVAS");
        mayBlock = bounds.booleans("MAY_BLOCK");
        slots = new Slots(bounds.numberTuples("SLOTS"));
        fields = new SlotRangesState.Fields(
                vcpus.size(), invalidators.size(), greatest(gfns), greatest(hvas), slots, seq.greatest(vcpus.size()));
        code = new SlotRanges(fn, vcpus.size(), invalidators.size(), slots);
        fn.nextSeq = s -> seq.after(s.mmuInvalidateSeq(), s::faultMmuSeq, vcpus.size());
        fn.rngRetry = code::rngRetry;
        fn.rngAdded = code::rngAdded;
        fn.nextSlotAhead = code::nextSlotAhead;
        fn.tdpMmuIterResumes = code::tdpMmuIterResumes;
        if (linux61) {
            SlotRangesLinux61.change(fn, slots);
        }
        variant.accept(new Variants.Parts(fn, code, slots));
    }

    private static int greatest(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    /**
     * The reference implementation at a model's bounds.
     *
     * @param spec the root module, with the profile's changes
     * @param bounds constant to value
     * @param substitutions operators replaced by the profile, and by the model: known is {@code NextSeq} by {@code FreshRngSeq}
     * @param variant the id of a variant
     * @return empty if the variant or a substitution has no twin here
     * @throws IllegalArgumentException if a bound is missing or is not what it must be
     */
    public static Optional<SlotRangesProtocol> of(
            String spec, Map<String, Object> bounds, Map<String, String> substitutions, Optional<String> variant) {
        boolean linux61 = spec.equals("SlotRangesLinux61");
        Optional<Consumer<Variants.Parts>> change =
                variant.isEmpty() ? Optional.of(parts -> {}) : variant.flatMap(Variants::of);
        return (linux61 ? SlotRangesLinux61.remaining(substitutions) : Optional.of(substitutions))
                .flatMap(rest -> SeqCounter.of(rest, "FreshRngSeq"))
                .flatMap(seq -> change.map(it -> new SlotRangesProtocol(new BoundsReader(bounds), seq, linux61, it)));
    }

    @Override
    public SlotRangesState newState() {
        return new SlotRangesState(fields);
    }

    @Override
    protected void init(SlotRangesState s) {
        code.init(s);
    }

    @Override
    protected void addVcpu(List<Move<SlotRangesState>> moves, int v, Argument vcpu) {
        for (int i = 1; i <= slots.pageCount(); i++) {
            int p = i;
            Argument addressSpace = new Argument("as", slots.page(p).addressSpace());
            Argument gfn = new Argument("g", slots.page(p).gfn());
            Move.add(moves, "kvm_faultin_pfn", s -> code.kvmFaultinPfn(s, v, p), vcpu, addressSpace, gfn);
        }
        Move.add(moves, "mmu_invalidate_retry_early", s -> code.mmuInvalidateRetryEarly(s, v), vcpu);
        Move.add(moves, "hva_to_pfn", s -> code.hvaToPfn(s, v), vcpu);
        Move.add(moves, "mmu_invalidate_retry_late", s -> code.mmuInvalidateRetryLate(s, v), vcpu);
        Move.add(moves, "kvm_tdp_mmu_map", s -> code.kvmTdpMmuMap(s, v), vcpu);
    }

    private void addStarts(List<Move<SlotRangesState>> moves, int n, Argument thread) {
        for (int first : hvas) {
            for (int last : hvas) {
                for (boolean blocks : mayBlock) {
                    Move.add(
                            moves,
                            "kvm_mmu_notifier_invalidate_range_start",
                            s -> code.kvmMmuNotifierInvalidateRangeStart(s, n, first, last, blocks),
                            thread,
                            new Argument("first", first),
                            new Argument("last", last),
                            new Argument("may_block", blocks));
                }
            }
        }
    }

    @Override
    protected void addInvalidator(List<Move<SlotRangesState>> moves, int n, Argument thread) {
        addStarts(moves, n, thread);
        Move.add(moves, "kvm_mmu_invalidate_range_start", s -> code.kvmMmuInvalidateRangeStart(s, n), thread);
        Move.add(moves, "kvm_mmu_invalidate_range_add", s -> code.kvmMmuInvalidateRangeAdd(s, n), thread);
        Move.add(moves, "kvm_unmap_gfn_range", s -> code.kvmUnmapGfnRange(s, n), thread);
        for (int g : gfns) {
            Move.add(
                    moves,
                    "tdp_mmu_iter_cond_resched",
                    s -> code.tdpMmuIterCondResched(s, n, g),
                    thread,
                    new Argument("g", g));
        }
        Move.add(moves, "tdp_mmu_iter_resumes", s -> fn.tdpMmuIterResumes.test(s, n), thread);
        Move.add(moves, "zap_pte_range", s -> code.zapPteRange(s, n), thread);
        Move.add(
                moves,
                "kvm_mmu_notifier_invalidate_range_end",
                s -> code.kvmMmuNotifierInvalidateRangeEnd(s, n),
                thread);
    }

    @Override
    public List<Rule<SlotRangesState>> rules() {
        return Rule.concat(
                new SlotRangesRules(code, vcpus.size(), invalidators.size(), hvas, slots).all(),
                new SlotRangesWitnesses(code, vcpus.size(), invalidators.size(), slots).all());
    }

    @Override
    protected void rename(SlotRangesState from, SlotRangesState to, int[] v, int[] n) {
        to.copyFrom(from);
        MmuNotifier.renameLock(from, to, v, n);
        for (int i = 0; i < v.length; i++) {
            to.setFaultStep(v[i], from.faultStep(i));
            to.setFaultPage(v[i], from.faultPage(i));
            to.setFaultMmuSeq(v[i], from.faultMmuSeq(i));
            to.setFaultPfn(v[i], from.faultPfn(i));
        }
        for (int i = 0; i < n.length; i++) {
            to.setInvStep(n[i], from.invStep(i));
            to.setInvRange(n[i], from.invStart(i), from.invEnd(i));
            to.setInvSlot(n[i], from.invSlot(i));
            to.setInvNext(n[i], from.invNext(i));
            to.setInvMayBlock(n[i], from.invMayBlock(i));
        }
    }

    @Override
    public Map<String, Object> describe(SlotRangesState s) {
        Map<String, Object> state = NotifierDescription.of(s, vcpus, invalidators);
        Map<Object, Object> sptes = new LinkedHashMap<>();
        for (int p = 1; p <= slots.pageCount(); p++) {
            sptes.put(page(p), text(s.spte(p)));
        }
        state.put("spte", sptes);
        state.put(
                "fault",
                threads(
                        vcpus,
                        v -> Map.of(
                                "pc", text(s.faultStep(v)),
                                "page", page(s.faultPage(v)),
                                "mmu_seq", s.faultMmuSeq(v),
                                "pfn", text(s.faultPfn(v)))));
        state.put(
                "inv",
                threads(
                        invalidators,
                        n -> Map.of(
                                "pc", text(s.invStep(n)),
                                "start", s.invStart(n),
                                "end", s.invEnd(n),
                                "slot", s.invSlot(n),
                                "next", s.invNext(n),
                                "may_block", s.invMayBlock(n))));
        return state;
    }

    /** The pair of its address space and its gfn. */
    private Map<Object, Object> page(int p) {
        return p == NO_PAGE
                ? Map.of(1, 0, 2, 0)
                : Map.of(1, slots.page(p).addressSpace(), 2, slots.page(p).gfn());
    }
}
