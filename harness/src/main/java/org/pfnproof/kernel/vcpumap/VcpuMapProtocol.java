package org.pfnproof.kernel.vcpumap;

import static org.pfnproof.kernel.Describing.set;
import static org.pfnproof.kernel.Describing.threads;
import static org.pfnproof.kernel.pages.PagesState.NO_PFN;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
import org.pfnproof.kernel.pages.PageClass;
import org.pfnproof.kernel.pages.StructPages;

/** A guest page that KVM maps for itself: the twin of the TLA+ module {@code VcpuMapProperties}. */
public final class VcpuMapProtocol implements Protocol<VcpuMapState> {

    private final List<String> vcpus;
    private final StructPages pages;
    private final VcpuMapState.Fields fields;
    private final Functions fn = new Functions();
    private final VcpuMap code;

    private VcpuMapProtocol(BoundsReader bounds, List<BiConsumer<Functions, VcpuMap>> changes) {
        vcpus = bounds.names("VCPUS");
        pages = new StructPages(bounds.numbers("FRAMES"), bounds.table("CLASS", PageClass.class));
        fields = new VcpuMapState.Fields(vcpus.size(), pages.greatest());
        Set<HostOp> hostOps = Set.copyOf(bounds.constants("HOST_OPS", HostOp.class));
        code = new VcpuMap(fn, pages, hostOps, bounds.truth("PIN"), vcpus.size());
        fn.kvmVcpuMap = code::kvmVcpuMap;
        fn.kvmVcpuUnmap = code::kvmVcpuUnmap;
        changes.forEach(change -> change.accept(fn, code));
    }

    /**
     * The reference implementation at a model's bounds.
     *
     * @param bounds constant to value
     * @param substitutions operators replaced by the model; none is known
     * @param variant the id of a variant
     * @return empty if the variant or a substitution has no twin here
     * @throws IllegalArgumentException if a bound is missing or is not what it must be
     */
    public static Optional<VcpuMapProtocol> of(
            Map<String, Object> bounds, Map<String, String> substitutions, Optional<String> variant) {
        return Variants.ALL
                .of(substitutions, variant)
                .filter(chosen -> chosen.rest().isEmpty())
                .map(chosen -> new VcpuMapProtocol(new BoundsReader(bounds), chosen.changes()));
    }

    @Override
    public VcpuMapState newState() {
        return new VcpuMapState(fields);
    }

    @Override
    public void initialStates(Consumer<VcpuMapState> receiver) {
        VcpuMapState s = newState();
        pages.init(s);
        receiver.accept(s);
    }

    @Override
    public List<Move<VcpuMapState>> moves() {
        List<Move<VcpuMapState>> moves = new ArrayList<>();
        for (int i = 0; i < vcpus.size(); i++) {
            int v = i;
            Argument vcpu = new Argument("v", vcpus.get(v));
            Move.add(moves, "kvm_vcpu_map", s -> fn.kvmVcpuMap.of(s, v), vcpu);
            Move.add(moves, "kvm_vcpu_unmap", s -> fn.kvmVcpuUnmap.of(s, v), vcpu);
        }
        for (int f : pages.frames()) {
            Argument frame = new Argument("f", f);
            Move.add(moves, "do_anonymous_page", s -> code.doAnonymousPage(s, f), frame);
            Move.add(moves, "free_pages_and_swap_cache", s -> code.freePagesAndSwapCache(s, f), frame);
            Move.add(moves, "migrate_folio", s -> code.migrateFolio(s, f), frame);
            Move.add(moves, "wp_page_copy", s -> code.wpPageCopy(s, f), frame);
        }
        Move.add(moves, "zap_pte_range", code::zapPteRange);
        Move.add(moves, "try_to_migrate_one", code::tryToMigrateOne);
        Move.add(moves, "migrate_folio_undo", code::migrateFolioUndo);
        Move.add(moves, "copy_present_ptes", code::copyPresentPtes);
        Move.add(moves, "child_exits", code::childExits);
        return moves;
    }

    @Override
    public List<Rule<VcpuMapState>> rules() {
        List<Rule<VcpuMapState>> rules = new ArrayList<>(List.of(
                new Rule.Invariant<>("MapTypeOK", this::typeOk),
                new Rule.Invariant<>(
                        "MapHeldPageNotFreed", s -> each(v -> s.mapPfn(v) == NO_PFN || !s.inBuddy(s.mapPfn(v)))),
                new Rule.Invariant<>(
                        "MapHeldPageIsHosts",
                        s -> s.hostPte() == NO_PFN || each(v -> s.mapPfn(v) == NO_PFN || s.mapPfn(v) == s.hostPte())),
                new Rule.Invariant<>(
                        "MapHeldPageNotShared", s -> each(v -> s.mapPfn(v) == NO_PFN || s.mapPfn(v) != s.childPte())),
                new Rule.StepRule<>(
                        "MapStartsWithHostsPage",
                        (s, next) -> each(v -> s.isMapped(v) || !next.isMapped(v) || next.mapPfn(v) == s.hostPte())),
                new Rule.Invariant<>("MapMarksOnlyLivePages", s -> !s.pageMarkedDead()),
                new Rule.Invariant<>("MapReferencesBalanced", s -> pages.frames().stream()
                        .allMatch(f -> s.pageRefcount(f) == references(s, f)))));
        rules.addAll(new VcpuMapWitnesses(vcpus.size()).all());
        return rules;
    }

    /** Truth values and sets of frames are exact. */
    private boolean typeOk(VcpuMapState s) {
        return pages.typeOk(s)
                && IntStream.of(s.hostPte(), s.childPte(), s.migrating()).allMatch(pages::isFrameOrNone)
                && each(v -> pages.isFrameOrNone(s.mapPfn(v)));
    }

    private boolean each(IntPredicate holds) {
        return IntStream.range(0, vcpus.size()).allMatch(holds);
    }

    private int references(VcpuMapState s, int pfn) {
        int mappings = (int) IntStream.range(0, vcpus.size())
                .filter(v -> s.mapPfn(v) == pfn && s.mapRef(v))
                .count();
        return mappings
                + (s.hostPte() == pfn || s.migrating() == pfn ? 1 : 0)
                + (s.childPte() == pfn ? 1 : 0)
                + (s.inBatch(pfn) ? 1 : 0);
    }

    @Override
    public List<BiConsumer<VcpuMapState, VcpuMapState>> renamings(List<String> things) {
        return ThreadRenamings.of(things, vcpus.size(), 0, VcpuMapProtocol::rename);
    }

    private static void rename(VcpuMapState from, VcpuMapState to, int[] v, int[] n) {
        to.copyFrom(from);
        for (int i = 0; i < v.length; i++) {
            to.setMap(v[i], from.isMapped(i), from.mapPfn(i), from.mapRef(i));
        }
    }

    @Override
    public Map<String, Object> describe(VcpuMapState s) {
        Map<String, Object> state = new LinkedHashMap<>();
        pages.describe(s, state);
        state.put("host_pte", s.hostPte());
        state.put("child_pte", s.childPte());
        state.put("migrating", s.migrating());
        state.put("batch", set(pages.frames(), s::inBatch));
        state.put(
                "map",
                threads(
                        vcpus,
                        v -> Map.of("pc", s.isMapped(v) ? "mapped" : "none", "pfn", s.mapPfn(v), "ref", s.mapRef(v))));
        state.put("page_marked_dead", s.pageMarkedDead());
        return state;
    }
}
