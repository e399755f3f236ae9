package org.pfnproof.kernel.mmu;

import static org.pfnproof.kernel.mmu.KvmState.MIGRATION_PFN;
import static org.pfnproof.kernel.mmu.KvmState.NO_PFN;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.pfnproof.kernel.mmu.Bounds.Operation;
import org.pfnproof.kernel.mmu.Bounds.Vma;
import org.pfnproof.kernel.pages.StructPages;

/** What the host of {@link KvmMmu} may do to pages and entries: the first half of the TLA+ module {@code KvmMmuSteps}. */
final class HostRules {

    private static final Set<Vma> PFNMAP = EnumSet.of(Vma.PFNMAP, Vma.PFNMAP_RO);

    private final StructPages pages;
    private final PrimaryMmu host;
    private final Bounds bounds;
    private final int[] frames;
    private final int[] hvas;
    private final int invalidators;
    private final List<Boolean> writes;
    private final boolean zeroPageExists;

    HostRules(Bounds bounds, KvmMmu.Parts parts) {
        this.bounds = bounds;
        pages = parts.pages;
        host = parts.host;
        frames = pages.pfns();
        hvas = host.hvas();
        invalidators = bounds.invalidators().size();
        writes = bounds.writes();
        zeroPageExists = Arrays.stream(frames).anyMatch(pages::isZeroPfn);
    }

    boolean freePagesAreWithoutCount(KvmState s) {
        return Arrays.stream(frames)
                .filter(pages::isRam)
                .allMatch(f -> s.inBuddy(f) == (s.pageRefcount(f) == 0 && s.compoundHead(f) == f));
    }

    boolean compoundPagesAreAligned(KvmState s) {
        return Arrays.stream(frames).allMatch(f -> s.compoundHead(f) == f || f % 2 == 0 && s.compoundHead(f) == f - 1);
    }

    boolean zeroPageIsForReads(KvmState s) {
        return !zeroPageExists
                || Arrays.stream(hvas)
                        .filter(h -> maps(s, h) && host.vma(h) == Vma.ANON)
                        .allMatch(h -> writes.contains(!pages.isZeroPfn(s.hostPfn(h))));
    }

    boolean hostEntriesChangeForAReason(KvmState s, KvmState next) {
        return Arrays.stream(hvas).allMatch(h -> sameEntry(s, next, h) || hasReason(s, next, h));
    }

    private static boolean sameEntry(KvmState s, KvmState next, int h) {
        return s.hostPfn(h) == next.hostPfn(h) && s.hostWritable(h) == next.hostWritable(h);
    }

    private static boolean maps(KvmState s, int h) {
        return s.hostPfn(h) != NO_PFN && s.hostPfn(h) != MIGRATION_PFN;
    }

    private boolean hasReason(KvmState s, KvmState next, int h) {
        if (s.hostPfn(h) == NO_PFN) {
            return isFilled(s, next, h);
        } else if (next.hostPfn(h) == NO_PFN) {
            return isLookedAt(s, next, h, EnumSet.of(Operation.ZAP));
        } else if (s.hostPfn(h) == next.hostPfn(h)) {
            return s.hostWritable(h)
                    ? isLookedAt(s, next, h, EnumSet.of(Operation.WRPROTECT, Operation.FORK))
                    : isReused(s, next, h);
        } else if (!maps(s, h)) {
            return isRemapped(s, next, h);
        } else if (!maps(next, h)) {
            return isLookedAt(s, next, h, EnumSet.of(Operation.MIGRATE)) && s.hostWritable(h) == next.hostWritable(h);
        }
        return isLookedAt(s, next, h, EnumSet.of(Operation.COW))
                && !s.hostWritable(h)
                && next.hostWritable(h)
                && s.inBuddy(next.hostPfn(h));
    }

    /** A small page joins another one in its pair. */
    boolean smallPageJoins(KvmState s, KvmState next, boolean fromBelow) {
        return Arrays.stream(hvas)
                .filter(h -> fromBelow == (h % 2 != 0))
                .anyMatch(h -> host.vma(h) == Vma.THP
                        && s.hostPfn(h) == NO_PFN
                        && maps(next, h)
                        && pair(h).anyMatch(x -> maps(s, x)));
    }

    boolean cowGivenUp(KvmState s, KvmState next) {
        return Arrays.stream(hvas)
                .anyMatch(h -> sameEntry(s, next, h) && isLookedAt(s, next, h, EnumSet.of(Operation.COW)));
    }

    /** EntryWriteProtected. */
    boolean writeProtects(KvmState s, KvmState next) {
        return Arrays.stream(hvas)
                .anyMatch(h -> s.hostWritable(h)
                        && !next.hostWritable(h)
                        && isLookedAt(s, next, h, EnumSet.of(Operation.WRPROTECT)));
    }

    boolean childSharesPage(KvmState s) {
        return Arrays.stream(hvas).anyMatch(h -> s.childPfn(h) != NO_PFN && s.childPfn(h) == s.hostPfn(h));
    }

    boolean childGoesAway(KvmState s, KvmState next) {
        return Arrays.stream(hvas).anyMatch(h -> s.childPfn(h) != NO_PFN && next.childPfn(h) == NO_PFN);
    }

    boolean childFreesPage(KvmState s, KvmState next) {
        return childGoesAway(s, next) && Arrays.stream(frames).anyMatch(f -> s.inBuddy(f) != next.inBuddy(f));
    }

    /** Some invalidation that performs one of the operations looks at the entry, and goes on to the next. */
    private boolean isLookedAt(KvmState s, KvmState next, int h, Set<Operation> ops) {
        return IntStream.range(0, invalidators)
                .anyMatch(n -> ops.contains(s.invOp(n))
                        && s.invStep(n) == InvalidationStep.MODIFY
                        && s.invNext(n) == h
                        && next.invNext(n) == h + 1);
    }

    private boolean isFilled(KvmState s, KvmState next, int h) {
        int pfn = next.hostPfn(h);
        boolean writable = next.hostWritable(h);
        Vma vma = host.vma(h);
        if (!noInvalidatorMoves(s, next)) {
            return false;
        } else if (PFNMAP.contains(vma)) {
            return pfn == bounds.driverPfn().get(h) && writable == (vma == Vma.PFNMAP);
        } else if (maps(next, h) && pages.isZeroPfn(pfn)) {
            return vma != Vma.THP && !writable;
        } else if (!maps(next, h) || !s.inBuddy(pfn)) {
            return false;
        } else if (vma == Vma.THP) {
            return writable && hadRoom(s, h) == isLarge(next, h);
        }
        return writable == (vma == Vma.ANON);
    }

    /** The entries that a large page fills together. */
    private static IntStream pair(int h) {
        return h % 2 != 0 ? IntStream.of(h, h + 1) : IntStream.of(h - 1, h);
    }

    private static boolean hadRoom(KvmState s, int h) {
        return pair(h).allMatch(x -> s.hostPfn(x) == NO_PFN);
    }

    private static boolean isLarge(KvmState next, int h) {
        int head = next.compoundHead(next.hostPfn(h));
        return pair(h).allMatch(x -> maps(next, x) && next.compoundHead(next.hostPfn(x)) == head);
    }

    private boolean isReused(KvmState s, KvmState next, int h) {
        Vma vma = host.vma(h);
        return noInvalidatorMoves(s, next)
                && writes.contains(true)
                && (vma == Vma.ANON || vma == Vma.THP)
                && maps(next, h)
                && pages.isRam(next.hostPfn(h))
                && s.childPfn(h) == NO_PFN;
    }

    private boolean isRemapped(KvmState s, KvmState next, int h) {
        int pfn = next.hostPfn(h);
        return s.hostWritable(h) == next.hostWritable(h)
                && IntStream.range(0, invalidators)
                        .anyMatch(n -> s.invOp(n) == Operation.MIGRATE
                                && s.invStep(n) == InvalidationStep.AFTER
                                && s.invStart(n) == h
                                && next.invStep(n) == InvalidationStep.IDLE
                                && (pfn == s.invPfn(n) || s.inBuddy(pfn)));
    }

    private boolean noInvalidatorMoves(KvmState s, KvmState next) {
        return IntStream.range(0, invalidators)
                .allMatch(n -> s.invStep(n) == next.invStep(n)
                        && s.invOp(n) == next.invOp(n)
                        && s.invStart(n) == next.invStart(n)
                        && s.invEnd(n) == next.invEnd(n)
                        && s.invNext(n) == next.invNext(n)
                        && s.invPfn(n) == next.invPfn(n)
                        && Arrays.stream(frames).allMatch(f -> s.gathers(n, f) == next.gathers(n, f)));
    }
}
