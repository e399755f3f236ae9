package org.pfnproof.kernel.pfncache;

import static org.pfnproof.kernel.Describing.function;
import static org.pfnproof.kernel.Describing.set;
import static org.pfnproof.kernel.Describing.text;
import static org.pfnproof.kernel.Describing.threadSet;
import static org.pfnproof.kernel.Describing.threads;
import static org.pfnproof.kernel.pfncache.PfnCacheState.NOBODY;
import static org.pfnproof.kernel.pfncache.PfnCacheState.NO_FRAME;

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

/** One gfn_to_pfn_cache under invalidations: the twin of the TLA+ module {@code PfnCacheProperties}. */
public final class PfnCacheProtocol extends ThreadsProtocol<PfnCacheState> {

    private final List<Integer> hvas;
    private final List<Integer> uhvas;
    private final List<Integer> frames;
    private final PfnCacheState.Fields fields;
    private final Functions fn = new Functions();
    private final PfnCache cache;
    private final CacheInvalidation invalidation;

    private PfnCacheProtocol(BoundsReader bounds, SeqCounter seq, List<Consumer<Functions>> changes) {
        super(bounds);
        hvas = bounds.numbers("HVAS");
        uhvas = bounds.numbers("UHVAS");
        frames = bounds.numbers("FRAMES");
        fields = new PfnCacheState.Fields(
                vcpus.size(), invalidators.size(), hvas.size(), frames.size(), seq.greatest(vcpus.size()));
        cache = new PfnCache(fn);
        invalidation = new CacheInvalidation(fn, hvas, bounds.numbers("SLOT_HVAS"));
        fn.nextSeq = s -> seq.after(s.mmuInvalidateSeq(), s::taskMmuSeq, vcpus.size());
        changes.forEach(change -> change.accept(fn));
    }

    /**
     * The reference implementation at a model's bounds.
     *
     * @param bounds constant to value
     * @param substitutions operators replaced by the model; known is {@code NextSeq} by {@code FreshGpcSeq}
     * @param variant the id of a variant
     * @return empty if the variant or a substitution has no twin here
     * @throws IllegalArgumentException if a bound is missing or is not what it must be
     */
    public static Optional<PfnCacheProtocol> of(
            Map<String, Object> bounds, Map<String, String> substitutions, Optional<String> variant) {
        return Variants.ALL.of(substitutions, variant).flatMap(chosen -> SeqCounter.of(chosen.rest(), "FreshGpcSeq")
                .map(seq -> new PfnCacheProtocol(new BoundsReader(bounds), seq, chosen.changes())));
    }

    @Override
    public PfnCacheState newState() {
        return new PfnCacheState(fields);
    }

    @Override
    protected void init(PfnCacheState s) {
        MmuNotifier.init(s);
        s.setActiveCount(0);
        s.setUhva(0);
        s.setPfn(NO_FRAME);
        s.setGpcWriter(NOBODY);
        for (int v = 0; v < vcpus.size(); v++) {
            PfnCache.idle(s, v);
        }
        for (int n = 0; n < invalidators.size(); n++) {
            CacheInvalidation.idle(s, n);
        }
        frames.forEach(frame -> s.setPageRefcount(frame, 0));
    }

    @Override
    protected void addVcpu(List<Move<PfnCacheState>> moves, int v, Argument task) {
        Move.add(moves, "kvm_gpc_check", s -> cache.kvmGpcCheck(s, v), task);
        Move.add(moves, "read_unlock_gpc_lock", s -> cache.readUnlockGpcLock(s, v), task);
        for (int h : uhvas) {
            Move.add(moves, "kvm_gpc_activate", s -> cache.kvmGpcActivate(s, v, h), task, new Argument("h", h));
            Move.add(moves, "kvm_gpc_refresh", s -> cache.kvmGpcRefresh(s, v, h), task, new Argument("h", h));
        }
        Move.add(moves, "kvm_gpc_set_active", s -> cache.kvmGpcSetActive(s, v), task);
        Move.add(moves, "kvm_gpc_deactivate", s -> cache.kvmGpcDeactivate(s, v), task);
        Move.add(moves, "list_del", s -> cache.listDel(s, v), task);
        Move.add(moves, "__kvm_gpc_refresh", s -> cache.kvmGpcRefreshLocked(s, v), task);
        Move.add(moves, "hva_to_pfn_retry", s -> cache.hvaToPfnRetry(s, v), task);
        Move.add(moves, "kvm_release_pfn_clean", s -> cache.kvmReleasePfnClean(s, v), task);
        Move.add(moves, "hva_to_pfn", s -> cache.hvaToPfn(s, v), task);
        for (int f : frames) {
            Move.add(moves, "faultin_page", s -> cache.faultinPage(s, v, f), task, new Argument("f", f));
        }
        Move.add(moves, "hva_to_pfn_out_error", s -> cache.hvaToPfnOutError(s, v), task);
        Move.add(moves, "mmu_notifier_retry_cache", s -> cache.mmuNotifierRetryCache(s, v), task);
        Move.add(moves, "mmu_notifier_retry_cache_seq", s -> cache.mmuNotifierRetryCacheSeq(s, v), task);
        Move.add(moves, "gpc_becomes_valid", s -> cache.gpcBecomesValid(s, v), task);
    }

    @Override
    protected void addInvalidator(List<Move<PfnCacheState>> moves, int n, Argument thread) {
        CacheInvalidation inv = invalidation;
        for (int first : hvas) {
            for (int last : hvas) {
                Move.add(
                        moves,
                        "mmu_notifier_invalidate_range_start",
                        s -> inv.mmuNotifierInvalidateRangeStart(s, n, first, last),
                        thread,
                        new Argument("first", first),
                        new Argument("last", last));
            }
        }
        Move.add(
                moves,
                "kvm_mmu_notifier_invalidate_range_start",
                s -> inv.kvmMmuNotifierInvalidateRangeStart(s, n),
                thread);
        Move.add(moves, "gfn_to_pfn_cache_invalidate_start", s -> inv.gfnToPfnCacheInvalidateStart(s, n), thread);
        Move.add(moves, "kvm_mmu_invalidate_range_start", s -> inv.kvmMmuInvalidateRangeStart(s, n), thread);
        Move.add(moves, "range_meets_no_memslot", s -> inv.rangeMeetsNoMemslot(s, n), thread);
        Move.add(moves, "zap_pte_range", s -> inv.zapPteRange(s, n), thread);
        for (int f : frames) {
            Move.add(
                    moves,
                    "free_pages_and_swap_cache",
                    s -> inv.freePagesAndSwapCache(s, n, f),
                    thread,
                    new Argument("f", f));
        }
        Move.add(moves, "kvm_mmu_invalidate_end", s -> inv.kvmMmuInvalidateEnd(s, n), thread);
        Move.add(moves, "end_meets_no_memslot", s -> inv.endMeetsNoMemslot(s, n), thread);
        Move.add(
                moves,
                "kvm_mmu_notifier_invalidate_range_end",
                s -> inv.kvmMmuNotifierInvalidateRangeEnd(s, n),
                thread);
    }

    @Override
    public List<Rule<PfnCacheState>> rules() {
        return Rule.concat(
                new PfnCacheRules(vcpus.size(), invalidators.size(), hvas, uhvas, frames).all(),
                new PfnCacheWitnesses(vcpus.size(), invalidators.size()).all());
    }

    @Override
    protected void rename(PfnCacheState from, PfnCacheState to, int[] v, int[] n) {
        to.copyFrom(from);
        to.setGpcWriter(from.gpcWriter() == NOBODY ? NOBODY : v[from.gpcWriter()]);
        for (int i = 0; i < v.length; i++) {
            to.setReadsGpc(v[i], from.readsGpc(i));
            to.setRefreshes(v[i], from.refreshes(i));
            to.setTaskStep(v[i], from.taskStep(i));
            to.setTaskUhva(v[i], from.taskUhva(i));
            to.setTaskMmuSeq(v[i], from.taskMmuSeq(i));
            to.setTaskPfn(v[i], from.taskPfn(i));
        }
        for (int i = 0; i < n.length; i++) {
            to.setInvStep(n[i], from.invStep(i));
            to.setInvRange(n[i], from.invStart(i), from.invEnd(i));
            to.setInvCounted(n[i], from.invCounted(i));
            to.setInvSwept(n[i], from.invSwept(i));
            for (int f : frames) {
                to.setGathers(n[i], f, from.gathers(i, f));
            }
        }
    }

    @Override
    public Map<String, Object> describe(PfnCacheState s) {
        Map<String, Object> state = NotifierDescription.of(s, vcpus, invalidators);
        state.put("mn_active_invalidate_count", s.activeCount());
        state.put("gpc", Map.of("active", s.active(), "valid", s.valid(), "uhva", s.uhva(), "pfn", s.pfn()));
        state.put("on_list", s.onList());
        state.put(
                "gpc_lock",
                Map.of("writer", threadSet(vcpus, v -> s.gpcWriter() == v), "readers", threadSet(vcpus, s::readsGpc)));
        state.put("refresh_lock", threadSet(vcpus, s::refreshes));
        state.put(
                "task",
                threads(
                        vcpus,
                        v -> Map.of(
                                "pc", text(s.taskStep(v)),
                                "uhva", s.taskUhva(v),
                                "mmu_seq", s.taskMmuSeq(v),
                                "pfn", s.taskPfn(v))));
        state.put(
                "inv",
                threads(
                        invalidators,
                        n -> Map.of(
                                "pc", text(s.invStep(n)),
                                "start", s.invStart(n),
                                "end", s.invEnd(n),
                                "counted", s.invCounted(n),
                                "swept", s.invSwept(n),
                                "gather", set(frames, f -> s.gathers(n, f)))));
        state.put("host_pte", function(hvas, s::hostPte));
        state.put("page_refcount", function(frames, s::pageRefcount));
        state.put("freed_under", s.freedUnder());
        return state;
    }
}
