package org.pfnproof.kernel.memslots;

import static org.pfnproof.kernel.Describing.function;
import static org.pfnproof.kernel.Describing.text;
import static org.pfnproof.kernel.Describing.threadSet;
import static org.pfnproof.kernel.Describing.threads;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.pfnproof.kernel.BoundsReader;
import org.pfnproof.kernel.Move;
import org.pfnproof.kernel.Move.Argument;
import org.pfnproof.kernel.Replacements;
import org.pfnproof.kernel.Rule;
import org.pfnproof.kernel.ThreadsProtocol;
import org.pfnproof.kernel.memslots.MemslotsState.InvalidationStep;
import org.pfnproof.kernel.memslots.MemslotsState.UpdateStep;
import org.pfnproof.kernel.notifier.NotifierDescription;
import org.pfnproof.kernel.notifier.SeqCounter;

/** Memslot updates under faults and invalidations: the twin of the TLA+ module {@code MemslotsProperties}. */
public final class MemslotsProtocol extends ThreadsProtocol<MemslotsState> {

    private static final Replacements<Consumer<Functions>> REPLACEMENTS = Replacements.ofVariants(Map.of(
            "memslot-flushed-before-invalid",
            fn -> fn.updateStepAfter = step -> switch (step) {
                case IDLE -> UpdateStep.FLUSH;
                case FLUSH -> UpdateStep.SWAP_INVALID;
                case SRCU_INVALID -> UpdateStep.SWAP;
                default -> Memslots.updateStepAfter(step);
            },
            "memslot-invalid-is-none",
            fn -> fn.invalidSlotRetries = false,
            "memslot-no-grace-period",
            fn -> fn.updateStepAfter =
                    step -> step == UpdateStep.SWAP_INVALID ? UpdateStep.FLUSH : Memslots.updateStepAfter(step),
            "memslot-swap-does-not-wait",
            fn -> fn.noInvalidationActive = s -> true,
            "memslot-update-after-lost-end",
            fn -> fn.kvmMmuNotifierInvalidateRangeEnd = (s, n) -> {
                if (s.invStep(n) != InvalidationStep.COUNT_DEC) {
                    return false;
                }
                s.setActiveCount(Math.max(1, s.activeCount() - 1));
                Memslots.idle(s, n);
                return true;
            }));

    private final List<Integer> gfns;
    private final List<Integer> hvas;
    private final List<String> updates;
    private final MemslotsState.Fields fields;
    private final Functions fn = new Functions();
    private final Memslots code;

    private MemslotsProtocol(BoundsReader bounds, SeqCounter seq, List<Consumer<Functions>> changes) {
        super(bounds);
        gfns = bounds.numbers("GFNS");
        hvas = bounds.numbers("HVAS");
        updates = bounds.names("UPDATES");
        fields = new MemslotsState.Fields(
                vcpus.size(), invalidators.size(), gfns.size(), hvas.size(), seq.greatest(vcpus.size()));
        code = new Memslots(fn, vcpus.size(), invalidators.size(), gfns);
        fn.nextSeq = s -> seq.after(s.mmuInvalidateSeq(), s::faultMmuSeq, vcpus.size());
        fn.kvmMmuNotifierInvalidateRangeEnd = code::kvmMmuNotifierInvalidateRangeEnd;
        changes.forEach(change -> change.accept(fn));
    }

    /**
     * The reference implementation at a model's bounds.
     *
     * @param bounds constant to value
     * @param substitutions operators replaced by the model; known is {@code NextSeq} by {@code FreshSlotSeq}
     * @param variant the id of a variant
     * @return empty if the variant or a substitution has no twin here
     * @throws IllegalArgumentException if a bound is missing or is not what it must be
     */
    public static Optional<MemslotsProtocol> of(
            Map<String, Object> bounds, Map<String, String> substitutions, Optional<String> variant) {
        return REPLACEMENTS.of(substitutions, variant).flatMap(chosen -> SeqCounter.of(chosen.rest(), "FreshSlotSeq")
                .map(seq -> new MemslotsProtocol(new BoundsReader(bounds), seq, chosen.changes())));
    }

    @Override
    public MemslotsState newState() {
        return new MemslotsState(fields);
    }

    @Override
    protected void init(MemslotsState s) {
        code.init(s);
    }

    @Override
    protected void addVcpu(List<Move<MemslotsState>> moves, int v, Argument vcpu) {
        gfns.forEach(g -> Move.add(moves, "kvm_tdp_page_fault", s -> code.kvmTdpPageFault(s, v, g), vcpu, gfn(g)));
        Move.add(moves, "kvm_faultin_pfn", s -> code.kvmFaultinPfn(s, v), vcpu);
        Move.add(moves, "kvm_tdp_mmu_map", s -> code.kvmTdpMmuMap(s, v), vcpu);
    }

    @Override
    protected void addInvalidator(List<Move<MemslotsState>> moves, int n, Argument thread) {
        hvas.forEach(h -> Move.add(
                moves,
                "kvm_mmu_notifier_invalidate_range_start",
                s -> code.kvmMmuNotifierInvalidateRangeStart(s, n, h),
                thread,
                new Argument("h", h)));
        Move.add(moves, "kvm_handle_hva_range", s -> code.kvmHandleHvaRange(s, n), thread);
        Move.add(moves, "kvm_mmu_invalidate_range_start", s -> code.kvmMmuInvalidateRangeStart(s, n), thread);
        Move.add(moves, "kvm_mmu_invalidate_end", s -> code.kvmMmuInvalidateEnd(s, n), thread);
        Move.add(moves, "range_meets_no_memslot", s -> code.rangeMeetsNoMemslot(s, n), thread);
        Move.add(
                moves,
                "kvm_mmu_notifier_invalidate_range_end",
                s -> fn.kvmMmuNotifierInvalidateRangeEnd.test(s, n),
                thread);
    }

    @Override
    protected void addOthers(List<Move<MemslotsState>> moves) {
        for (String update : updates) {
            for (int g : gfns) {
                Move.add(moves, "kvm_set_memslot", s -> set(s, update, g), new Argument("update", update), gfn(g));
            }
        }
        Move.add(moves, "kvm_invalidate_memslot", code::kvmInvalidateMemslot);
        Move.add(moves, "synchronize_srcu", code::synchronizeSrcu);
        Move.add(moves, "kvm_arch_flush_shadow_memslot", code::kvmArchFlushShadowMemslot);
        Move.add(moves, "kvm_swap_active_memslots", code::kvmSwapActiveMemslots);
    }

    private boolean set(MemslotsState s, String update, int gfn) {
        return switch (update) {
            case "create" -> code.create(s, gfn);
            case "delete" -> code.delete(s, gfn);
            case "move" -> code.move(s, gfn);
            default -> throw new IllegalArgumentException("no such update: " + update);
        };
    }

    private static Argument gfn(int gfn) {
        return new Argument("g", gfn);
    }

    @Override
    public List<Rule<MemslotsState>> rules() {
        return Rule.concat(
                new MemslotsRules(vcpus.size(), invalidators.size(), gfns, hvas.size()).all(),
                new MemslotsWitnesses(vcpus.size(), invalidators.size(), gfns).all());
    }

    @Override
    protected void rename(MemslotsState from, MemslotsState to, int[] v, int[] n) {
        to.copyFrom(from);
        for (int i = 0; i < v.length; i++) {
            to.setGraceWaitsFor(v[i], from.graceWaitsFor(i));
            to.setFaultStep(v[i], from.faultStep(i));
            to.setFaultGfn(v[i], from.faultGfn(i));
            to.setFaultSlot(v[i], from.faultSlot(i), from.faultSlotInvalid(i));
            to.setFaultMmuSeq(v[i], from.faultMmuSeq(i));
        }
        for (int i = 0; i < n.length; i++) {
            to.setGraceWaitsFor(v.length + n[i], from.graceWaitsFor(v.length + i));
            to.setInvStep(n[i], from.invStep(i));
            to.setInvHva(n[i], from.invHva(i));
            to.setInvSlot(n[i], from.invSlot(i), from.invSlotInvalid(i));
            to.setInvBegun(n[i], from.invBegun(i));
        }
    }

    @Override
    public Map<String, Object> describe(MemslotsState s) {
        Map<String, Object> state = NotifierDescription.of(s, vcpus, invalidators);
        state.put("mn_active_invalidate_count", s.activeCount());
        state.put("memslots", slot(s.slot(), s.slotInvalid()));
        state.put(
                "updater",
                Map.of(
                        "pc", text(s.updateStep()),
                        "old", s.updateOld(),
                        "new", s.updateNew(),
                        "flushed", s.updateFlushed()));
        Set<Object> grace = new LinkedHashSet<>(threadSet(vcpus, s::graceWaitsFor));
        grace.addAll(threadSet(invalidators, n -> s.graceWaitsFor(vcpus.size() + n)));
        state.put("grace", grace);
        state.put("spte", function(gfns, g -> text(s.spte(g))));
        state.put(
                "fault",
                threads(
                        vcpus,
                        v -> Map.of(
                                "pc", text(s.faultStep(v)),
                                "gfn", s.faultGfn(v),
                                "slot", slot(s.faultSlot(v), s.faultSlotInvalid(v)),
                                "mmu_seq", s.faultMmuSeq(v))));
        state.put(
                "inv",
                threads(
                        invalidators,
                        n -> Map.of(
                                "pc", text(s.invStep(n)),
                                "hva", s.invHva(n),
                                "slot", slot(s.invSlot(n), s.invSlotInvalid(n)),
                                "begun", s.invBegun(n))));
        return state;
    }

    private static Map<String, Object> slot(int gfn, boolean invalid) {
        return Map.of("gfn", gfn, "invalid", invalid);
    }
}
