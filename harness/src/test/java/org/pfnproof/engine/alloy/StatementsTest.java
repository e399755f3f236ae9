package org.pfnproof.engine.alloy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pfnproof.testing.Fixture.edit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pfnproof.catalogue.Property;
import org.pfnproof.catalogue.Variant;
import org.pfnproof.engine.alloy.child.AlloyReport;
import org.pfnproof.engine.alloy.child.AlloyReport.Listed;
import org.pfnproof.engine.alloy.child.AlloyReport.Solved;
import org.pfnproof.engine.alloy.child.AlloyRequest;
import org.pfnproof.engine.alloy.child.Jobs;

/** Each statement of the project's specs can fail. Solved in this JVM, which is warm. */
class StatementsTest {

    /** Statement to a change of the specs after which it does not hold; those without one are broken by a variant. */
    private static final String CHANGES = """
            compound-pages  | EveryPfnHasOneClass          | CompoundPages | (c = FreePage and some p and no b) | (c = FreePage and some p)
            compound-pages  | BlocksHaveTheirSizes         | CompoundPages | (b.kind in Compound + Bare + Split implies place != f) | (b.kind in Compound + Bare implies place != f)
            compound-pages  | OneZeroPfn                   | CompoundPages | lone kind.ZeroBlock | some Kind
            compound-pages  | HeadsHaveTails               | CompoundPages | { no ps.compoundHead and PG_head not in ps.flags } | { no ps.compoundHead }
            compound-pages  | HeadsAreNoTails              | CompoundPages | PG_head in h.flags and no h.compoundHead | PG_head in h.flags
            compound-pages  | PageCountSeesLivePages       | CompoundPages | { compound_head[p].count } | { p.count }
            compound-pages  | CountsDifferOnlyOnTails      | CompoundPages | fun page_ref_count[p: Page]: one Count { p.count } | fun page_ref_count[p: Page]: one Count { Zero }
            compound-pages  | CountSeparatesTailsFromLater | CompoundPages | q = CountIsZero and page_count | q = CountIsZero and page_ref_count
            compound-pages  | RefCountCannotSeparateTails  | CompoundPages | (PageTail[p] or (b.kind = Bare and p != firstPage[b])) | PageTail[p]
            compound-pages  | LaterPagesLookFree           | CompoundPages | (Page - Block.pages).count in Zero | (Page - Block.pages).count in Positive
            compound-pages  | CountedSinglesLookAlike      | CompoundPages | b.kind in ZeroBlock + Device + Firmware | b.kind in ZeroBlock + Device + Firmware + Split
            compound-pages  | NothingElseLooksAlike        | CompoundPages | (q = IsZoneDevice and | (q = IsZoneDevice and no Pfn and
            refcounted-pages| ReservedMemoryIsLeftAlone    | KvmRefcounted | (not PageReserved[p] or is_zero_pfn[f] or is_zone_device_page[p]) | some p
            page-refs-any-length | InvariantHoldsInitially | PageRefs      | Free = Page | no Free
            page-refs-any-length | InvariantIsInductive    | PageRefs      | some t and p + t in Free | some t and p in Free
            page-refs-any-length | StepsKeepTheRules       | PageRefs      | gt[page_ref_count[p], Zero] | some p
            seq-ordering-lockless | SeqNeverRunsBack       | MemoryModel   | { of - sees } | { none -> none }
            seq-ordering-locked  | EarlyTestSeesNoEnd      | MemoryModel   | ((OrderingUnlock <: po :> Lock) + ~from) | (OrderingUnlock <: po :> Lock)
            memory-model-litmus | NeverMpWmbRmb        | MemoryModel | rf.poRel + wmb + unlockLock | rf.poRel + unlockLock
            memory-model-litmus | NeverMpUnlockLockRmb | MemoryModel | rf.poRel + wmb + unlockLock | rf.poRel + wmb
            memory-model-litmus | NeverMpOneLockRmb    | MemoryModel | ((OrderingUnlock <: po :> Lock) + ~from) | (OrderingUnlock <: po :> Lock)
            memory-model-litmus | NeverMpLocked        | MemoryModel | { ~sees + ~from } | { ~sees }
            memory-model-litmus | NeverWrcLocked       | MemoryModel | poRel + rf.poRel + wmb | poRel + wmb
            memory-model-litmus | NeverIsa2LockedRmb   | MemoryModel | ((OrderingUnlock <: po :> Lock) + ~from) | (OrderingUnlock <: po :> Lock)
            memory-model-litmus | NeverLbUnlockLock    | MemoryModel | rmb + acqPo + unlockLock | rmb + acqPo
            memory-model-litmus | NeverLbLocked        | MemoryModel | { ppo + rf + (prop & sameCpu) } | { ppo + (prop & sameCpu) }
            memory-model-litmus | NeverLbOverwrite     | MemoryModel | (*cumulFence).(rf + iden) | (*cumulFence).rf
            memory-model-litmus | NeverCoRR            | MemoryModel | { po & (location.~location) } | { none -> none }
            memory-model-litmus | NeverCoWR            | MemoryModel | { of + (Write <: iden) } | { of }
            memory-model-litmus | NeverCoRW            | MemoryModel | { of + (Write <: iden) } | { of }
            memory-model-original | SameWithBarriers   | MemoryModel | rf.poRel + wmb + unlockLock | rf.poRel + unlockLock
            memory-model-original | SameWithALock      | MemoryModel | poRel + rf.poRel + wmb | poRel + wmb
            memory-model-original | SameWithTwoLocks   | MemoryModel | { Lock <: po } | { none -> none }
            spte-bits       | TakenBitsAreIgnored          | SpteBits | Pae.taken = Bit11 | Pae.taken = Bit52 + Bit11
            spte-bits       | Bit59IsFreeIn64Bits          | SpteBits | Ept.taken = Bit11 | Ept.taken = Bit59 + Bit11
            spte-bits       | PaeHasNoBitLeft              | SpteBits | Pae.ignored = Bit9 | Pae.ignored = Bit59 + Bit9
            api-shapes | EveryLookupHasOneOutcome | ApiShapes | l.needsIo = io and l.writable | l.needsIo in io and l.writable
            api-shapes | Bools612IsBools61 | BoolsShapes | pred bools61[l: Lookup] { gfn_to_pfn_memslot[l, entryIfGot[l]] } | pred bools61[l: Lookup] { gfn_to_pfn_memslot[l, entryTakenAsIs[l]] }
            api-shapes | V6TakesNoEntry | BoolsShapes | pred v6[l: Lookup] { gfn_to_pfn_memslot[l, entryTakenAsIs[l]] } | pred v6[l: Lookup] { gfn_to_pfn_memslot[l, entryIfGot[l]] }
            api-shapes | FlagsSayWhatBoolsSaid | FlagsShapes | { Get in l.asks implies Reference else none } | { Write in l.asks implies Reference else none }
            api-shapes | SketchIsFlagsWithACheck | FlagsShapes | (Get not in l.asks and noSnapshot[l]) implies | noSnapshot[l] implies
            api-shapes | SketchIsNotV6 | FlagsShapes | (Get not in l.asks and noSnapshot[l]) implies | noSnapshot[l] implies
            api-shapes | V7IsSketchWithABool | StructShapes | refcountedPage - countAboveZero and Get in l.asks) | refcountedPage - countAboveZero)
            api-shapes | V8RefusesTheUnguarded | StructShapes | (not isRefcounted[l] and Guarded not in l.asks) implies | (no l.asks & (Guarded + Write) and not isRefcounted[l]) implies
            api-shapes | V9ReturnsReferences | StructShapes | and AllowUncounted not in l.asks) | and AllowUncounted + Write not in l.asks)
            api-shapes | V11HasGetAgain | StructShapes | unlessCareless[l, entryV9[l], pteWrite[l], Warn] | unlessCareless[l, entryV9[l], pteWrite[l], Bug]
            api-shapes | LandedAsksForNothing | LandedShapes | else entryTakenAsIs[l] | else entryIfGot[l]
            api-shapes | StaticNeedsOneOutput | LandedShapes | Upgrade + PageOut not in l.asks implies | PageOut not in l.asks implies
            api-shapes-read-only-v8 | RoFaultStaysInV8IfGuarded | StructShapes | (not isRefcounted[l] and Guarded not in l.asks) implies | not isRefcounted[l] implies
            api-shapes-read-only-v8 | RoFaultGoesInV8IfUnguarded | StructShapes | (not isRefcounted[l] and Guarded not in l.asks) implies | (no l.asks & (Guarded + Write) and not isRefcounted[l]) implies
            api-shapes-read-only-v11 | RoFaultOfGuardedStaysInV11IfUncountedAllowed | StructShapes | and AllowUncounted not in l.asks) | )
            api-shapes-read-only-slot | ReadOnlySlotStaysReadOnlyOutsideV8ToV11 | StructShapes | entryV7[l], pteWriteInSlot[l], Bug | entryV7[l], pteWrite[l], Bug
            api-shapes-read-only-slot | ReadOnlySlotStaysReadOnlyInMemory | HvaToPfn | implies wants - Upgrade else wants | implies wants else wants
            api-shapes-sketch-slots | GoodSlotsMeanTheSame | FlagsShapes | entryOfWrite[l], pteWrite[l], Reference, none | entryOfWrite[l], pteWrite[l], none, none
            api-shapes-sketch-slots | BadSlotsAreErrorsWith64Bits | KvmPfn | { B63 + ErrBit + B51 | { B63 + B51
            api-shapes-sketch-slots | BadSlotsAreFramesWith32Bits | KvmPfn | { B31 + B30 } | { B63 }
            api-shapes-flags | PlainInputsAreFlags | FlagsShapes | pred allFlags[l: Lookup] { follow[l, l.asks, | pred allFlags[l: Lookup] { follow[l, l.asks - Nowait,
            api-shapes-late-retry | FaultsPutWhatTheyHoldAtTheirEnd | FaultReferences | else s in V6 + V9 implies ByPage | else s in V6 implies ByPage
            api-shapes-late-retry | FaultsOfLinuxPutWhatTheyHold | FaultReferences | s = Landed implies ByPage | s = Landed implies NotAtAll
            api-shapes-late-retry | LateRetryStealsWhatIsNotHeld | FaultReferences | else s in V6 + V9 implies ByPage | else s in V6 implies ByPage
            """;

    @TempDir
    Path temporary;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = CHANGES)
    void a_statement_fails_when_the_spec_is_wrong(String model, String property, String file, String from, String to)
            throws Exception {
        AlloySpecs specs = AlloySpecs.copyTo(temporary);
        Path alloy = specs.folder().resolve("alloy");
        edit(alloy.resolve(file + ".als"), from, to);
        String root = specs.model(model).spec() + ".als";
        dropRuns(alloy.resolve(root));

        AlloyReport report = Jobs.run(alloy, new AlloyRequest(root, List.of(), List.of(property), List.of()));

        assertThat(report.faults()).isEmpty();
        assertThat(report.solved()).singleElement().satisfies(solved -> {
            assertThat(solved.satisfiable()).isTrue();
            assertThat(solved.found().get(0).violated()).isTrue();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "refcounted-by-page-ref-count",
                "refcounted-by-page-count",
                "pages-put-twice",
                "pages-put-forgotten",
                "pages-put-own-count",
                "pages-get-from-zero",
                "ordering-no-wmb",
                "ordering-no-test-rmb",
                "ordering-seq-read-first",
                "ordering-end-swapped",
                "ordering-no-snapshot-rmb",
                "ordering-same-lock-only",
                "ordering-no-barriers"
            })
    void a_variant_breaks_exactly_what_its_file_says(String id) throws Exception {
        AlloySpecs specs = AlloySpecs.copyTo(temporary);
        Variant variant = specs.variant(id);
        Path alloy = specs.folder().resolve("alloy");
        String root = variant.module() + ".als";
        Files.copy(variant.folder().resolve(root), alloy.resolve(root));
        List<String> checks =
                variant.models().get(0).properties().stream().map(Property::id).toList();

        AlloyReport report = Jobs.run(alloy, new AlloyRequest(root, List.of(), checks, List.of()));

        assertThat(answers(report)).isEqualTo(expectations(report));
    }

    @Test
    void every_statement_has_a_variant_a_model_or_a_change_that_makes_it_fail() throws Exception {
        AlloySpecs specs = AlloySpecs.copyTo(temporary);
        Set<String> stated = specs.models().stream()
                .flatMap(model -> model.properties().stream())
                .map(Property::id)
                .collect(Collectors.toCollection(TreeSet::new));

        Set<String> shown = Stream.of(
                        CHANGES.lines().map(line -> line.split("\\|")[1].strip()),
                        specs.models().stream().flatMap(model -> model.expected().violated().stream()),
                        specs.variants().stream().flatMap(StatementsTest::broken))
                .flatMap(Function.identity())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(shown).isEqualTo(stated);
    }

    private static void dropRuns(Path file) throws Exception {
        String text = Files.readString(file);
        Files.writeString(file, text.substring(0, text.indexOf("\nrun ")));
    }

    private static Map<String, Integer> answers(AlloyReport report) {
        return report.solved().stream().collect(Collectors.toMap(Solved::name, solved -> solved.satisfiable() ? 1 : 0));
    }

    private static Map<String, Integer> expectations(AlloyReport report) {
        return report.commands().stream().collect(Collectors.toMap(Listed::name, Listed::expect));
    }

    /** The checks that a variant's file expects to fail. */
    private static Stream<String> broken(Variant variant) {
        try {
            return Files.readString(variant.folder().resolve(variant.module() + ".als"))
                    .lines()
                    .filter(line -> line.startsWith("check ") && line.endsWith(" expect 1"))
                    .map(line -> line.split(" ")[1]);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
