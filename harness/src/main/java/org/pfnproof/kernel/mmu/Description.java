package org.pfnproof.kernel.mmu;

import static org.pfnproof.kernel.Describing.function;
import static org.pfnproof.kernel.Describing.set;
import static org.pfnproof.kernel.Describing.text;
import static org.pfnproof.kernel.Describing.threads;

import java.util.LinkedHashMap;
import java.util.Map;
import org.pfnproof.kernel.notifier.NotifierDescription;
import org.pfnproof.kernel.pages.StructPages;

/** A state in the terms of the TLA+ spec {@code KvmMmu}: variable to value. */
final class Description {

    private final Bounds bounds;
    private final StructPages pages;

    Description(Bounds bounds, StructPages pages) {
        this.bounds = bounds;
        this.pages = pages;
    }

    Map<String, Object> of(KvmState s) {
        Map<String, Object> state = NotifierDescription.of(s, bounds.vcpus(), bounds.invalidators());
        pages.describe(s, state);
        state.put("spte", function(bounds.gfns(), gfn -> pte(s.sptePfn(gfn), s.spteWritable(gfn))));
        state.put("freed_under", set(bounds.gfns(), s::freedUnder));
        state.put("dead_mark", s.deadMark());
        state.put("host_pte", function(bounds.hvas(), hva -> pte(s.hostPfn(hva), s.hostWritable(hva))));
        state.put("child_pte", function(bounds.hvas(), s::childPfn));
        state.put("inv", threads(bounds.invalidators(), n -> invalidation(s, n)));
        state.put("fault", threads(bounds.vcpus(), v -> fault(s, v)));
        return state;
    }

    private static Map<String, Object> pte(int pfn, boolean writable) {
        return Map.of("pfn", pfn, "w", writable);
    }

    private Map<String, Object> invalidation(KvmState s, int n) {
        Map<String, Object> inv = new LinkedHashMap<>();
        inv.put("pc", text(s.invStep(n)));
        inv.put("op", text(s.invOp(n)));
        inv.put("start", s.invStart(n));
        inv.put("end", s.invEnd(n));
        inv.put("next", s.invNext(n));
        inv.put("gather", set(bounds.frames(), pfn -> s.gathers(n, pfn)));
        inv.put("pfn", s.invPfn(n));
        return inv;
    }

    private static Map<String, Object> fault(KvmState s, int v) {
        Map<String, Object> fault = new LinkedHashMap<>();
        fault.put("pc", text(s.faultStep(v)));
        fault.put("gfn", s.faultGfn(v));
        fault.put("write", s.faultWrite(v));
        fault.put("mmu_seq", s.faultMmuSeq(v));
        fault.put("pfn", s.faultPfn(v));
        fault.put("map_writable", s.faultMapWritable(v));
        fault.put("retry", s.faultRetry(v));
        return fault;
    }
}
