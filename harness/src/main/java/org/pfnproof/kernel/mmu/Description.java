package org.pfnproof.kernel.mmu;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;

/** A state in the terms of the TLA+ spec {@code KvmMmu}: variable to value. */
final class Description {

    private final Bounds bounds;

    Description(Bounds bounds) {
        this.bounds = bounds;
    }

    /** The spec's string for an enum's constant. */
    static String text(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    Map<String, Object> of(KvmState s) {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("page_refcount", function(bounds.frames(), s::pageRefcount));
        state.put("page_head", function(bounds.frames(), s::compoundHead));
        state.put("buddy", set(bounds.frames(), s::inBuddy));
        state.put("mmu_invalidate_seq", s.mmuInvalidateSeq());
        state.put("mmu_invalidate_in_progress", s.mmuInvalidateInProgress());
        state.put(
                "mmu_invalidate_range", Map.of("start", s.mmuInvalidateRangeStart(), "end", s.mmuInvalidateRangeEnd()));
        state.put("mmu_lock", Map.of("writer", writer(s), "readers", readers(s)));
        state.put("spte", function(bounds.gfns(), gfn -> pte(s.sptePfn(gfn), s.spteWritable(gfn))));
        state.put("freed_under", set(bounds.gfns(), s::freedUnder));
        state.put("dead_mark", s.deadMark());
        state.put("host_pte", function(bounds.hvas(), hva -> pte(s.hostPfn(hva), s.hostWritable(hva))));
        state.put("child_pte", function(bounds.hvas(), s::childPfn));
        state.put("inv", threads(bounds.invalidators(), n -> invalidation(s, n)));
        state.put("fault", threads(bounds.vcpus(), v -> fault(s, v)));
        return state;
    }

    private Set<Object> writer(KvmState s) {
        return s.mmuLockWriter() == KvmState.NO_WRITER
                ? Set.of()
                : Set.of(bounds.invalidators().get(s.mmuLockWriter()));
    }

    private Set<Object> readers(KvmState s) {
        Set<Object> readers = new LinkedHashSet<>();
        for (int v = 0; v < bounds.vcpus().size(); v++) {
            if (s.readsMmuLock(v)) {
                readers.add(bounds.vcpus().get(v));
            }
        }
        return readers;
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

    private static Map<Object, Object> function(List<Integer> domain, IntFunction<Object> value) {
        Map<Object, Object> function = new LinkedHashMap<>();
        domain.forEach(argument -> function.put(argument, value.apply(argument)));
        return function;
    }

    private static Map<Object, Object> threads(List<String> names, IntFunction<Object> value) {
        Map<Object, Object> function = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            function.put(names.get(i), value.apply(i));
        }
        return function;
    }

    private static Set<Object> set(List<Integer> all, IntPredicate member) {
        return new LinkedHashSet<>(
                new ArrayList<>(all).stream().filter(member::test).toList());
    }
}
