package org.pfnproof.kernel.mmu;

import static org.pfnproof.kernel.mmu.KvmState.NO_PFN;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.pfnproof.kernel.Rule;
import org.pfnproof.kernel.pages.StructPages;

/** What must hold of {@link KvmMmu}: the twin of the TLA+ module {@code KvmMmuProperties}. */
final class KvmMmuRules {

    private final StructPages pages;
    private final PrimaryMmu host;
    private final Functions fn;
    private final TypeRule types;
    private final BookkeepingRules bookkeeping;
    private final FaultRules faults;
    private final FaultWitnesses faultWitnesses;
    private final MappingWitnesses mappingWitnesses;
    private final HostRules hostRules;
    private final InvalidationRules invalidations;
    private final MappingChanges changes;
    private final int[] gfns;
    private final int[] frames;
    private final int[] hvas;
    private final int vcpus;
    private final int invalidators;

    KvmMmuRules(Bounds bounds, KvmMmu.Parts parts) {
        pages = parts.pages;
        host = parts.host;
        fn = parts.fn;
        types = new TypeRule(bounds, parts.pages);
        bookkeeping = new BookkeepingRules(bounds, parts);
        faults = new FaultRules(bounds);
        faultWitnesses = new FaultWitnesses(bounds, parts, bookkeeping);
        mappingWitnesses = new MappingWitnesses(bounds, parts, bookkeeping);
        hostRules = new HostRules(bounds, parts);
        invalidations = new InvalidationRules(bounds, parts);
        changes = parts.changes;
        gfns = parts.sptes.gfns();
        frames = pages.pfns();
        hvas = host.hvas();
        vcpus = bounds.vcpus().size();
        invalidators = bounds.invalidators().size();
    }

    List<Rule<PackedKvmState>> all(Profiles profile) {
        List<Rule<PackedKvmState>> rules = new ArrayList<>(base());
        rules.addAll(steps());
        if (profile == Profiles.LINUX_6_13) {
            rules.add(invariant("FaultinReleaseUnderLock", this::faultinReleaseUnderLock));
            rules.add(new Rule.StepRule<>("DirtyMarkNeedsWritableHost", this::dirtyMarkNeedsWritableHost));
        }
        rules.addAll(faultWitnesses.all(profile));
        rules.addAll(mappingWitnesses.all(profile));
        return rules;
    }

    private List<Rule<PackedKvmState>> base() {
        return List.of(
                invariant("TypeOK", types::typeOk),
                invariant("NoFreedPageMapped", this::noFreedPageMapped),
                invariant("NoMappingInInvalidatedRange", this::noMappingInInvalidatedRange),
                invariant("GuestMapsWhatHostMaps", this::guestMapsWhatHostMaps),
                invariant("WritableOnlyIfHostWritable", this::writableOnlyIfHostWritable),
                invariant("SharedPageIsReadOnly", this::sharedPageIsReadOnly),
                invariant("NoReferenceLeaked", s -> each(frames, f -> s.pageRefcount(f) <= holders(s, f))),
                invariant("NoReferenceStolen", s -> each(frames, f -> s.pageRefcount(f) >= holders(s, f))),
                invariant("FaultsLeaveNoReference", this::faultsLeaveNoReference),
                invariant("CountersNeverNegative", this::countersNeverNegative),
                invariant("InProgressCountsRunning", this::inProgressCountsRunning),
                invariant("MmuLockHeldByCriticalSections", bookkeeping::mmuLockHeldByCriticalSections),
                invariant("RangeCoversRunning", bookkeeping::rangeCoversRunning),
                invariant("MigrationEntryHasMigration", bookkeeping::migrationEntryHasMigration),
                invariant("IdleThreadsKeepNothing", bookkeeping::idleThreadsKeepNothing),
                invariant("FaultsFitTheirAccess", faults::faultsFitTheirAccess),
                new Rule.StepRule<>("FaultsEndForAReason", faults::faultsEndForAReason),
                invariant("MarksOnlyLivePages", s -> !s.deadMark()),
                invariant("MappedPageHasPageCount", s -> mapped(s, f -> StructPages.pageCount(s, f) > 0)),
                invariant("MappedPageHasPageRefCount", s -> mapped(s, f -> StructPages.pageRefCount(s, f) > 0)),
                invariant("MappedStructPageIsCounted", this::mappedStructPageIsCounted),
                invariant(
                        "SpecialPageHasNoCount",
                        s -> each(frames, f -> !pages.isSpecial(f) || StructPages.pageRefCount(s, f) == 0)),
                invariant("KvmHoldsRefWhileMapped", s -> mapped(s, f -> faultRefs(s, s.compoundHead(f)) > 0)),
                invariant(
                        "PrimaryMmuHoldsRefWhileMapped",
                        s -> mapped(s, f -> host.hostMappings(s, s.compoundHead(f)) > 0)),
                new Rule.StepRule<>("NeverZeroToOne", this::neverZeroToOne),
                new Rule.StepRule<>("NoInvalidSpteChange", this::noInvalidSpteChange),
                new Rule.StepRule<>("GuestSeesOnlyWhatHostMaps", this::guestSeesOnlyWhatHostMaps));
    }

    /** The module KvmMmuSteps. */
    private List<Rule<PackedKvmState>> steps() {
        return List.of(
                invariant("FreePagesAreWithoutCount", hostRules::freePagesAreWithoutCount),
                invariant("CompoundPagesAreAligned", hostRules::compoundPagesAreAligned),
                invariant("ZeroPageIsForReads", hostRules::zeroPageIsForReads),
                new Rule.StepRule<>("HostEntriesChangeForAReason", hostRules::hostEntriesChangeForAReason),
                new Rule.StepRule<>("OperationsDoTheirWork", invalidations::operationsDoTheirWork),
                new Rule.StepRule<>("InvalidationsGoInOrder", invalidations::invalidationsGoInOrder),
                new Rule.StepRule<>("WalksAreOrderly", invalidations::walksAreOrderly),
                new Rule.StepRule<>("SptesChangeForAReason", invalidations::sptesChangeForAReason),
                new Rule.StepRule<>("UnlockedTestsSaveWork", faults::unlockedTestsSaveWork),
                new Rule.StepWitness<>("SmallPageJoinsFromBelow", (s, next) -> hostRules.smallPageJoins(s, next, true)),
                new Rule.StepWitness<>(
                        "SmallPageJoinsFromAbove", (s, next) -> hostRules.smallPageJoins(s, next, false)),
                new Rule.StepWitness<>("EndsWithoutMemslot", invalidations::endsWithoutMemslot),
                new Rule.StepWitness<>("CowGivenUp", hostRules::cowGivenUp),
                new Rule.StepWitness<>("EntryWriteProtected", hostRules::writeProtects),
                new Rule.Witness<>("ChildSharesPage", hostRules::childSharesPage),
                new Rule.StepWitness<>("ChildGoesAway", hostRules::childGoesAway),
                new Rule.StepWitness<>("ChildFreesPage", hostRules::childFreesPage));
    }

    private static Rule<PackedKvmState> invariant(String id, Predicate<PackedKvmState> holds) {
        return new Rule.Invariant<>(id, holds);
    }

    private static boolean each(int[] things, IntPredicate holds) {
        for (int thing : things) {
            if (!holds.test(thing)) {
                return false;
            }
        }
        return true;
    }

    private boolean noFreedPageMapped(KvmState s) {
        return each(gfns, g -> mapsNoFreedPage(s, g));
    }

    /** NoFreedPageMapped, of one gfn. */
    static boolean mapsNoFreedPage(KvmState s, int g) {
        return s.sptePfn(g) == NO_PFN || !s.freedUnder(g) && !s.inBuddy(s.sptePfn(g));
    }

    private boolean noMappingInInvalidatedRange(KvmState s) {
        for (int n = 0; n < invalidators; n++) {
            int running = n;
            if (!each(gfns, g -> mapsNothingInvalidatedBy(s, running, g))) {
                return false;
            }
        }
        return true;
    }

    /** NoMappingInInvalidatedRange, of one invalidator and one gfn. */
    static boolean mapsNothingInvalidatedBy(KvmState s, int n, int g) {
        boolean started = s.invStep(n) == InvalidationStep.MODIFY || s.invStep(n) == InvalidationStep.IN_PROGRESS_DEC;
        return !started || s.sptePfn(g) == NO_PFN || !Invalidation.gfnOfRange(s, n, g);
    }

    private boolean guestMapsWhatHostMaps(KvmState s) {
        return each(gfns, g -> mapsWhatHostMaps(s, g));
    }

    /** GuestMapsWhatHostMaps, of one gfn. */
    static boolean mapsWhatHostMaps(KvmState s, int g) {
        return s.sptePfn(g) == NO_PFN || s.sptePfn(g) == s.hostPfn(s.gfnToHva(g));
    }

    private boolean writableOnlyIfHostWritable(KvmState s) {
        return each(gfns, g -> !s.spteWritable(g) || s.hostWritable(s.gfnToHva(g)));
    }

    private boolean sharedPageIsReadOnly(KvmState s) {
        return each(hvas, h -> {
            int child = s.childPfn(h);
            return child == NO_PFN
                    || !(s.hostPfn(h) == child && s.hostWritable(h))
                            && each(gfns, g -> s.sptePfn(g) != child || !s.spteWritable(g));
        });
    }

    private int faultRefs(KvmState s, int head) {
        int count = 0;
        for (int v = 0; v < vcpus; v++) {
            if (fn.holdsRef.of(s, v) && s.compoundHead(s.faultPfn(v)) == head) {
                count++;
            }
        }
        return count;
    }

    private int holders(KvmState s, int head) {
        return hostRefs(s, head) + faultRefs(s, head);
    }

    private int hostRefs(KvmState s, int head) {
        int count = host.hostMappings(s, head) + pages.ownersRefs(head);
        for (int n = 0; n < invalidators; n++) {
            count += changes.refs(s, n, head);
        }
        return count;
    }

    private boolean faultsLeaveNoReference(KvmState s) {
        for (int v = 0; v < vcpus; v++) {
            if (s.faultPfn(v) != KvmState.NO_PFN) {
                return true;
            }
        }
        return each(frames, f -> s.pageRefcount(f) == hostRefs(s, f));
    }

    private boolean countersNeverNegative(KvmState s) {
        return s.mmuInvalidateInProgress() >= 0 && each(frames, f -> s.pageRefcount(f) >= 0);
    }

    private boolean inProgressCountsRunning(KvmState s) {
        if (s.mmuLockWriter() != KvmState.NO_WRITER) {
            return true;
        }
        int running = 0;
        for (int n = 0; n < invalidators; n++) {
            if (bookkeeping.running(s, n)) {
                running++;
            }
        }
        return s.mmuInvalidateInProgress() == running;
    }

    private boolean mapped(KvmState s, IntPredicate holds) {
        return each(gfns, g -> {
            int pfn = s.sptePfn(g);
            return pfn == NO_PFN || !pages.isRam(pfn) || holds.test(pfn);
        });
    }

    private boolean mappedStructPageIsCounted(KvmState s) {
        return each(gfns, g -> {
            int pfn = s.sptePfn(g);
            return pfn == NO_PFN || !pages.kvmPfnIsRefcounted(pfn) || StructPages.pageCount(s, pfn) > 0;
        });
    }

    private boolean faultinReleaseUnderLock(KvmState s) {
        for (int v = 0; v < vcpus; v++) {
            if (s.faultStep(v) == FaultStep.RELEASE && !s.readsMmuLock(v) && !s.faultRetry(v)) {
                return false;
            }
        }
        return true;
    }

    private boolean dirtyMarkNeedsWritableHost(KvmState s, KvmState next) {
        for (int v = 0; v < vcpus; v++) {
            boolean marksDirty = s.faultStep(v) == FaultStep.RELEASE
                    && next.faultStep(v) != FaultStep.RELEASE
                    && s.faultMapWritable(v)
                    && !s.faultRetry(v);
            int hva = PageFault.hvaOfFault(s, v);
            if (marksDirty && (s.hostPfn(hva) != s.faultPfn(v) || !s.hostWritable(hva))) {
                return false;
            }
        }
        return true;
    }

    private boolean neverZeroToOne(KvmState s, KvmState next) {
        return each(
                frames, f -> s.pageRefcount(f) != 0 || next.pageRefcount(f) <= 0 || s.inBuddy(f) && !next.inBuddy(f));
    }

    private boolean noInvalidSpteChange(KvmState s, KvmState next) {
        return each(gfns, g -> s.sptePfn(g) == NO_PFN || next.sptePfn(g) == NO_PFN || s.sptePfn(g) == next.sptePfn(g));
    }

    /** The step as one of the abstract spec GuestView: Map, Unmap, HostChanges, or none. */
    private boolean guestSeesOnlyWhatHostMaps(KvmState s, KvmState next) {
        boolean guestSame = each(gfns, g -> sameSpte(s, next, g));
        boolean hostSame =
                each(hvas, h -> s.hostPfn(h) == next.hostPfn(h) && s.hostWritable(h) == next.hostWritable(h));
        if (guestSame) {
            return hostSame || each(gfns, g -> next.sptePfn(g) == NO_PFN || covers(next, next, g));
        }
        return hostSame && (isMap(s, next) || each(gfns, g -> next.sptePfn(g) == NO_PFN || sameSpte(s, next, g)));
    }

    private boolean isMap(KvmState s, KvmState next) {
        int changed = 0;
        for (int g : gfns) {
            if (!sameSpte(s, next, g)) {
                changed++;
                if (next.sptePfn(g) == NO_PFN || !covers(s, next, g)) {
                    return false;
                }
            }
        }
        return changed == 1;
    }

    private static boolean sameSpte(KvmState s, KvmState next, int g) {
        return s.sptePfn(g) == next.sptePfn(g) && s.spteWritable(g) == next.spteWritable(g);
    }

    /** Whether the host's entry in one state covers the guest's in another. */
    private static boolean covers(KvmState hostState, KvmState guestState, int g) {
        int hva = hostState.gfnToHva(g);
        return hostState.hostPfn(hva) == guestState.sptePfn(g)
                && (!guestState.spteWritable(g) || hostState.hostWritable(hva));
    }
}
