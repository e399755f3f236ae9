package org.pfnproof.kernel.driver;

import static org.pfnproof.kernel.Describing.set;
import static org.pfnproof.kernel.Describing.text;
import static org.pfnproof.kernel.Describing.threads;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.pfnproof.kernel.BoundsReader;
import org.pfnproof.kernel.Move;
import org.pfnproof.kernel.Move.Argument;
import org.pfnproof.kernel.Replacements;
import org.pfnproof.kernel.Rule;
import org.pfnproof.kernel.ThreadsProtocol;
import org.pfnproof.kernel.driver.DriverPagesState.DriverStep;
import org.pfnproof.kernel.driver.DriverPagesState.FaultStep;
import org.pfnproof.kernel.notifier.MmuNotifier;
import org.pfnproof.kernel.notifier.NotifierDescription;
import org.pfnproof.kernel.notifier.SeqCounter;
import org.pfnproof.kernel.pages.PageClass;
import org.pfnproof.kernel.pages.StructPages;

/** A driver that replaces memory which the guest maps: the twin of the TLA+ module {@code DriverPagesProperties}. */
public final class DriverPagesProtocol extends ThreadsProtocol<DriverPagesState> {

    private static final Replacements<BiConsumer<DriverPages, Functions>> REPLACEMENTS = Replacements.ofVariants(Map.of(
            "drv-end-forgotten",
            (code, fn) -> fn.kvmMmuInvalidateEnd = code::noEnd,
            "drv-frees-before-end",
            (code, fn) -> fn.drvStepAfter = step -> switch (step) {
                case IDLE -> DriverStep.CLEAR;
                case CLEAR -> DriverStep.FREE;
                case FREE -> DriverStep.END;
                case END -> DriverStep.ALLOC;
                case ALLOC -> DriverStep.IDLE;
            },
            "drv-frees-mapped-memory",
            (code, fn) -> fn.unmapMappingRange = (s, n) -> {
                if (code.bufferLocked(s)) {
                    return false;
                }
                s.setDrvStep(n, DriverStep.FREE);
                return true;
            },
            "drv-pfn-from-vma",
            (code, fn) -> fn.hvaToPfnRemapped = (s, v) -> {
                if (s.faultStep(v) != FaultStep.LOOKUP) {
                    return false;
                }
                DriverPages.lookedUp(s, v, 1);
                return true;
            },
            "drv-put-without-get",
            (code, fn) -> fn.triesToGet = pfn -> false,
            "drv-seq-ignored",
            (code, fn) -> fn.mmuInvalidateRetryGfn =
                    (s, seq, gfn) -> s.mmuInvalidateInProgress() != 0 && MmuNotifier.inRange(s, gfn),
            "drv-zap-forgotten",
            (code, fn) -> fn.unmapMappingRange = code::begin));

    private final StructPages pages;
    private final DriverPagesState.Fields fields;
    private final Functions fn = new Functions();
    private final DriverPages code;

    private DriverPagesProtocol(BoundsReader bounds, SeqCounter seq, List<BiConsumer<DriverPages, Functions>> changes) {
        super(bounds);
        pages = new StructPages(bounds.numbers("FRAMES"), bounds.table("CLASS", PageClass.class));
        fields = new DriverPagesState.Fields(
                vcpus.size(), invalidators.size(), pages.greatest(), seq.greatest(vcpus.size()));
        code = new DriverPages(fn, vcpus.size(), invalidators.size(), pages);
        fn.nextSeq = s -> seq.after(s.mmuInvalidateSeq(), s::faultMmuSeq, vcpus.size());
        fn.triesToGet = pages::kvmPfnIsRefcounted;
        fn.unmapMappingRange = code::unmapMappingRange;
        fn.kvmMmuInvalidateEnd = code::kvmMmuInvalidateEnd;
        fn.hvaToPfnRemapped = code::hvaToPfnRemapped;
        changes.forEach(change -> change.accept(code, fn));
    }

    /**
     * The reference implementation at a model's bounds.
     *
     * @param bounds constant to value
     * @param substitutions operators replaced by the model; known is {@code NextSeq} by {@code FreshDrvSeq}
     * @param variant the id of a variant
     * @return empty if the variant or a substitution has no twin here
     * @throws IllegalArgumentException if a bound is missing or is not what it must be
     */
    public static Optional<DriverPagesProtocol> of(
            Map<String, Object> bounds, Map<String, String> substitutions, Optional<String> variant) {
        return REPLACEMENTS.of(substitutions, variant).flatMap(chosen -> SeqCounter.of(chosen.rest(), "FreshDrvSeq")
                .map(seq -> new DriverPagesProtocol(new BoundsReader(bounds), seq, chosen.changes())));
    }

    @Override
    public DriverPagesState newState() {
        return new DriverPagesState(fields);
    }

    @Override
    protected void init(DriverPagesState s) {
        code.init(s);
    }

    @Override
    protected void addVcpu(List<Move<DriverPagesState>> moves, int v, Argument vcpu) {
        add(moves, "kvm_tdp_page_fault", s -> code.kvmTdpPageFault(s, v), vcpu);
        add(moves, "kvm_faultin_pfn", s -> code.kvmFaultinPfn(s, v), vcpu);
        add(moves, "fixup_user_fault", s -> code.fixupUserFault(s, v), vcpu);
        add(moves, "hva_to_pfn_remapped", s -> fn.hvaToPfnRemapped.test(s, v), vcpu);
        add(moves, "kvm_tdp_mmu_map", s -> code.kvmTdpMmuMap(s, v), vcpu);
        add(moves, "kvm_release_pfn_clean", s -> code.kvmReleasePfnClean(s, v), vcpu);
    }

    @Override
    protected void addInvalidator(List<Move<DriverPagesState>> moves, int n, Argument thread) {
        add(moves, "unmap_mapping_range", s -> fn.unmapMappingRange.test(s, n), thread);
        add(moves, "zap_pte_range", s -> code.zapPteRange(s, n), thread);
        add(moves, "kvm_mmu_invalidate_end", s -> fn.kvmMmuInvalidateEnd.test(s, n), thread);
        add(moves, "driver_frees", s -> code.driverFrees(s, n), thread);
        pages.frames()
                .forEach(f -> add(
                        moves, "driver_allocates", s -> code.driverAllocates(s, n, f), thread, new Argument("f", f)));
    }

    private static void add(
            List<Move<DriverPagesState>> moves, String action, Predicate<DriverPagesState> step, Argument... args) {
        moves.add(new Move<>(action, Arrays.asList(args), step));
    }

    @Override
    public List<Rule<DriverPagesState>> rules() {
        return Rule.concat(
                new DriverPagesRules(vcpus.size(), invalidators.size(), pages).all(),
                new DriverPagesWitnesses(vcpus.size(), pages).all());
    }

    @Override
    protected void rename(DriverPagesState from, DriverPagesState to, int[] v, int[] n) {
        to.copyFrom(from);
        for (int i = 0; i < v.length; i++) {
            to.setFaultStep(v[i], from.faultStep(i));
            to.setFaultMmuSeq(v[i], from.faultMmuSeq(i));
            to.setFaultPfn(v[i], from.faultPfn(i));
        }
        for (int i = 0; i < n.length; i++) {
            to.setDrvStep(n[i], from.drvStep(i));
            to.setDrvBegun(n[i], from.drvBegun(i));
        }
    }

    @Override
    public Map<String, Object> describe(DriverPagesState s) {
        Map<String, Object> state = NotifierDescription.of(s, vcpus, invalidators);
        pages.describe(s, state);
        state.put("drv_page", s.drvPage());
        state.put("drv_free", set(pages.frames(), s::drvFree));
        state.put("host_pte", s.hostPte());
        state.put("spte", s.spte());
        state.put(
                "fault",
                threads(
                        vcpus,
                        v -> Map.of("pc", text(s.faultStep(v)), "mmu_seq", s.faultMmuSeq(v), "pfn", s.faultPfn(v))));
        state.put("drv", threads(invalidators, n -> Map.of("pc", text(s.drvStep(n)), "begun", s.drvBegun(n))));
        return state;
    }
}
