package org.pfnproof.kernel.followpfn;

import static org.pfnproof.kernel.Describing.text;
import static org.pfnproof.kernel.followpfn.FollowPfnState.COUNT;
import static org.pfnproof.kernel.followpfn.FollowPfnState.DEAD_MARK;
import static org.pfnproof.kernel.followpfn.FollowPfnState.HOST_MAPS;
import static org.pfnproof.kernel.followpfn.FollowPfnState.KFP_CALLER;
import static org.pfnproof.kernel.followpfn.FollowPfnState.KFP_GOT;
import static org.pfnproof.kernel.followpfn.FollowPfnState.KFP_PC;
import static org.pfnproof.kernel.followpfn.FollowPfnState.KFP_READ_ONLY;
import static org.pfnproof.kernel.followpfn.FollowPfnState.KFP_RESULT;
import static org.pfnproof.kernel.followpfn.FollowPfnState.KFP_RETRY;
import static org.pfnproof.kernel.followpfn.FollowPfnState.KFP_STALE;
import static org.pfnproof.kernel.followpfn.FollowPfnState.KFP_WRITE;
import static org.pfnproof.kernel.followpfn.FollowPfnState.PAGE;
import static org.pfnproof.kernel.followpfn.FollowPfnState.SPTE;
import static org.pfnproof.kernel.followpfn.FollowPfnState.WRITABLE;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.pfnproof.kernel.BoundsReader;
import org.pfnproof.kernel.Move;
import org.pfnproof.kernel.Move.Argument;
import org.pfnproof.kernel.Permutations;
import org.pfnproof.kernel.Protocol;
import org.pfnproof.kernel.Rule;
import org.pfnproof.kernel.followpfn.FollowPfnState.Caller;
import org.pfnproof.kernel.followpfn.FollowPfnState.Page;
import org.pfnproof.kernel.followpfn.FollowPfnState.Spte;

/** Who takes, keeps and puts the reference of a lookup: the twin of the TLA+ module {@code FollowPfnProperties}, and of each version's. */
public final class FollowPfnProtocol implements Protocol<FollowPfnState> {

    private final List<Caller> callers;
    private final List<Page> pages;
    private final FollowPfn code;

    private FollowPfnProtocol(BoundsReader bounds, List<Consumer<Functions>> changes) {
        callers = bounds.constants("CALLERS", Caller.class);
        pages = bounds.constants("PAGES", Page.class);
        Functions fn = new Functions(bounds.truth("UNSAFE"));
        changes.forEach(change -> change.accept(fn));
        code = new FollowPfn(fn);
    }

    /**
     * The reference implementation at a model's bounds.
     *
     * @param bounds constant to value
     * @param substitutions operators replaced by a version of the series
     * @param variant the id of a variant
     * @return empty if the variant or a substitution has no twin here
     * @throws IllegalArgumentException if a bound is missing or is not what it must be
     */
    public static Optional<FollowPfnProtocol> of(
            Map<String, Object> bounds, Map<String, String> substitutions, Optional<String> variant) {
        return Versions.ALL
                .of(substitutions, variant)
                .filter(chosen -> chosen.rest().isEmpty())
                .map(chosen -> new FollowPfnProtocol(new BoundsReader(bounds), chosen.changes()));
    }

    @Override
    public FollowPfnState newState() {
        return new FollowPfnState();
    }

    @Override
    public void initialStates(Consumer<FollowPfnState> receiver) {
        FollowPfnState s = newState();
        for (Page page : pages) {
            for (boolean writable : List.of(false, true)) {
                s.set(PAGE, page);
                s.setFlag(WRITABLE, writable);
                s.setFlag(HOST_MAPS, true);
                s.set(COUNT, page == Page.RAM || page == Page.FIRST ? 1 : 0);
                s.set(SPTE, Spte.NONE);
                s.setFlag(DEAD_MARK, false);
                FollowPfn.noCall(s);
                receiver.accept(s);
            }
        }
    }

    @Override
    public List<Move<FollowPfnState>> moves() {
        List<Move<FollowPfnState>> moves = new ArrayList<>();
        for (Caller caller : callers) {
            for (boolean write : List.of(false, true)) {
                Move.add(
                        moves,
                        "kvm_follow_pfn",
                        s -> code.kvmFollowPfn(s, caller, write),
                        new Argument("caller", text(caller)),
                        new Argument("write", write));
            }
        }
        Move.add(moves, "warn_on_once", code::warnOnOnce);
        Move.add(moves, "hva_to_pfn", code::hvaToPfn);
        Move.add(moves, "hva_to_pfn_remapped", code::hvaToPfnRemapped);
        Move.add(moves, "follow_pte_fails", code::followPteFails);
        Move.add(moves, "error_pfn", code::errorPfn);
        Move.add(moves, "mmu_invalidate_retry_late", code::mmuInvalidateRetryLate);
        Move.add(moves, "is_page_fault_stale", code::isPageFaultStale);
        Move.add(moves, "read_unlock_mmu_lock", code::readUnlockMmuLock);
        Move.add(moves, "kvm_release_pfn_clean", code::kvmReleasePfnClean);
        Move.add(moves, "invalidate", code::invalidate);
        Move.add(moves, "handle_mm_fault", code::handleMmFault);
        return moves;
    }

    @Override
    public List<Rule<FollowPfnState>> rules() {
        List<Rule<FollowPfnState>> rules = new ArrayList<>(FollowPfnRules.all(callers, pages));
        rules.addAll(FollowPfnWitnesses.all());
        return rules;
    }

    @Override
    public List<BiConsumer<FollowPfnState, FollowPfnState>> renamings(List<String> things) {
        return Permutations.ofNothing(things);
    }

    @Override
    public Map<String, Object> describe(FollowPfnState s) {
        Map<String, Object> kfp = new LinkedHashMap<>();
        kfp.put("pc", text(s.get(KFP_PC)));
        kfp.put("caller", s.get(KFP_CALLER) == Caller.NONE ? "" : text(s.get(KFP_CALLER)));
        kfp.put("write", s.flag(KFP_WRITE));
        kfp.put("result", s.get(KFP_RESULT).text);
        kfp.put("got", s.flag(KFP_GOT));
        kfp.put("stale", s.flag(KFP_STALE));
        kfp.put("retry", s.flag(KFP_RETRY));
        kfp.put("read_only", s.flag(KFP_READ_ONLY));
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("page", text(s.get(PAGE)));
        state.put("writable", s.flag(WRITABLE));
        state.put("host_maps", s.flag(HOST_MAPS));
        state.put("count", s.get(COUNT));
        state.put("spte", text(s.get(SPTE)));
        state.put("dead_mark", s.flag(DEAD_MARK));
        state.put("kfp", kfp);
        return state;
    }
}
