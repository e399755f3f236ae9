package org.pfnproof.kernel.tdp;

import static org.pfnproof.kernel.Describing.text;

import java.util.ArrayList;
import java.util.HashMap;
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
import org.pfnproof.kernel.notifier.NotifierState;
import org.pfnproof.kernel.notifier.SeqCounter;
import org.pfnproof.kernel.tdp.Steps.Access;
import org.pfnproof.kernel.tdp.Steps.HostPte;
import org.pfnproof.kernel.tdp.Steps.InvOp;
import org.pfnproof.kernel.tdp.Steps.SlotsOp;

/** SPTEs one by one, with TLBs and several roots: the twin of the TLA+ module {@code TdpMmuProperties}. */
public final class TdpMmuProtocol extends ThreadsProtocol<TdpState> {

    private static final int FIRST_ROOT = 1;
    private static final List<InvOp> AGING = List.of(InvOp.CLEAR_YOUNG, InvOp.CLEAR_FLUSH_YOUNG);
    private static final List<SlotsOp> READ_LOCKED = List.of(SlotsOp.WRPROT_SLOT, SlotsOp.ZAP_COLLAPSIBLE);

    /** What a model may put in the place of an operator, beside the counter: operator to its replacement to what that changes. */
    private static final Map<String, Map<String, Consumer<Parts>>> SUBSTITUTIONS = Map.of(
            "FaultLeavesSpte",
            Map.of("FaultLeavesSpteOrPrefetch", p -> p.fn.faultLeavesSpte = p.fault::faultLeavesSpteOrPrefetch),
            "AgeMarksDirty",
            Map.of(
                    "AgeMarksDirtyByReplaced",
                    p -> p.fn.ageMarksDirty = (read, replaced) -> p.zap.ageMarksDirty(replaced)));

    private final List<Integer> gfns;
    private final List<Integer> roots;
    private final List<Access> faults;
    private final List<InvOp> ops;
    private final List<SlotsOp> slotOps;
    private final TdpFields fields;
    private final Parts parts;

    /** What substitutions and variants change. */
    static final class Parts {
        final Functions fn = new Functions();
        final TdpSptes sptes;
        final TdpFault fault;
        final TdpZap zap;
        final TdpMmu slots;
        final int firstGfn;

        private Parts(
                int vcpus,
                int invalidators,
                List<Integer> gfns,
                List<Integer> roots,
                boolean adBits,
                boolean dirtyTrack,
                boolean mayYield) {
            int walks = invalidators + 1;
            sptes = new TdpSptes(fn, vcpus, walks, gfns, roots, adBits, dirtyTrack);
            fault = new TdpFault(fn, sptes);
            zap = new TdpZap(fn, sptes, vcpus, walks, gfns, roots, mayYield);
            slots = new TdpMmu(fn, sptes, zap, vcpus, invalidators, gfns, roots);
            firstGfn = gfns.stream().mapToInt(gfn -> gfn).min().orElseThrow();
            fn.mmuInvalidateRetryGfn = MmuNotifier::mmuInvalidateRetryGfn;
            fn.kvmTdpMmuWriteSpte = sptes::kvmTdpMmuWriteSpte;
            fn.fastPfStores = fault::cmpxchgSucceeds;
            fn.markPageDirtyInSlot = fault::markPageDirtyInSlot;
            fn.isObsoleteSp = TdpFault::isObsoleteSp;
            fn.faultLeavesSpte = fault::faultLeavesSpte;
            fn.faultStores = fault::cmpxchgSucceeds;
            fn.iterYields = zap::iterYields;
            fn.iterAfterYield = (s, iter, end) -> iter;
            fn.rootsToUnmap = (s, root) -> true;
            fn.ageMarksDirty = (read, replaced) -> zap.ageMarksDirty(read);
            fn.vcpusToReload = (s, v) -> s.vcpuRoot(v) != TdpState.NO_ROOT;
        }
    }

    private TdpMmuProtocol(BoundsReader bounds, SeqCounter seq, List<Consumer<Parts>> changes) {
        super(bounds);
        gfns = bounds.numbers("GFNS");
        roots = bounds.numbers("ROOTS");
        faults = bounds.constants("FAULTS", Access.class);
        ops = bounds.constants("OPS", InvOp.class);
        slotOps = bounds.constants("SLOT_OPS", SlotsOp.class);
        fields =
                new TdpFields(vcpus.size(), invalidators.size(), gfns.size(), roots.size(), seq.greatest(vcpus.size()));
        parts = new Parts(
                vcpus.size(),
                invalidators.size(),
                gfns,
                roots.stream().sorted().toList(),
                bounds.truth("AD_BITS"),
                slotOps.contains(SlotsOp.GET_DIRTY_LOG),
                bounds.truth("MAY_YIELD"));
        parts.fn.nextSeq = s -> seq.after(s.mmuInvalidateSeq(), s::faultMmuSeq, vcpus.size());
        changes.forEach(change -> change.accept(parts));
    }

    /**
     * The reference implementation at a model's bounds.
     *
     * @param bounds constant to value
     * @param substitutions operators replaced by the model; known are {@code NextSeq} by {@code TdpFreshSeq}, {@code FaultLeavesSpte} by
     *     {@code FaultLeavesSpteOrPrefetch}, {@code AgeMarksDirty} by {@code AgeMarksDirtyByReplaced}
     * @param variant the id of a variant
     * @return empty if the variant or a substitution has no twin here
     * @throws IllegalArgumentException if a bound is missing or is not what it must be
     */
    public static Optional<TdpMmuProtocol> of(
            Map<String, Object> bounds, Map<String, String> substitutions, Optional<String> variant) {
        Map<String, String> others = new HashMap<>(substitutions);
        List<Consumer<Parts>> changes = new ArrayList<>();
        SUBSTITUTIONS.forEach((operator, replacements) -> {
            Consumer<Parts> change = replacements.get(others.getOrDefault(operator, operator));
            if (change != null) {
                changes.add(change);
                others.remove(operator);
            }
        });
        Optional<Consumer<Parts>> last = variant.isEmpty() ? Optional.of(p -> {}) : variant.flatMap(Variants::of);
        last.ifPresent(changes::add);
        return SeqCounter.of(others, "TdpFreshSeq")
                .filter(seq -> last.isPresent())
                .map(seq -> new TdpMmuProtocol(new BoundsReader(bounds), seq, changes));
    }

    @Override
    public TdpState newState() {
        return new TdpState(fields);
    }

    @Override
    protected void init(TdpState s) {
        MmuNotifier.init(s);
        for (int g : gfns) {
            roots.forEach(root -> s.setSpte(root, g, Spte.EMPTY));
            s.setHost(g, HostPte.NONE);
            s.setPage(g, false, false);
        }
        s.setListedRoot(0, FIRST_ROOT);
        for (int v = 0; v < vcpus.size(); v++) {
            s.setVcpuRoot(v, FIRST_ROOT);
            parts.sptes.flushTlb(s, v);
            TdpFault.inGuest(s, v);
        }
        for (int walk = 0; walk <= invalidators.size(); walk++) {
            s.setIter(walk, Iter.NONE);
        }
        for (int n = 0; n < invalidators.size(); n++) {
            TdpZap.idle(s, n);
        }
        TdpMmu.idle(s);
    }

    @Override
    protected void addVcpu(List<Move<TdpState>> moves, int v, Argument vcpu) {
        TdpFault code = parts.fault;
        for (int g : gfns) {
            if (faults.contains(Access.READ)) {
                Move.add(moves, "guest_reads", s -> code.guestReads(s, v, g), vcpu, gfn(g));
            }
            if (faults.contains(Access.WRITE)) {
                Move.add(moves, "guest_writes", s -> code.guestWrites(s, v, g), vcpu, gfn(g));
            }
            for (Access kind : faults) {
                Move.add(
                        moves,
                        "kvm_tdp_page_fault",
                        s -> code.kvmTdpPageFault(s, v, g, kind),
                        vcpu,
                        gfn(g),
                        new Argument("kind", text(kind)));
            }
        }
        Move.add(moves, "fast_page_fault", s -> code.fastPageFault(s, v), vcpu);
        Move.add(moves, "fast_pf_fix_direct_spte", s -> code.fastPfFixDirectSpte(s, v), vcpu);
        Move.add(moves, "mark_page_dirty_in_slot", s -> parts.fn.markPageDirtyInSlot.test(s, v), vcpu);
        Move.add(moves, "kvm_faultin_pfn", s -> code.kvmFaultinPfn(s, v), vcpu);
        Move.add(moves, "hva_to_pfn", s -> code.hvaToPfn(s, v), vcpu);
        Move.add(moves, "is_page_fault_stale", s -> code.isPageFaultStale(s, v), vcpu);
        Move.add(moves, "kvm_tdp_mmu_map", s -> code.kvmTdpMmuMap(s, v), vcpu);
        Move.add(moves, "tdp_mmu_map_handle_target_level", s -> code.tdpMmuMapHandleTargetLevel(s, v), vcpu);
        Move.add(moves, "kvm_mmu_reload", s -> code.kvmMmuReload(s, v), vcpu);
    }

    @Override
    protected void addInvalidator(List<Move<TdpState>> moves, int n, Argument thread) {
        TdpZap code = parts.zap;
        for (int g : gfns) {
            for (int e : ops.contains(InvOp.UNMAP) ? gfns : List.<Integer>of()) {
                Move.add(
                        moves,
                        "kvm_mmu_invalidate_range_start",
                        s -> code.kvmMmuInvalidateRangeStart(s, n, g, e),
                        thread,
                        new Argument("s", g),
                        new Argument("e", e));
            }
            AGING.stream()
                    .filter(ops::contains)
                    .forEach(op -> Move.add(
                            moves,
                            "kvm_age_gfn",
                            s -> code.kvmAgeGfn(s, n, op, g),
                            thread,
                            new Argument("op", text(op)),
                            gfn(g)));
        }
        Move.add(moves, "tdp_iter_next", s -> code.tdpIterNext(s, n), thread);
        Move.add(moves, "tdp_mmu_iter_set_spte", s -> code.tdpMmuIterSetSpte(s, n), thread);
        Move.add(moves, "age_gfn_range", s -> code.ageGfnRange(s, n), thread);
        Move.add(moves, "tdp_mmu_iter_cond_resched", s -> code.tdpMmuIterCondResched(s, n), thread);
        Move.add(moves, "tdp_mmu_iter_resumes", s -> code.tdpMmuIterResumes(s, n), thread);
        Move.add(moves, "kvm_flush_remote_tlbs", s -> code.kvmFlushRemoteTlbs(s, n), thread);
        Move.add(moves, "zap_pte_range", s -> code.zapPteRange(s, n), thread);
        Move.add(moves, "kvm_mmu_invalidate_end", s -> code.kvmMmuInvalidateEnd(s, n), thread);
    }

    @Override
    protected void addOthers(List<Move<TdpState>> moves) {
        if (ops.contains(InvOp.TOUCH)) {
            gfns.forEach(g -> Move.add(moves, "handle_mm_fault", s -> TdpZap.handleMmFault(s, g), gfn(g)));
        }
        TdpMmu code = parts.slots;
        READ_LOCKED.stream()
                .filter(slotOps::contains)
                .forEach(op -> Move.add(
                        moves,
                        "kvm_tdp_mmu_wrprot_slot",
                        s -> code.kvmTdpMmuWrprotSlot(s, op),
                        new Argument("op", text(op))));
        if (slotOps.contains(SlotsOp.GET_DIRTY_LOG)) {
            Move.add(moves, "kvm_get_dirty_log_protect", code::kvmGetDirtyLogProtect);
        }
        if (slotOps.contains(SlotsOp.ZAP_ALL_FAST)) {
            Move.add(moves, "kvm_tdp_mmu_invalidate_all_roots", code::kvmTdpMmuInvalidateAllRoots);
        }
        Move.add(moves, "kvm_tdp_mmu_zap_invalidated_roots", code::kvmTdpMmuZapInvalidatedRoots);
        Move.add(moves, "slots_iter_next", code::slotsIterNext);
        Move.add(moves, "tdp_mmu_set_spte_atomic", code::tdpMmuSetSpteAtomic);
        Move.add(moves, "clear_dirty_pt_masked", code::clearDirtyPtMasked);
        Move.add(moves, "tdp_mmu_zap_spte_atomic", code::tdpMmuZapSpteAtomic);
        Move.add(moves, "kvm_flush_remote_tlbs_gfn", code::kvmFlushRemoteTlbsGfn);
        Move.add(moves, "slots_cond_resched", code::slotsCondResched);
        Move.add(moves, "slots_resumes", code::slotsResumes);
        Move.add(moves, "slots_unlock", code::slotsUnlock);
        Move.add(moves, "kvm_flush_remote_tlbs_memslot", code::kvmFlushRemoteTlbsMemslot);
        Move.add(moves, "user_space_copies", code::userSpaceCopies);
        Move.addNeverEnabled(
                moves,
                "guest_reads",
                "guest_writes",
                "kvm_mmu_invalidate_range_start",
                "kvm_age_gfn",
                "handle_mm_fault",
                "kvm_tdp_mmu_wrprot_slot",
                "kvm_get_dirty_log_protect",
                "kvm_tdp_mmu_invalidate_all_roots");
    }

    private static Argument gfn(int gfn) {
        return new Argument("g", gfn);
    }

    @Override
    public List<Rule<TdpState>> rules() {
        return Rule.concat(
                new TdpMmuRules(vcpus.size(), invalidators.size(), gfns, roots, parts.sptes, faults).all(),
                new TdpMmuWitnesses(vcpus.size(), invalidators.size(), gfns).all());
    }

    @Override
    protected void rename(TdpState from, TdpState to, int[] v, int[] n) {
        to.copyFrom(from);
        int writer = from.mmuLockWriter();
        to.setMmuLockWriter(writer == NotifierState.NO_WRITER || writer == n.length ? writer : n[writer]);
        for (int i = 0; i < v.length; i++) {
            to.setReadsMmuLock(v[i], from.readsMmuLock(i));
            to.setVcpuRoot(v[i], from.vcpuRoot(i));
            to.setFreesObsolete(v[i], from.freesObsolete(i));
            for (int g : gfns) {
                to.setTlb(v[i], g, from.tlbPfn(i, g), from.tlbW(i, g));
            }
            to.setFault(v[i], from.faultStep(i), from.faultGfn(i), from.faultKind(i));
            to.setFaultOld(v[i], from.faultOld(i));
            to.setFaultMmuSeq(v[i], from.faultMmuSeq(i));
            to.setFaultPfn(v[i], from.faultPfn(i));
            to.setFaultWritable(v[i], from.faultWritable(i));
        }
        for (int i = 0; i < n.length; i++) {
            to.setIter(n[i], from.iter(i));
            to.setInv(n[i], from.invStep(i), from.invOp(i), from.invStart(i), from.invEnd(i));
        }
    }

    @Override
    public Map<String, Object> describe(TdpState s) {
        return new TdpDescription(vcpus, invalidators, gfns, roots).of(s);
    }
}
