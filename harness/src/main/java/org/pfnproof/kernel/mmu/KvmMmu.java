package org.pfnproof.kernel.mmu;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.pfnproof.kernel.Describing;
import org.pfnproof.kernel.Move;
import org.pfnproof.kernel.Move.Argument;
import org.pfnproof.kernel.Protocol;
import org.pfnproof.kernel.Rule;
import org.pfnproof.kernel.mmu.Bounds.Operation;
import org.pfnproof.kernel.notifier.MmuNotifier;
import org.pfnproof.kernel.notifier.SeqCounter;
import org.pfnproof.kernel.pages.StructPages;

/**
 * The composition: vCPUs that fault, threads that invalidate, and the host's memory management, over shared pages. The twin of the TLA+
 * module {@code KvmMmu}: the same steps in the same order, under the same names.
 */
public final class KvmMmu implements Protocol<PackedKvmState> {

    private final Bounds bounds;
    private final KvmFields fields;
    private final Parts parts;
    private final Profiles profile;

    /**
     * The code of Linux 6.12, changed by a profile and a variant.
     *
     * @param bounds how far the run goes
     * @param seq what becomes of mmu_invalidate_seq
     * @param profile replaces functions
     * @param variant replaces functions
     */
    KvmMmu(Bounds bounds, SeqCounter seq, Profiles profile, Consumer<Parts> variant) {
        this.bounds = bounds;
        this.fields = new KvmFields(bounds, seq.greatest(bounds.vcpus().size()));
        this.parts = new Parts(bounds, seq);
        this.profile = profile;
        profile.change(parts);
        variant.accept(parts);
    }

    /** The pieces of the code, and the table of its functions; what a variant may use and replace. */
    static final class Parts {
        final Functions fn = new Functions();
        final Bounds bounds;
        final StructPages pages;
        final Sptes sptes;
        final PrimaryMmu host;
        final Invalidation invalidation;
        final MappingChanges changes;
        final PageFault fault;

        Parts(Bounds bounds, SeqCounter seq) {
            this.bounds = bounds;
            pages = new StructPages(bounds.frames(), bounds.pageClass());
            sptes = new Sptes(fn, bounds, pages);
            host = new PrimaryMmu(bounds, pages, sptes);
            invalidation = new Invalidation(fn, bounds, pages, sptes, host);
            changes = new MappingChanges(pages, sptes, host);
            fault = new PageFault(fn, pages, sptes, host);
            fn.nextSeq = s -> seq.after(
                    s.mmuInvalidateSeq(), s::faultMmuSeq, bounds.vcpus().size());
            fn.opApplies = invalidation::opApplies;
            fn.meetsMemslot = invalidation::coversGfn;
            fn.mmuInvalidateRetryGfn = MmuNotifier::mmuInvalidateRetryGfn;
            fn.rangeAdded = MmuNotifier::rangeAdded;
            fn.faultStepAfter = PageFault::faultStepAfter;
            fn.hvaToPfn = fault::hvaToPfn;
            fn.lookupFails = PageFault::inGuest;
            fn.remappedPfnRefused = fault::remappedPfnRefused;
            fn.remappedWritable = pteWritable -> pteWritable;
            fn.remappedPfnIsTaken = (s, pfn) -> pages.kvmPfnIsRefcounted(pfn);
            fn.holdsRef = fault::holdsRef;
            fn.retry = PageFault::retry;
            fn.deadMark = sptes::deadMark;
            fn.kvmReleasePfnClean = fault::kvmReleasePfnClean;
            fn.releaseMarksDeadPage = fault::releaseMarksDeadPage;
            fn.releasePuts = fault::releasePuts;
            fn.afterRelease = PageFault::afterRelease;
            fn.readUnlockMmuLock = fault::readUnlockMmuLock;
            fn.kvmMmuInvalidateRangeAdd = invalidation::kvmMmuInvalidateRangeAdd;
            fn.kvmUnmapGfnRange = invalidation::kvmUnmapGfnRange;
            fn.kvmMmuInvalidateEnd = invalidation::kvmMmuInvalidateEnd;
            fn.endMeetsNoMemslot = invalidation::endMeetsNoMemslot;
            fn.freePagesAndSwapCache = changes::freePagesAndSwapCache;
        }
    }

    @Override
    public PackedKvmState newState() {
        return new PackedKvmState(fields);
    }

    @Override
    public void initialStates(Consumer<PackedKvmState> receiver) {
        PackedKvmState s = newState();
        parts.pages.init(s);
        MmuNotifier.init(s);
        parts.sptes.init(s);
        parts.host.init(s);
        for (int n = 0; n < bounds.invalidators().size(); n++) {
            Invalidation.idle(s, n);
        }
        for (int v = 0; v < bounds.vcpus().size(); v++) {
            PageFault.inGuest(s, v);
        }
        receiver.accept(s);
    }

    @Override
    public List<Move<PackedKvmState>> moves() {
        List<Move<PackedKvmState>> moves = new ArrayList<>();
        for (int v = 0; v < bounds.vcpus().size(); v++) {
            vcpuMoves(moves, v, new Argument("v", bounds.vcpus().get(v)));
        }
        for (int n = 0; n < bounds.invalidators().size(); n++) {
            invalidatorMoves(moves, n);
        }
        for (int h : bounds.hvas()) {
            for (int f : bounds.frames()) {
                for (boolean write : bounds.writes()) {
                    Move.add(
                            moves,
                            "handle_mm_fault",
                            s -> parts.host.handleMmFault(s, h, f, write),
                            hva(h),
                            pfn(f),
                            write(write));
                }
            }
            Move.add(moves, "child_unmaps", s -> parts.host.childUnmaps(s, h), hva(h));
        }
        if (bounds.vcpus().isEmpty()) {
            List<Move<PackedKvmState>> impossible = new ArrayList<>();
            vcpuMoves(impossible, 0, new Argument("v", ""));
            Move.addNeverEnabled(moves, impossible);
        }
        return moves;
    }

    private void vcpuMoves(List<Move<PackedKvmState>> moves, int v, Argument vcpu) {
        PageFault fault = parts.fault;
        for (int g : bounds.gfns()) {
            for (boolean write : bounds.writes()) {
                Move.add(
                        moves,
                        "kvm_tdp_page_fault",
                        s -> fault.kvmTdpPageFault(s, v, g, write),
                        vcpu,
                        gfn(g),
                        write(write));
            }
        }
        Move.add(moves, "vcpu_enter_guest", s -> fault.vcpuEnterGuest(s, v), vcpu);
        Move.add(moves, "kvm_faultin_pfn", s -> fault.kvmFaultinPfn(s, v), vcpu);
        Move.add(moves, "mmu_invalidate_retry_early", s -> fault.mmuInvalidateRetryEarly(s, v), vcpu);
        Move.add(moves, "hva_to_pfn", s -> parts.fn.hvaToPfn.take(s, v), vcpu);
        Move.add(moves, "hva_to_pfn_remapped", s -> fault.hvaToPfnRemapped(s, v), vcpu);
        for (int f : bounds.frames()) {
            Move.add(moves, "faultin_page", s -> fault.faultinPage(s, v, f), vcpu, pfn(f));
        }
        Move.add(moves, "check_vma_flags", s -> fault.checkVmaFlags(s, v), vcpu);
        Move.add(moves, "mmu_invalidate_retry_late", s -> fault.mmuInvalidateRetryLate(s, v), vcpu);
        Move.add(moves, "read_lock_mmu_lock", s -> fault.readLockMmuLock(s, v), vcpu);
        Move.add(moves, "is_page_fault_stale", s -> fault.isPageFaultStale(s, v), vcpu);
        Move.add(moves, "kvm_tdp_mmu_map", s -> fault.kvmTdpMmuMap(s, v), vcpu);
        Move.add(moves, "read_unlock_mmu_lock", s -> parts.fn.readUnlockMmuLock.take(s, v), vcpu);
        Move.add(moves, "kvm_release_pfn_clean", s -> parts.fn.kvmReleasePfnClean.take(s, v), vcpu);
    }

    private void invalidatorMoves(List<Move<PackedKvmState>> moves, int n) {
        Invalidation inv = parts.invalidation;
        MappingChanges host = parts.changes;
        Argument thread = new Argument("n", bounds.invalidators().get(n));
        for (Operation op : Operation.values()) {
            for (int first : bounds.ops().contains(op) ? bounds.hvas() : List.<Integer>of()) {
                for (int last : bounds.hvas()) {
                    Move.add(
                            moves,
                            "invalidate_range_start",
                            s -> inv.invalidateRangeStart(s, n, op, first, last),
                            thread,
                            new Argument("op", Describing.text(op)),
                            new Argument("first", first),
                            new Argument("last", last));
                }
            }
        }
        Move.add(moves, "kvm_mmu_invalidate_range_start", s -> inv.kvmMmuInvalidateRangeStart(s, n), thread);
        Move.add(moves, "range_meets_no_memslot", s -> inv.rangeMeetsNoMemslot(s, n), thread);
        Move.add(moves, "kvm_mmu_invalidate_range_add", s -> parts.fn.kvmMmuInvalidateRangeAdd.take(s, n), thread);
        Move.add(moves, "kvm_unmap_gfn_range", s -> parts.fn.kvmUnmapGfnRange.take(s, n), thread);
        for (int g : bounds.gfns()) {
            Move.add(moves, "tdp_mmu_iter_cond_resched", s -> inv.tdpMmuIterCondResched(s, n, g), thread, gfn(g));
        }
        Move.add(moves, "tdp_mmu_iter_resumes", s -> inv.tdpMmuIterResumes(s, n), thread);
        Move.add(moves, "zap_pte_range", s -> host.zapPteRange(s, n), thread);
        Move.add(moves, "change_pte_range", s -> host.changePteRange(s, n), thread);
        Move.add(moves, "copy_present_ptes", s -> host.copyPresentPtes(s, n), thread);
        for (int f : bounds.frames()) {
            Move.add(moves, "wp_page_copy", s -> host.wpPageCopy(s, n, f), thread, pfn(f));
        }
        Move.add(moves, "wp_page_copy_raced", s -> host.wpPageCopyRaced(s, n), thread);
        Move.add(moves, "try_to_migrate_one", s -> host.tryToMigrateOne(s, n), thread);
        Move.add(moves, "kvm_mmu_invalidate_end", s -> parts.fn.kvmMmuInvalidateEnd.take(s, n), thread);
        Move.add(moves, "mmu_invalidate_in_progress_dec", s -> inv.mmuInvalidateInProgressDec(s, n), thread);
        Move.add(moves, "end_meets_no_memslot", s -> parts.fn.endMeetsNoMemslot.take(s, n), thread);
        for (int f : bounds.frames()) {
            Move.add(
                    moves,
                    "free_pages_and_swap_cache",
                    s -> parts.fn.freePagesAndSwapCache.take(s, n, f),
                    thread,
                    pfn(f));
            Move.add(moves, "migrate_folio", s -> host.migrateFolio(s, n, f), thread, pfn(f));
        }
        Move.add(moves, "migrate_folio_undo", s -> host.migrateFolioUndo(s, n), thread);
        Move.add(moves, "putback_lru_folio", s -> host.putbackLruFolio(s, n), thread);
    }

    private static Argument gfn(int gfn) {
        return new Argument("g", gfn);
    }

    private static Argument pfn(int pfn) {
        return new Argument("f", pfn);
    }

    private static Argument hva(int hva) {
        return new Argument("h", hva);
    }

    private static Argument write(boolean write) {
        return new Argument("write", write);
    }

    @Override
    public List<Rule<PackedKvmState>> rules() {
        return new KvmMmuRules(bounds, parts).all(profile);
    }

    @Override
    public List<BiConsumer<PackedKvmState, PackedKvmState>> renamings(List<String> things) {
        return new Renamings(bounds).of(things);
    }

    @Override
    public Map<String, Object> describe(PackedKvmState state) {
        return new Description(bounds, parts.pages).of(state);
    }
}
