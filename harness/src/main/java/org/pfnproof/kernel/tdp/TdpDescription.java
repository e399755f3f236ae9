package org.pfnproof.kernel.tdp;

import static org.pfnproof.kernel.Describing.function;
import static org.pfnproof.kernel.Describing.set;
import static org.pfnproof.kernel.Describing.text;
import static org.pfnproof.kernel.Describing.threadSet;
import static org.pfnproof.kernel.Describing.threads;
import static org.pfnproof.kernel.tdp.TdpState.NO_ROOT;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.pfnproof.kernel.notifier.NotifierDescription;

/** A {@link TdpState} in the spec's terms. */
final class TdpDescription {

    private static final String SLOTS_THREAD = "slots";

    private final List<String> vcpus;
    private final List<String> invalidators;
    private final List<String> readers;
    private final List<String> walks;
    private final List<Integer> gfns;
    private final List<Integer> roots;

    TdpDescription(List<String> vcpus, List<String> invalidators, List<Integer> gfns, List<Integer> roots) {
        this.vcpus = vcpus;
        this.invalidators = invalidators;
        this.readers = Stream.concat(vcpus.stream(), Stream.of(SLOTS_THREAD)).toList();
        this.walks =
                Stream.concat(invalidators.stream(), Stream.of(SLOTS_THREAD)).toList();
        this.gfns = gfns;
        this.roots = roots;
    }

    Map<String, Object> of(TdpState s) {
        Map<String, Object> state = NotifierDescription.of(s, readers, walks);
        state.put("sptes", function(roots, r -> function(gfns, g -> spte(s.spte(r, g)))));
        state.put("tdp_mmu_roots", rootList(s));
        state.put("invalid_roots", set(roots, s::isInvalid));
        state.put("scheduled_roots", set(roots, s::isScheduled));
        state.put("vcpu_root", threads(vcpus, s::vcpuRoot));
        state.put("free_obsolete", threadSet(vcpus, s::freesObsolete));
        state.put(
                "tlb",
                threads(vcpus, v -> function(gfns, g -> Map.of("pfn", text(s.tlbPfn(v, g)), "w", s.tlbW(v, g)))));
        state.put("host", function(gfns, g -> text(s.host(g))));
        state.put("dirty_bitmap", set(gfns, s::inDirtyBitmap));
        state.put("page", function(gfns, g -> Map.of("written", s.isWritten(g), "dirty", s.isDirty(g))));
        state.put("uncopied", set(gfns, s::isUncopied));
        state.put("marked_old", s.markedOld());
        state.put("fault", threads(vcpus, v -> fault(s, v)));
        state.put("iter", threads(walks, walk -> iter(s.iter(walk))));
        state.put(
                "inv",
                threads(
                        invalidators,
                        n -> Map.of(
                                "pc", text(s.invStep(n)),
                                "op", text(s.invOp(n)),
                                "start", s.invStart(n),
                                "end", s.invEnd(n))));
        state.put(
                "slots",
                Map.of(
                        "pc", text(s.slotsStep()),
                        "op", text(s.slotsOp()),
                        "harvest", set(gfns, s::isHarvested)));
        return state;
    }

    private static Map<Object, Object> rootList(TdpState s) {
        Map<Object, Object> list = new LinkedHashMap<>();
        for (int place = 0; s.listedRoot(place) != NO_ROOT; place++) {
            list.put(place + 1, s.listedRoot(place));
        }
        return list;
    }

    private static Map<String, Object> spte(Spte spte) {
        return Map.of(
                "st", text(spte.st()),
                "pfn", text(spte.pfn()),
                "w", spte.w(),
                "mmuw", spte.mmuw(),
                "a", spte.a(),
                "d", spte.d());
    }

    private static Map<String, Object> fault(TdpState s, int v) {
        return Map.of(
                "pc", text(s.faultStep(v)),
                "gfn", s.faultGfn(v),
                "kind", text(s.faultKind(v)),
                "old", spte(s.faultOld(v)),
                "mmu_seq", s.faultMmuSeq(v),
                "pfn", text(s.faultPfn(v)),
                "writable", s.faultWritable(v));
    }

    private static Map<String, Object> iter(Iter iter) {
        return Map.of(
                "root", iter.root(),
                "gfn", iter.gfn(),
                "old", spte(iter.old()),
                "yielded_gfn", iter.yieldedGfn(),
                "flush", iter.flush());
    }
}
