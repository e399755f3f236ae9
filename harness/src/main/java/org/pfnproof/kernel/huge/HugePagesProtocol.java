package org.pfnproof.kernel.huge;

import static org.pfnproof.kernel.Describing.function;
import static org.pfnproof.kernel.Describing.set;
import static org.pfnproof.kernel.Describing.text;
import static org.pfnproof.kernel.Describing.threads;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.pfnproof.kernel.BoundsReader;
import org.pfnproof.kernel.Move;
import org.pfnproof.kernel.Move.Argument;
import org.pfnproof.kernel.Rule;
import org.pfnproof.kernel.ThreadsProtocol;
import org.pfnproof.kernel.huge.HugePagesState.Operation;
import org.pfnproof.kernel.notifier.MmuNotifier;
import org.pfnproof.kernel.notifier.NotifierDescription;
import org.pfnproof.kernel.notifier.SeqCounter;
import org.pfnproof.kernel.pages.PageClass;
import org.pfnproof.kernel.pages.StructPages;

/** Huge pages, of the host and of KVM: the twin of the TLA+ module {@code HugePagesProperties}. */
public final class HugePagesProtocol extends ThreadsProtocol<HugePagesState> {

    private final List<Integer> gfns;
    private final StructPages pages;
    private final Set<Operation> ops;
    private final boolean pfnmap;
    private final HugePagesState.Fields fields;
    private final Functions fn = new Functions();
    private final HugeHost host;
    private final HugePages code;

    private HugePagesProtocol(BoundsReader bounds, SeqCounter seq, List<Consumer<Variants.Parts>> changes) {
        super(bounds);
        gfns = bounds.numbers("GFNS");
        pages = new StructPages(bounds.numbers("FRAMES"), bounds.table("CLASS", PageClass.class));
        ops = Set.copyOf(bounds.constants("HUGE_OPS", Operation.class));
        pfnmap = bounds.truth("PFNMAP");
        fields = new HugePagesState.Fields(
                vcpus.size(), invalidators.size(), gfns.size(), pages.greatest(), seq.greatest(vcpus.size()));
        host = new HugeHost(fn, invalidators.size(), gfns, pages, ops, pfnmap);
        code = new HugePages(fn, host, vcpus.size(), gfns, pages, bounds.truth("ATTRIBUTES"));
        fn.nextSeq = s -> seq.after(s.mmuInvalidateSeq(), s::faultMmuSeq, vcpus.size());
        fn.hugeStepAfter = code::hugeStepAfter;
        fn.zapLeafs = host::zapLeafs;
        fn.kvmMmuInvalidateRangeStart = host::kvmMmuInvalidateRangeStart;
        fn.kvmMmuInvalidateEnd = host::kvmMmuInvalidateEnd;
        fn.zapPmdRange = host::zapPmdRange;
        fn.splitHugePmdEnd = host::splitHugePmdEnd;
        fn.kvmPreSetMemoryAttributes = code::kvmPreSetMemoryAttributes;
        fn.kvmArchPostSetMemoryAttributes = code::kvmArchPostSetMemoryAttributes;
        Variants.Parts parts = new Variants.Parts(fn, host, code);
        changes.forEach(change -> change.accept(parts));
    }

    /**
     * The reference implementation at a model's bounds.
     *
     * @param bounds constant to value
     * @param substitutions operators replaced by the model; known is {@code NextSeq} by {@code FreshHugeSeq}
     * @param variant the id of a variant
     * @return empty if the variant or a substitution has no twin here
     * @throws IllegalArgumentException if a bound is missing or is not what it must be
     */
    public static Optional<HugePagesProtocol> of(
            Map<String, Object> bounds, Map<String, String> substitutions, Optional<String> variant) {
        return Variants.ALL.of(substitutions, variant).flatMap(chosen -> SeqCounter.of(chosen.rest(), "FreshHugeSeq")
                .map(seq -> new HugePagesProtocol(new BoundsReader(bounds), seq, chosen.changes())));
    }

    @Override
    public HugePagesState newState() {
        return new HugePagesState(fields);
    }

    @Override
    protected void init(HugePagesState s) {
        code.init(s);
    }

    @Override
    protected void addOthers(List<Move<HugePagesState>> moves) {
        for (int first : gfns) {
            for (int last : gfns) {
                for (boolean becomePrivate : List.of(false, true)) {
                    Move.add(
                            moves,
                            "kvm_pre_set_memory_attributes",
                            s -> fn.kvmPreSetMemoryAttributes.test(s, first, last, becomePrivate),
                            new Argument("first", first),
                            new Argument("last", last),
                            new Argument("private", becomePrivate));
                }
            }
        }
        Move.add(moves, "kvm_vm_set_mem_attributes", code::kvmVmSetMemAttributes);
        Move.add(moves, "kvm_arch_post_set_memory_attributes", s -> fn.kvmArchPostSetMemoryAttributes.test(s));
    }

    @Override
    protected void addVcpu(List<Move<HugePagesState>> moves, int v, Argument vcpu) {
        for (int g : gfns) {
            Move.add(moves, "kvm_tdp_page_fault", s -> code.kvmTdpPageFault(s, v, g), vcpu, new Argument("g", g));
        }
        Move.add(moves, "kvm_faultin_pfn", s -> code.kvmFaultinPfn(s, v), vcpu);
        Move.add(moves, "kvm_mem_is_private", s -> code.kvmMemIsPrivate(s, v), vcpu);
        Move.add(moves, "hva_to_pfn", s -> code.hvaToPfn(s, v), vcpu);
        for (int f : pages.frames()) {
            Move.add(moves, "faultin_page", s -> code.faultinPage(s, v, f), vcpu, new Argument("f", f));
            Move.add(moves, "faultin_huge_page", s -> code.faultinHugePage(s, v, f), vcpu, new Argument("f", f));
        }
        Move.add(moves, "is_page_fault_stale", s -> code.isPageFaultStale(s, v), vcpu);
        Move.add(moves, "kvm_mmu_hugepage_adjust", s -> code.kvmMmuHugepageAdjust(s, v), vcpu);
        Move.add(moves, "kvm_tdp_mmu_map", s -> code.kvmTdpMmuMap(s, v), vcpu);
        Move.add(moves, "kvm_release_pfn_clean", s -> code.kvmReleasePfnClean(s, v), vcpu);
    }

    private void addStarts(List<Move<HugePagesState>> moves, int n, Argument thread) {
        for (Operation op : ops) {
            for (int first : gfns) {
                for (int last : gfns) {
                    Move.add(
                            moves,
                            "kvm_mmu_invalidate_range_start",
                            s -> fn.kvmMmuInvalidateRangeStart.test(s, n, op, first, last),
                            thread,
                            new Argument("op", text(op)),
                            new Argument("first", first),
                            new Argument("last", last));
                }
            }
        }
    }

    @Override
    protected void addInvalidator(List<Move<HugePagesState>> moves, int n, Argument thread) {
        addStarts(moves, n, thread);
        Move.add(moves, "zap_pmd_range", s -> fn.zapPmdRange.test(s, n), thread);
        Move.add(moves, "split_huge_pmd_locked", s -> host.splitHugePmdLocked(s, n), thread);
        Move.add(moves, "split_huge_pmd_end", s -> fn.splitHugePmdEnd.test(s, n), thread);
        Move.add(moves, "zap_pte_range", s -> host.zapPteRange(s, n), thread);
        Move.add(moves, "pmdp_collapse_flush", s -> host.pmdpCollapseFlush(s, n), thread);
        Move.add(moves, "kvm_mmu_invalidate_end", s -> fn.kvmMmuInvalidateEnd.test(s, n), thread);
        Move.add(moves, "pmd_populate", s -> host.pmdPopulate(s, n), thread);
        for (int f : pages.frames()) {
            Argument frame = new Argument("f", f);
            Move.add(moves, "set_pmd_at", s -> host.setPmdAt(s, n, f), thread, frame);
            Move.add(moves, "free_pages_and_swap_cache", s -> host.freePagesAndSwapCache(s, n, f), thread, frame);
        }
    }

    @Override
    public List<Rule<HugePagesState>> rules() {
        return Rule.concat(
                new HugePagesRules(vcpus.size(), invalidators.size(), gfns, pages, pfnmap).all(),
                new HugePagesWitnesses(vcpus.size(), invalidators.size()).all());
    }

    @Override
    protected void rename(HugePagesState from, HugePagesState to, int[] v, int[] n) {
        to.copyFrom(from);
        MmuNotifier.renameLock(from, to, v, n);
        for (int i = 0; i < v.length; i++) {
            to.setFaultStep(v[i], from.faultStep(i));
            to.setFaultGfn(v[i], from.faultGfn(i));
            to.setFaultMmuSeq(v[i], from.faultMmuSeq(i));
            to.setFaultPfn(v[i], from.faultPfn(i));
            to.setFaultGoalLevel(v[i], from.faultGoalLevel(i));
        }
        for (int i = 0; i < n.length; i++) {
            to.setInvStep(n[i], from.invStep(i));
            to.setInvOp(n[i], from.invOp(i));
            to.setInvRange(n[i], from.invStart(i), from.invEnd(i));
            to.setInvBegun(n[i], from.invBegun(i));
            to.setInvBatch(n[i], from.invBatch(i));
            to.setInvTable(n[i], 1, from.invTable(i, 1));
            to.setInvTable(n[i], 2, from.invTable(i, 2));
        }
    }

    @Override
    public Map<String, Object> describe(HugePagesState s) {
        Map<String, Object> state = NotifierDescription.of(s, vcpus, invalidators);
        pages.describe(s, state);
        state.put("host_pte", function(gfns, s::hostPte));
        state.put("host_huge", s.hostHuge());
        state.put("spte", function(gfns, s::spte));
        state.put("spte_huge", s.spteHuge());
        state.put("inv", threads(invalidators, n -> invalidation(s, n)));
        state.put("attr_private", set(gfns, s::attrPrivate));
        state.put("lpage_mixed", s.lpageMixed());
        state.put(
                "updater",
                Map.of(
                        "pc", text(s.updateStep()),
                        "start", s.updateStart(),
                        "end", s.updateEnd(),
                        "private", s.updatePrivate()));
        state.put(
                "fault",
                threads(
                        vcpus,
                        v -> Map.of(
                                "pc", text(s.faultStep(v)),
                                "gfn", s.faultGfn(v),
                                "mmu_seq", s.faultMmuSeq(v),
                                "pfn", s.faultPfn(v),
                                "goal_level", s.faultGoalLevel(v))));
        return state;
    }

    private Map<String, Object> invalidation(HugePagesState s, int n) {
        return Map.of(
                "pc", text(s.invStep(n)),
                "op", text(s.invOp(n)),
                "start", s.invStart(n),
                "end", s.invEnd(n),
                "begun", s.invBegun(n),
                "batch", set(pages.frames(), f -> s.invBatchHas(n, f)),
                "table", function(List.of(1, 2), g -> s.invTable(n, g)));
    }
}
