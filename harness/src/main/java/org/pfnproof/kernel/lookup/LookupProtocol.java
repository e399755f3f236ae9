package org.pfnproof.kernel.lookup;

import static org.pfnproof.kernel.Describing.text;
import static org.pfnproof.kernel.pages.PagesState.NO_PFN;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.pfnproof.kernel.BoundsReader;
import org.pfnproof.kernel.Move;
import org.pfnproof.kernel.Move.Argument;
import org.pfnproof.kernel.Protocol;
import org.pfnproof.kernel.Rule;
import org.pfnproof.kernel.lookup.LookupGup.Inputs;
import org.pfnproof.kernel.lookup.LookupHost.Filling;
import org.pfnproof.kernel.lookup.LookupState.Slot;
import org.pfnproof.kernel.lookup.Variants.Parts;
import org.pfnproof.kernel.pages.PageClass;
import org.pfnproof.kernel.pages.StructPages;

/** How a gfn becomes a pfn: the twin of the TLA+ module {@code LookupProperties} and of its profiles. */
public final class LookupProtocol implements Protocol<LookupState> {

    private final List<Vma> vmas;
    private final List<Inputs> inputs = new ArrayList<>();
    private final StructPages pages;
    private final LookupState.Fields fields;
    private final Functions fn = new Functions();
    private final LookupHost host;
    private final LookupGup gup;
    private final Lookup code;

    private LookupProtocol(BoundsReader bounds, List<Consumer<Parts>> changes) {
        vmas = bounds.constants("VMAS", Vma.class);
        pages = new StructPages(bounds.numbers("FRAMES"), bounds.table("CLASS", PageClass.class));
        fields = new LookupState.Fields(pages.greatest());
        host = new LookupHost(
                pages, bounds.numbers("DRIVER_PFNS"), Set.copyOf(bounds.constants("HOST_OPS", HostOp.class)));
        gup = new LookupGup(fn, host);
        code = new Lookup(fn, host, gup, pages);
        fn.kvmPfnIsRefcounted = pages::kvmPfnIsRefcounted;
        fn.fastGupTried = gup::fastGupTried;
        fn.upgradeTakes = (s, pfn) -> LookupGup.upgradeTakes(s, pfn, pages);
        fn.remappedReturns = code::remappedReturns;
        readInputs(bounds);
        Parts parts = new Parts(fn, pages);
        changes.forEach(change -> change.accept(parts));
    }

    private void readInputs(BoundsReader bounds) {
        for (Slot slot : bounds.constants("SLOTS", Slot.class)) {
            for (boolean atomic : bounds.booleans("ATOMIC")) {
                for (boolean interruptible : bounds.booleans("INTERRUPTIBLE")) {
                    for (boolean async : bounds.booleans("ASYNC")) {
                        for (boolean write : bounds.booleans("WRITES")) {
                            bounds.booleans("MAP_WRITABLE")
                                    .forEach(writable -> inputs.add(
                                            new Inputs(slot, atomic, interruptible, async, write, writable)));
                        }
                    }
                }
            }
        }
    }

    /**
     * The reference implementation at a model's bounds.
     *
     * @param bounds constant to value
     * @param substitutions operators replaced by a profile or a model
     * @param variant the id of a variant
     * @return empty if the variant or a substitution has no twin here
     * @throws IllegalArgumentException if a bound is missing or is not what it must be
     */
    public static Optional<LookupProtocol> of(
            Map<String, Object> bounds, Map<String, String> substitutions, Optional<String> variant) {
        return Variants.ALL
                .of(substitutions, variant)
                .filter(chosen -> chosen.rest().isEmpty())
                .map(chosen -> new LookupProtocol(new BoundsReader(bounds), chosen.changes()));
    }

    @Override
    public LookupState newState() {
        return new LookupState(fields);
    }

    @Override
    public void initialStates(Consumer<LookupState> receiver) {
        for (Vma vma : vmas) {
            LookupState s = newState();
            host.init(s, vma);
            LookupGup.noCall(s);
            s.setServed(false);
            receiver.accept(s);
        }
    }

    @Override
    public List<Move<LookupState>> moves() {
        List<Move<LookupState>> moves = new ArrayList<>();
        lookupMoves(moves);
        callerMoves(moves);
        hostMoves(moves);
        return moves;
    }

    private void lookupMoves(List<Move<LookupState>> moves) {
        Move.add(moves, "hva_to_pfn_fast", gup::hvaToPfnFast);
        Move.add(moves, "get_user_pages_unlocked", gup::getUserPagesUnlocked);
        Move.add(moves, "check_vma_flags", gup::checkVmaFlags);
        Move.add(moves, "faultin_page_poisoned", gup::faultinPagePoisoned);
        fillings(moves, "faultin_page", gup::faultinPage);
        Move.add(moves, "faultin_page_needs_io", gup::faultinPageNeedsIo);
        fillings(moves, "io_done", gup::ioDone);
        Move.add(moves, "io_done", gup::ioDoneForNothing, filled(NO_PFN, false));
        Move.add(moves, "gup_signal_pending", gup::gupSignalPending);
        Move.add(moves, "mmap_read_lock_killable_fails", gup::mmapReadLockKillableFails);
        Move.add(moves, "hva_to_pfn_slow_upgrade", gup::hvaToPfnSlowUpgrade);
        Move.add(moves, "hva_to_pfn_sigpending", gup::hvaToPfnSigpending);
        Move.add(moves, "mmap_read_lock", code::mmapReadLock);
        Move.add(moves, "check_user_page_hwpoison", code::checkUserPageHwpoison);
        fillings(moves, "check_user_page_hwpoison_faults", code::checkUserPageHwpoisonFaults);
        Move.add(moves, "vma_lookup", code::vmaLookup);
        Move.add(moves, "hva_to_pfn_remapped", code::hvaToPfnRemapped);
        Move.add(moves, "follow_pte_fails", code::followPteFails);
        fillings(moves, "fixup_user_fault", code::fixupUserFault);
        Move.add(moves, "fixup_user_fault_spurious", code::fixupUserFaultSpurious);
        Move.add(moves, "fixup_user_fault_unlocks", code::fixupUserFaultUnlocks);
        fillings(moves, "fixup_user_fault_relocks", code::fixupUserFaultRelocks);
        Move.add(moves, "fixup_user_fault_relocks", code::fixupUserFaultRelocksForNothing, filled(NO_PFN, false));
        Move.add(moves, "fixup_user_fault_fails", code::fixupUserFaultFails);
    }

    private void callerMoves(List<Move<LookupState>> moves) {
        Move.add(moves, "kvm_faultin_pfn", code::kvmFaultinPfn);
        Move.add(moves, "kvm_handle_error_pfn", code::kvmHandleErrorPfn);
        Move.add(moves, "kvm_handle_noslot_fault", code::kvmHandleNoslotFault);
        Move.add(moves, "kvm_release_pfn_clean", code::kvmReleasePfnClean);
        Move.add(moves, "get_signal", code::getSignal);
        for (Inputs call : inputs) {
            Move.add(
                    moves,
                    "gfn_to_pfn_memslot",
                    s -> gup.gfnToPfnMemslot(s, call),
                    new Argument("slot", text(call.slot())),
                    new Argument("atomic", call.atomic()),
                    new Argument("interruptible", call.interruptible()),
                    new Argument("async", call.async()),
                    new Argument("write", call.write()),
                    new Argument("map_writable", call.mapWritable()));
        }
    }

    private void hostMoves(List<Move<LookupState>> moves) {
        for (boolean write : List.of(false, true)) {
            fillings(
                    moves,
                    "handle_mm_fault",
                    (s, filling, pfn, writable) -> host.touch(s, filling, write, pfn, writable) && gup.noteServed(s),
                    new Argument("write", write));
        }
        for (Vma kind : vmas) {
            Argument to = new Argument("kind", text(kind));
            meanwhile(moves, "do_mmap", s -> host.doMmap(s, kind), to);
            meanwhile(moves, "mprotect_fixup", s -> host.mprotectFixup(s, kind), to);
        }
        meanwhile(moves, "shrink_folio_list", host::shrinkFolioList);
        meanwhile(moves, "change_pte_range", host::changePteRange);
        meanwhile(moves, "memory_failure", host::memoryFailure);
        meanwhile(moves, "unmap_mapping_range", host::unmapMappingRange);
        meanwhile(moves, "send_signal", host::sendSignal);
        meanwhile(moves, "send_signal", host::sendFatalSignal);
    }

    /** A step in which the entry is filled. */
    @FunctionalInterface
    private interface FillingStep {
        boolean take(LookupState s, Filling filling, int pfn, boolean writable);
    }

    private void fillings(List<Move<LookupState>> moves, String action, FillingStep step, Argument... before) {
        for (Filling filling : Filling.values()) {
            for (int f : pages.frames()) {
                for (boolean w : List.of(false, true)) {
                    List<Argument> arguments = new ArrayList<>(List.of(before));
                    arguments.addAll(List.of(filled(f, w)));
                    moves.add(new Move<>(action, arguments, s -> step.take(s, filling, f, w)));
                }
            }
        }
    }

    private static Argument[] filled(int pfn, boolean writable) {
        return new Argument[] {new Argument("f", pfn), new Argument("w", writable)};
    }

    private void meanwhile(
            List<Move<LookupState>> moves, String action, Predicate<LookupState> step, Argument... arguments) {
        Move.add(moves, action, s -> step.test(s) && gup.noteServed(s), arguments);
    }

    @Override
    public List<Rule<LookupState>> rules() {
        Set<Slot> slots = EnumSet.noneOf(Slot.class);
        inputs.forEach(call -> slots.add(call.slot()));
        return Rule.concat(
                new LookupRules(fn, pages, EnumSet.copyOf(vmas), slots).all(), new LookupWitnesses(fn, pages).all());
    }

    @Override
    public List<BiConsumer<LookupState, LookupState>> renamings(List<String> things) {
        if (!things.isEmpty()) {
            throw new IllegalArgumentException("nothing is interchangeable here: " + things);
        }
        return List.of();
    }

    @Override
    public Map<String, Object> describe(LookupState s) {
        Map<String, Object> state = new LinkedHashMap<>();
        pages.describe(s, state);
        state.put("vma", text(s.vma()));
        state.put("pte", Map.of("pfn", s.ptePfn(), "w", s.pteWritable()));
        state.put("mmap_read_locked", s.mmapReadLocked());
        state.put("signal", text(s.signal()));
        state.put("call", call(s));
        state.put("served", s.served());
        return state;
    }

    private static Map<String, Object> call(LookupState s) {
        return Map.ofEntries(
                Map.entry("pc", text(s.step())),
                Map.entry("slot", text(s.slot())),
                Map.entry("atomic", s.atomic()),
                Map.entry("interruptible", s.interruptible()),
                Map.entry("async", s.async()),
                Map.entry("write_fault", s.writeFault()),
                Map.entry("map_writable", s.mapWritable()),
                Map.entry("first", s.first()),
                Map.entry("gup", s.gup().text()),
                Map.entry("result", s.result().text()),
                Map.entry("pfn", s.pfn()),
                Map.entry("needs_io", s.needsIo()),
                Map.entry("writable", s.writable()),
                Map.entry("exit", s.exit().text()));
    }
}
