package org.pfnproof.kernel.hostwalk;

import static org.pfnproof.kernel.Describing.set;
import static org.pfnproof.kernel.Describing.text;
import static org.pfnproof.kernel.Describing.threads;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.pfnproof.kernel.BoundsReader;
import org.pfnproof.kernel.Move;
import org.pfnproof.kernel.Move.Argument;
import org.pfnproof.kernel.Protocol;
import org.pfnproof.kernel.Rule;
import org.pfnproof.kernel.ThreadRenamings;
import org.pfnproof.kernel.hostwalk.HostWalkState.Khugepaged;
import org.pfnproof.kernel.hostwalk.HostWalkState.Walk;

/** The walk of the host's page table without locks: the twin of the TLA+ module {@code HostWalk}. */
public final class HostWalkProtocol implements Protocol<HostWalkState> {

    private final List<String> walkers;
    private final HostWalkState.Fields at;
    private final HostWalk code;

    private HostWalkProtocol(BoundsReader bounds, List<Consumer<HostWalk>> changes) {
        walkers = bounds.names("WALKERS");
        at = new HostWalkState.Fields(walkers.size());
        code = new HostWalk(at, walkers.size(), changes);
    }

    /**
     * The reference implementation at a model's bounds.
     *
     * @param bounds constant to value
     * @param substitutions operators replaced by the model; none is known
     * @param variant the id of a variant
     * @return empty if there is a substitution, or the variant has no twin here
     * @throws IllegalArgumentException if a bound is missing or is not what it must be
     */
    public static Optional<HostWalkProtocol> of(
            Map<String, Object> bounds, Map<String, String> substitutions, Optional<String> variant) {
        return HostWalk.VARIANTS
                .of(substitutions, variant)
                .filter(chosen -> chosen.rest().isEmpty())
                .map(chosen -> new HostWalkProtocol(new BoundsReader(bounds), chosen.changes()));
    }

    @Override
    public HostWalkState newState() {
        return new HostWalkState(at);
    }

    @Override
    public void initialStates(Consumer<HostWalkState> receiver) {
        HostWalkState s = newState();
        code.init(s);
        receiver.accept(s);
    }

    @Override
    public List<Move<HostWalkState>> moves() {
        List<Move<HostWalkState>> moves = new ArrayList<>();
        for (int i = 0; i < walkers.size(); i++) {
            int w = i;
            Argument walker = new Argument("w", walkers.get(w));
            Move.add(moves, "host_pfn_mapping_level", s -> code.hostPfnMappingLevel(s, w), walker);
            Move.add(moves, "pmd_offset", s -> code.pmdOffset(s, w), walker);
        }
        for (int i = 1; i <= HostWalk.TABLES; i++) {
            int t = i;
            Move.add(moves, "pmd_alloc", s -> code.pmdAlloc(s, t), new Argument("t", t));
        }
        Move.add(moves, "pmdp_collapse_flush", code::pmdpCollapseFlush);
        Move.add(moves, "tlb_remove_table_sync_one", code::tlbRemoveTableSyncOne);
        Move.add(moves, "set_pmd_at", code::setPmdAt);
        Move.add(moves, "zap_huge_pmd", code::zapHugePmd);
        return moves;
    }

    @Override
    public List<Rule<HostWalkState>> rules() {
        return List.of(
                new Rule.Invariant<>("WalkTypeOK", this::typeOk),
                new Rule.Invariant<>("WalkStaysInTables", s -> !s.flag(at.walkedAstray)),
                new Rule.Witness<>(
                        "WalkEntryChangedMeanwhile",
                        s -> anyWalker(
                                w -> s.get(at.walk.get(w)) == Walk.DESCEND && s.get(at.entry) != s.get(at.seen[w]))),
                new Rule.Witness<>("WalkFindsHuge", s -> anyWalker(w -> s.get(at.level[w]) == 2)),
                new Rule.Witness<>(
                        "WalkResultIsOld",
                        s -> s.get(at.entry) == HostWalk.HUGE
                                && anyWalker(w -> s.get(at.walk.get(w)) == Walk.IDLE && s.get(at.level[w]) == 1)),
                new Rule.Witness<>(
                        "WalkDelaysFree",
                        s -> s.get(at.khugepaged) == Khugepaged.TAKEN
                                && anyWalker(w -> s.get(at.walk.get(w)) != Walk.IDLE)));
    }

    /** The entry, and which tables are live, have fields of just their values. */
    private boolean typeOk(HostWalkState s) {
        return s.get(at.taken) <= HostWalk.TABLES
                && IntStream.range(0, walkers.size())
                        .allMatch(w -> s.get(at.seen[w]) <= HostWalk.TABLES && s.get(at.level[w]) <= 2);
    }

    private boolean anyWalker(IntPredicate is) {
        return IntStream.range(0, walkers.size()).anyMatch(is);
    }

    @Override
    public List<BiConsumer<HostWalkState, HostWalkState>> renamings(List<String> things) {
        return ThreadRenamings.of(things, "WALKERS", walkers.size(), (from, to, w) -> {
            to.copyFrom(from);
            ThreadRenamings.permute(from, to, w, at.walk);
            ThreadRenamings.permute(from, to, w, at.seen, at.level);
        });
    }

    @Override
    public Map<String, Object> describe(HostWalkState s) {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("entry", s.get(at.entry));
        state.put(
                "live_tables",
                set(IntStream.rangeClosed(1, HostWalk.TABLES).boxed().toList(), t -> s.flag(at.live[t])));
        state.put("khugepaged", Map.of("pc", text(s.get(at.khugepaged)), "table", s.get(at.taken)));
        state.put(
                "walker",
                threads(
                        walkers,
                        w -> Map.of(
                                "pc", text(s.get(at.walk.get(w))),
                                "seen", s.get(at.seen[w]),
                                "level", s.get(at.level[w]))));
        state.put("walked_astray", s.flag(at.walkedAstray));
        return state;
    }
}
