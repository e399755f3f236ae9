package org.pfnproof.kernel.mmu;

import static org.pfnproof.kernel.mmu.KvmState.MIGRATION_PFN;
import static org.pfnproof.kernel.mmu.KvmState.NO_PFN;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.pfnproof.kernel.mmu.Bounds.Operation;
import org.pfnproof.kernel.mmu.Bounds.Vma;
import org.pfnproof.kernel.pages.StructPages;

/** In which order invalidations of {@link KvmMmu} go, and what they leave behind: the second half of the TLA+ module {@code KvmMmuSteps}. */
final class InvalidationRules {

    private final StructPages pages;
    private final PrimaryMmu host;
    private final Bounds bounds;
    private final int[] gfns;
    private final int[] frames;
    private final int vcpus;
    private final int invalidators;

    InvalidationRules(Bounds bounds, KvmMmu.Parts parts) {
        this.bounds = bounds;
        pages = parts.pages;
        host = parts.host;
        gfns = parts.sptes.gfns();
        frames = pages.pfns();
        vcpus = bounds.vcpus().size();
        invalidators = bounds.invalidators().size();
    }

    boolean operationsDoTheirWork(KvmState s, KvmState next) {
        return IntStream.range(0, invalidators)
                .filter(n -> s.invStep(n) == InvalidationStep.MODIFY && next.invStep(n) == InvalidationStep.MODIFY)
                .allMatch(n -> s.invNext(n) == next.invNext(n) || leavesBehind(s, next, n));
    }

    private boolean leavesBehind(KvmState s, KvmState next, int n) {
        int h = s.invNext(n);
        return h < s.invEnd(n)
                && next.invNext(n) == h + 1
                && switch (s.invOp(n)) {
                    case NONE -> false;
                    case ZAP -> next.hostPfn(h) == NO_PFN;
                    case WRPROTECT -> !next.hostWritable(h) || isPfnmap(h);
                    case FORK ->
                        !hasWork(s, Operation.FORK, h)
                                || s.childPfn(h) != NO_PFN
                                || !next.hostWritable(h) && next.childPfn(h) == s.hostPfn(h);
                    case COW -> next.hostWritable(h) || !maps(next, h);
                    case MIGRATE -> next.hostPfn(h) != s.invPfn(n);
                };
    }

    private boolean isPfnmap(int h) {
        return host.vma(h) == Vma.PFNMAP || host.vma(h) == Vma.PFNMAP_RO;
    }

    private static boolean maps(KvmState s, int h) {
        return s.hostPfn(h) != NO_PFN && s.hostPfn(h) != MIGRATION_PFN;
    }

    private boolean hasWork(KvmState s, Operation op, int h) {
        boolean normal = maps(s, h) && !isPfnmap(h) && !pages.isZeroPfn(s.hostPfn(h));
        return switch (op) {
            case NONE -> false;
            case ZAP -> s.hostPfn(h) != NO_PFN;
            case WRPROTECT, FORK -> normal;
            case COW -> maps(s, h) && !s.hostWritable(h) && (host.vma(h) == Vma.ANON || host.vma(h) == Vma.THP);
            case MIGRATE -> normal && s.childPfn(h) == NO_PFN && isSmall(s, s.hostPfn(h));
        };
    }

    private boolean isSmall(KvmState s, int pfn) {
        return Arrays.stream(frames).allMatch(f -> (s.compoundHead(f) == s.compoundHead(pfn)) == (f == pfn));
    }

    boolean invalidationsGoInOrder(KvmState s, KvmState next) {
        return IntStream.range(0, invalidators)
                .allMatch(n -> (s.invStep(n) == next.invStep(n) || stepIsNext(s, next, n))
                        && (sameGather(s, next, n) || mayPut(s.invStep(n))));
    }

    private boolean sameGather(KvmState s, KvmState next, int n) {
        return Arrays.stream(frames).allMatch(f -> s.gathers(n, f) == next.gathers(n, f));
    }

    private static boolean mayPut(InvalidationStep step) {
        return step == InvalidationStep.MODIFY || step == InvalidationStep.AFTER;
    }

    boolean endsWithoutMemslot(KvmState s, KvmState next) {
        return IntStream.range(0, invalidators)
                .anyMatch(n -> s.invStep(n) == InvalidationStep.MODIFY
                        && (next.invStep(n) == InvalidationStep.IDLE || next.invStep(n) == InvalidationStep.AFTER));
    }

    private boolean stepIsNext(KvmState s, KvmState next, int n) {
        InvalidationStep to = next.invStep(n);
        boolean met = meets(s.invStart(n), s.invEnd(n));
        InvalidationStep ended =
                s.gatherIsEmpty(n) && s.invPfn(n) == NO_PFN ? InvalidationStep.IDLE : InvalidationStep.AFTER;
        return switch (s.invStep(n)) {
            case IDLE -> to == InvalidationStep.BEGIN && begins(s, next, n);
            case BEGIN -> to == (met ? InvalidationStep.RANGE_ADD : InvalidationStep.MODIFY);
            case RANGE_ADD -> to == InvalidationStep.UNMAP;
            case UNMAP, UNMAP_RESUMED ->
                to == InvalidationStep.MODIFY || bounds.mayBlock() && to == InvalidationStep.UNMAP_YIELDED;
            case UNMAP_YIELDED -> to == InvalidationStep.UNMAP_RESUMED;
            case MODIFY -> s.invNext(n) == s.invEnd(n) && to == (met ? InvalidationStep.IN_PROGRESS_DEC : ended);
            case IN_PROGRESS_DEC -> to == ended;
            case AFTER -> to == InvalidationStep.IDLE && gathered(s, n) < 2;
        };
    }

    private boolean meets(int start, int end) {
        return Arrays.stream(gfns).anyMatch(g -> start <= g && g < end);
    }

    private long gathered(KvmState s, int n) {
        return Arrays.stream(frames).filter(f -> s.gathers(n, f)).count();
    }

    private boolean begins(KvmState s, KvmState next, int n) {
        int start = next.invStart(n);
        int end = next.invEnd(n);
        Operation op = next.invOp(n);
        boolean single = op == Operation.COW || op == Operation.MIGRATE;
        return next.invNext(n) == start
                && start < end
                && bounds.hvas().contains(start)
                && bounds.hvas().contains(end - 1)
                && (!single || end == start + 1)
                && IntStream.range(start, end).anyMatch(h -> hasWork(s, op, h));
    }

    private static boolean walks(KvmState s, KvmState next, int n) {
        InvalidationStep from = s.invStep(n);
        return (from == InvalidationStep.UNMAP || from == InvalidationStep.UNMAP_RESUMED) && next.invStep(n) != from;
    }

    boolean walksAreOrderly(KvmState s, KvmState next) {
        return IntStream.range(0, invalidators)
                .allMatch(n -> (!walks(s, next, n) || walkIsOrderly(s, next, n))
                        && (s.invStep(n) != InvalidationStep.UNMAP_YIELDED || next.invNext(n) == s.invNext(n)));
    }

    private boolean walkIsOrderly(KvmState s, KvmState next, int n) {
        boolean yields = next.invStep(n) == InvalidationStep.UNMAP_YIELDED;
        int from = s.invNext(n);
        int to = yields ? next.invNext(n) : s.invEnd(n);
        boolean goesOn = yields
                ? Arrays.stream(gfns).anyMatch(g -> g == to && from <= g && g < s.invEnd(n))
                        && (s.invStep(n) != InvalidationStep.UNMAP_RESUMED || to > from)
                : next.invNext(n) == s.invStart(n);
        return goesOn
                && Arrays.stream(gfns)
                        .allMatch(g -> (g < s.invStart(n) || g >= to || next.sptePfn(g) == NO_PFN)
                                && (from <= g && g < to || sameSpte(s, next, g)));
    }

    private static boolean sameSpte(KvmState s, KvmState next, int g) {
        return s.sptePfn(g) == next.sptePfn(g) && s.spteWritable(g) == next.spteWritable(g);
    }

    boolean sptesChangeForAReason(KvmState s, KvmState next) {
        return Arrays.stream(gfns)
                .allMatch(g -> sameSpte(s, next, g)
                        || (next.sptePfn(g) == NO_PFN ? isZapped(s, next, g) : isMapped(s, next, g)));
    }

    private boolean isMapped(KvmState s, KvmState next, int g) {
        return IntStream.range(0, vcpus)
                .anyMatch(v ->
                        s.faultStep(v) == FaultStep.MAP && next.faultStep(v) != FaultStep.MAP && s.faultGfn(v) == g);
    }

    private boolean isZapped(KvmState s, KvmState next, int g) {
        return IntStream.range(0, invalidators)
                .anyMatch(n -> walks(s, next, n) && s.invStart(n) <= g && g < s.invEnd(n));
    }
}
