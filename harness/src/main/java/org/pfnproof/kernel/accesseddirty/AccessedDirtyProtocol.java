package org.pfnproof.kernel.accesseddirty;

import static org.pfnproof.kernel.Describing.set;
import static org.pfnproof.kernel.Describing.text;
import static org.pfnproof.kernel.Describing.threadSet;
import static org.pfnproof.kernel.Describing.threads;

import java.util.ArrayList;
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
import org.pfnproof.kernel.Rule;
import org.pfnproof.kernel.ThreadRenamings;
import org.pfnproof.kernel.accesseddirty.AccessedDirtyState.Root;
import org.pfnproof.kernel.accesseddirty.Variants.Parts;
import org.pfnproof.kernel.adpages.AdPages;
import org.pfnproof.kernel.notifier.MmuNotifier;
import org.pfnproof.kernel.notifier.NotifierDescription;
import org.pfnproof.kernel.notifier.SeqCounter;

/** When KVM marks pages: the twin of the TLA+ modules {@code AccessedDirtyProperties} and {@code AccessedDirtyProposals}. */
public final class AccessedDirtyProtocol implements Protocol<AccessedDirtyState> {

    private static final String START = "kvm_mmu_notifier_invalidate_range_start";

    private final List<String> vcpus;
    private final List<String> invalidators;
    private final List<HostOp> ops;
    private final List<Boolean> writes;
    private final AdPages pages;
    private final AccessedDirtyState.Fields fields;
    private final Functions fn = new Functions();
    private final AccessedDirty code;
    private final AccessedDirtyHost host;

    private AccessedDirtyProtocol(BoundsReader bounds, SeqCounter seq, List<Consumer<Parts>> changes) {
        vcpus = bounds.names("VCPUS");
        invalidators = bounds.names("INVALIDATORS");
        ops = bounds.constants("OPS", HostOp.class);
        writes = bounds.booleans("WRITES");
        pages = new AdPages(bounds.numbers("FRAMES"));
        fields = new AccessedDirtyState.Fields(
                vcpus.size(), invalidators.size(), pages.frames().size(), seq.greatest(vcpus.size()));
        boolean adBits = bounds.truth("AD_BITS");
        boolean marksAtZap = bounds.constant("MARK_AT", MarkAt.class) == MarkAt.ZAP;
        Marking marking = new Marking(fn, vcpus.size(), marksAtZap, adBits);
        code = new AccessedDirty(
                fn,
                marking,
                pages,
                new AccessedDirty.Setting(
                        invalidators.size(), bounds.constant("BACKING", Backing.class), adBits, marksAtZap));
        host = new AccessedDirtyHost(fn, marking, pages, Set.copyOf(ops), adBits);
        fn.nextSeq = s -> seq.after(s.mmuInvalidateSeq(), s::faultMmuSeq, vcpus.size());
        fn.remappedGet = code::remappedGet;
        fn.finishesUnderLock = () -> !marksAtZap;
        fn.markedAtMap = marking::markedAtMap;
        fn.markedAtRelease = marking::markedAtRelease;
        fn.releasePuts = (s, v) -> fn.kvmPfnIsRefcounted.of(s, s.faultPfn(v));
        fn.kvmReleasePfnClean = code::kvmReleasePfnClean;
        fn.spteIsTracked = marking::spteIsTracked;
        fn.markedAtZap = marking::markedAtZap;
        fn.agingMarks = marking::agingMarks;
        Parts parts = new Parts(fn, marking, code);
        changes.forEach(change -> change.accept(parts));
    }

    /** When the page of an SPTE is marked. */
    private enum MarkAt {
        /** When it is removed. */
        ZAP,
        /** When it is installed. */
        MAP
    }

    /**
     * The reference implementation at a model's bounds.
     *
     * @param bounds constant to value
     * @param substitutions operators replaced by the model: those of a proposal, and {@code NextSeq} by {@code FreshAdSeq}
     * @param variant the id of a variant
     * @return empty if the variant or a substitution has no twin here
     * @throws IllegalArgumentException if a bound is missing or is not what it must be
     */
    public static Optional<AccessedDirtyProtocol> of(
            Map<String, Object> bounds, Map<String, String> substitutions, Optional<String> variant) {
        return Variants.ALL.of(substitutions, variant).flatMap(chosen -> SeqCounter.of(chosen.rest(), "FreshAdSeq")
                .map(seq -> new AccessedDirtyProtocol(new BoundsReader(bounds), seq, chosen.changes())));
    }

    @Override
    public AccessedDirtyState newState() {
        return new AccessedDirtyState(fields);
    }

    @Override
    public void initialStates(Consumer<AccessedDirtyState> receiver) {
        AccessedDirtyState s = newState();
        MmuNotifier.init(s);
        code.init(s);
        for (int v = 0; v < vcpus.size(); v++) {
            AccessedDirty.inGuest(s, v);
        }
        for (int n = 0; n < invalidators.size(); n++) {
            AccessedDirtyHost.idle(s, n);
        }
        receiver.accept(s);
    }

    @Override
    public List<Move<AccessedDirtyState>> moves() {
        List<Move<AccessedDirtyState>> moves = new ArrayList<>();
        for (int v = 0; v < vcpus.size(); v++) {
            vcpuMoves(moves, v);
        }
        Move.add(moves, "kvm_tdp_mmu_invalidate_roots", host::kvmTdpMmuInvalidateRoots);
        Move.add(moves, "kvm_tdp_mmu_zap_invalidated_roots", host::kvmTdpMmuZapInvalidatedRoots);
        for (int n = 0; n < invalidators.size(); n++) {
            hostMoves(moves, n);
        }
        Move.addNeverEnabled(moves, START);
        for (int f : pages.frames()) {
            Move.add(moves, "alloc_pages", s -> host.allocPages(s, f), new Argument("f", f));
            Move.add(moves, "free_pages", s -> host.freePages(s, f), new Argument("f", f));
        }
        return moves;
    }

    private void vcpuMoves(List<Move<AccessedDirtyState>> moves, int v) {
        Argument vcpu = new Argument("v", vcpus.get(v));
        for (boolean write : writes) {
            Argument how = new Argument("write", write);
            Move.add(moves, "guest_access", s -> code.guestAccess(s, v, write), vcpu, how);
            Move.add(moves, "kvm_faultin_pfn", s -> code.kvmFaultinPfn(s, v, write), vcpu, how);
        }
        Move.add(moves, "hva_to_pfn", s -> code.hvaToPfn(s, v), vcpu);
        pages.frames()
                .forEach(f ->
                        Move.add(moves, "faultin_page", s -> code.faultinPage(s, v, f), vcpu, new Argument("f", f)));
        Move.add(moves, "kvm_tdp_mmu_map", s -> code.kvmTdpMmuMap(s, v), vcpu);
        Move.add(moves, "kvm_release_pfn_clean", s -> fn.kvmReleasePfnClean.of(s, v), vcpu);
    }

    private void hostMoves(List<Move<AccessedDirtyState>> moves, int n) {
        Argument thread = new Argument("n", invalidators.get(n));
        Move.add(moves, "age_gfn_range", s -> host.ageGfnRange(s, n), thread);
        ops.stream()
                .filter(HostOp::invalidates)
                .forEach(op -> Move.add(
                        moves,
                        START,
                        s -> host.kvmMmuNotifierInvalidateRangeStart(s, n, op),
                        thread,
                        new Argument("op", text(op))));
        Move.add(moves, "nothing_left", s -> host.nothingLeft(s, n), thread);
        Move.add(moves, "host_entry_cleared", s -> host.hostEntryCleared(s, n), thread);
        Move.add(moves, "free_pages_and_swap_cache", s -> host.freePagesAndSwapCache(s, n), thread);
        Move.add(moves, "page_mkclean", s -> host.pageMkclean(s, n), thread);
        Move.add(moves, "madvise_free_pte_range", s -> host.madviseFreePteRange(s, n), thread);
        Move.add(moves, "kvm_mmu_invalidate_end", s -> host.kvmMmuInvalidateEnd(s, n), thread);
        Move.add(moves, "folio_clear_dirty_for_io", s -> host.folioClearDirtyForIo(s, n), thread);
        Move.add(moves, "folio_test_dirty", s -> host.folioTestDirty(s, n), thread);
        Move.add(moves, "pageout", s -> host.pageout(s, n), thread);
        Move.add(moves, "remove_mapping", s -> host.removeMapping(s, n), thread);
    }

    @Override
    public List<Rule<AccessedDirtyState>> rules() {
        return Rule.concat(
                new AccessedDirtyRules(vcpus.size(), invalidators.size(), pages).all(),
                new AccessedDirtyWitnesses(vcpus.size(), invalidators.size(), pages).all());
    }

    @Override
    public List<BiConsumer<AccessedDirtyState, AccessedDirtyState>> renamings(List<String> things) {
        return ThreadRenamings.of(things, vcpus.size(), invalidators.size(), AccessedDirtyProtocol::rename);
    }

    private static void rename(AccessedDirtyState from, AccessedDirtyState to, int[] v, int[] n) {
        to.copyFrom(from);
        for (int i = 0; i < v.length; i++) {
            to.setFaultStep(v[i], from.faultStep(i));
            to.setFaultWrite(v[i], from.faultWrite(i));
            to.setFaultPfn(v[i], from.faultPfn(i));
            to.setFaultWritable(v[i], from.faultWritable(i));
            to.setFaultRef(v[i], from.faultRef(i));
            to.setFaultMmuSeq(v[i], from.faultMmuSeq(i));
            to.setStale(v[i], from.isStale(i));
        }
        for (int i = 0; i < n.length; i++) {
            to.setInvStep(n[i], from.invStep(i));
            to.setInvOp(n[i], from.invOp(i));
            to.setInvPfn(n[i], from.invPfn(i));
            to.setInvRef(n[i], from.invRef(i));
        }
    }

    @Override
    public Map<String, Object> describe(AccessedDirtyState s) {
        Map<String, Object> state = NotifierDescription.of(s, vcpus, invalidators);
        pages.describe(s, state);
        state.put("host_pte", Map.of("pfn", s.hostPtePfn(), "w", s.hostPteWritable(), "d", s.hostPteDirty()));
        state.put("spte", s.spte(Root.CURRENT).described());
        state.put("old_spte", s.spte(Root.OLD).described());
        state.put(
                "fault",
                threads(
                        vcpus,
                        v -> Map.of(
                                "pc", text(s.faultStep(v)),
                                "write", s.faultWrite(v),
                                "pfn", s.faultPfn(v),
                                "w", s.faultWritable(v),
                                "ref", s.faultRef(v),
                                "mmu_seq", s.faultMmuSeq(v))));
        state.put(
                "inv",
                threads(
                        invalidators,
                        n -> Map.of(
                                "pc", text(s.invStep(n)),
                                "op", text(s.invOp(n)),
                                "pfn", s.invPfn(n),
                                "ref", s.invRef(n))));
        state.put("others", set(pages.frames(), s::othersHave));
        state.put("unsaved", set(pages.frames(), s::isUnsaved));
        Set<Object> stale = threadSet(vcpus, s::isStale);
        if (s.isStale(s.holder(Root.CURRENT))) {
            stale.add("spte");
        }
        if (s.isStale(s.holder(Root.OLD))) {
            stale.add("old_spte");
        }
        state.put("stale", stale);
        state.put("bad_mark", s.badMark());
        return state;
    }
}
