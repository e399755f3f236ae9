package org.pfnproof.kernel.mmu;

import static org.pfnproof.kernel.mmu.KvmState.MIGRATION_PFN;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.pfnproof.kernel.Rule;
import org.pfnproof.kernel.mmu.Bounds.Operation;
import org.pfnproof.kernel.notifier.MmuNotifier;
import org.pfnproof.kernel.pages.StructPages;

/** What the mappings of {@link KvmMmu} must go through, or a run says nothing: the witnesses about invalidations, entries and pages. */
final class MappingWitnesses {

    private final StructPages pages;
    private final PrimaryMmu host;
    private final BookkeepingRules bookkeeping;
    private final int[] gfns;
    private final int[] frames;
    private final int[] hvas;
    private final int invalidators;

    MappingWitnesses(Bounds bounds, KvmMmu.Parts parts, BookkeepingRules bookkeeping) {
        pages = parts.pages;
        host = parts.host;
        this.bookkeeping = bookkeeping;
        gfns = parts.sptes.gfns();
        frames = pages.pfns();
        hvas = host.hvas();
        invalidators = bounds.invalidators().size();
    }

    /** Asks something of one invalidator's part in a step. */
    @FunctionalInterface
    private interface InvalidatorStep {
        boolean is(KvmState s, KvmState next, int n);
    }

    List<Rule<PackedKvmState>> all(Profiles profile) {
        List<Rule<PackedKvmState>> all = new ArrayList<>(List.of(
                new Rule.Witness<>("OverlappingInvalidations", s -> s.mmuInvalidateInProgress() >= 2),
                spte(
                        "RangeCoversMoreThanItsParts",
                        (s, g) -> s.mmuInvalidateInProgress() >= 2
                                && MmuNotifier.inRange(s, g)
                                && !bookkeeping.isInvalidated(s, g)),
                step("PageFreedBeforeEnd", this::pageFreedBeforeEnd),
                spte("TailPageMapped", (s, g) -> mapped(s, g) && StructPages.pageTail(s, s.sptePfn(g))),
                spte("ReadOnlySpte", MappingWitnesses::readOnly),
                spte("WritableSpte", KvmState::spteWritable),
                new Rule.StepWitness<>(
                        "SpteUpgraded", (s, next) -> any(gfns, g -> readOnly(s, g) && next.spteWritable(g))),
                spte("ZeroPageMapped", (s, g) -> mapped(s, g) && pages.isZeroPfn(s.sptePfn(g))),
                spte("PfnmapMapped", (s, g) -> mapped(s, g) && host.isPfnmap(s.gfnToHva(g))),
                new Rule.Witness<>(
                        "CowMovedPage", s -> anyInvalidator(n -> s.invOp(n) == Operation.COW && !s.gatherIsEmpty(n))),
                step("CowOfZeroPage", this::cowOfZeroPage),
                step(
                        "MigrationMovedPage",
                        (s, next, n) -> migrationEnds(s, next, n) && next.hostPfn(s.invStart(n)) != s.invPfn(n)),
                step(
                        "MigrationRefused",
                        (s, next, n) -> migrationEnds(s, next, n) && next.hostPfn(s.invStart(n)) == s.invPfn(n)),
                new Rule.StepWitness<>("WriteFillsEmptyEntry", this::writeFillsEmptyEntry)));
        if (profile == Profiles.LINUX_6_13) {
            all.add(spte("SpecialLaterPageMapped", (s, g) -> mapped(s, g) && pages.isSpecialLater(s.sptePfn(g))));
        }
        return all;
    }

    private Rule<PackedKvmState> spte(String id, Functions.PfnTest seen) {
        return new Rule.Witness<>(id, s -> any(gfns, g -> seen.of(s, g)));
    }

    private Rule<PackedKvmState> step(String id, InvalidatorStep seen) {
        return new Rule.StepWitness<>(id, (s, next) -> anyInvalidator(n -> seen.is(s, next, n)));
    }

    private static boolean any(int[] things, IntPredicate is) {
        for (int thing : things) {
            if (is.test(thing)) {
                return true;
            }
        }
        return false;
    }

    private boolean anyInvalidator(IntPredicate is) {
        for (int n = 0; n < invalidators; n++) {
            if (is.test(n)) {
                return true;
            }
        }
        return false;
    }

    private static boolean mapped(KvmState s, int g) {
        return Sptes.isShadowPresentPte(s, g);
    }

    private static boolean readOnly(KvmState s, int g) {
        return mapped(s, g) && !s.spteWritable(g);
    }

    private boolean mapsZeroPage(KvmState s, int h) {
        return PrimaryMmu.ptePresent(s, h) && pages.isZeroPfn(s.hostPfn(h));
    }

    private boolean pageFreedBeforeEnd(KvmState s, KvmState next, int n) {
        return s.invStep(n) == InvalidationStep.MODIFY
                && next.invStep(n) == InvalidationStep.MODIFY
                && !pages.sameBuddy(s, next)
                && any(frames, f -> s.gathers(n, f) != next.gathers(n, f));
    }

    private boolean cowOfZeroPage(KvmState s, KvmState next, int n) {
        int at = s.invNext(n);
        return s.invOp(n) == Operation.COW
                && at != next.invNext(n)
                && any(hvas, h -> h == at && mapsZeroPage(s, h) && next.hostWritable(h));
    }

    /** A migration gives its entry a page again. */
    private static boolean migrationEnds(KvmState s, KvmState next, int n) {
        return s.invOp(n) == Operation.MIGRATE
                && next.invStep(n) == InvalidationStep.IDLE
                && s.hostPfn(s.invStart(n)) == MIGRATION_PFN;
    }

    private boolean writeFillsEmptyEntry(KvmState s, KvmState next) {
        return any(hvas, h -> PrimaryMmu.pteNone(s, h) && next.hostWritable(h) && !mapsZeroPage(next, h));
    }
}
