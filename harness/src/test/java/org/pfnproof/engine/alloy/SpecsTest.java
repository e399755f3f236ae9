package org.pfnproof.engine.alloy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pfnproof.testing.Fixture.edit;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pfnproof.catalogue.Property;
import org.pfnproof.engine.RunResult;
import org.pfnproof.engine.Verdict;
import org.pfnproof.trace.Counterexample.Kind;
import org.pfnproof.trace.Step;
import org.pfnproof.trace.Value;

/** The project's own specs give the expected answers, and each statement in them can fail. */
class SpecsTest {

    /** Statement to a change of the specs after which it does not hold; those without one are broken by a variant. */
    private static final String CHANGES = """
            compound-pages  | EveryPfnHasOneClass          | CompoundPages | (c = FreePage and some p and no b) | (c = FreePage and some p)
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
            """;

    @TempDir
    Path temporary;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "compound-pages",
                "page-ref-count-on-tails",
                "refcounted-pages",
                "page-refs",
                "page-refs-any-length"
            })
    void a_model_gives_the_expected_verdict_and_reaches_its_witnesses(String id) throws Exception {
        AlloySpecs specs = AlloySpecs.copyTo(temporary);

        RunResult result = specs.run(specs.model(id));

        assertThat(result.asExpected()).as(result.toString()).isTrue();
        assertThat(result.witnesses()).isNotEmpty().doesNotContainValue(false);
        assertThat(result.notes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "refcounted-by-page-ref-count, INSTANCE",
        "refcounted-by-page-count, INSTANCE",
        "pages-put-twice, TRACE",
        "pages-put-forgotten, TRACE",
        "pages-put-own-count, TRACE",
        "pages-get-from-zero, TRACE"
    })
    void a_variant_violates_its_property(String id, Kind kind) throws Exception {
        AlloySpecs specs = AlloySpecs.copyTo(temporary);

        RunResult result = specs.run(specs.variant(id));

        assertThat(result.asExpected()).as(result.toString()).isTrue();
        assertThat(result.counterexample().orElseThrow().kind()).isEqualTo(kind);
        assertThat(result.witnesses()).isNotEmpty().doesNotContainValue(false);
        assertThat(result.notes()).noneMatch(note -> note.startsWith("The file says expect"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = CHANGES)
    void a_statement_fails_when_the_spec_is_wrong(String model, String property, String file, String from, String to)
            throws Exception {
        AlloySpecs specs = AlloySpecs.copyTo(temporary);
        edit(specs.folder().resolve("alloy/" + file + ".als"), from, to);

        RunResult result = specs.run(specs.model(model));

        assertThat(violated(result)).as(result.toString()).contains(property);
    }

    @Test
    void every_statement_has_a_variant_a_model_or_a_change_that_makes_it_fail() {
        AlloySpecs specs = AlloySpecs.copyTo(temporary);
        Set<String> stated = specs.catalogue().models().stream()
                .flatMap(model -> model.properties().stream())
                .map(Property::id)
                .collect(Collectors.toCollection(TreeSet::new));

        Set<String> shown = Stream.of(
                        CHANGES.lines().map(line -> line.split("\\|")[1].strip()),
                        specs.catalogue().models().stream().flatMap(model -> model.expected().violated().stream()),
                        specs.catalogue().variants().stream()
                                .map(variant -> variant.violates().id()),
                        // Broken by pages-put-twice and pages-get-from-zero besides their own properties.
                        Stream.of(
                                "CompoundStaysWellFormed",
                                "TailsHaveNoCount",
                                "CountsAreBalanced",
                                "HeldPagesAreNotFree"))
                .flatMap(names -> names)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(shown).containsAll(stated);
    }

    @Test
    void getting_a_reference_from_zero_breaks_other_statements_as_well() throws Exception {
        AlloySpecs specs = AlloySpecs.copyTo(temporary);

        RunResult result = specs.run(specs.variant("pages-get-from-zero"));

        assertThat(violated(result))
                .contains("CompoundStaysWellFormed", "TailsHaveNoCount", "CountsAreBalanced", "HeldPagesAreNotFree");
    }

    @Test
    void the_trace_of_a_put_on_a_tail_names_actors_actions_and_arguments() throws Exception {
        AlloySpecs specs = AlloySpecs.copyTo(temporary);

        RunResult result = specs.run(specs.variant("pages-put-own-count"));

        List<Step> steps = result.counterexample().orElseThrow().steps();
        assertThat(steps).extracting(Step::action).containsExactly("allocCompound", "look", "gup", "put_page_own");
        assertThat(steps.get(0).actor()).isEqualTo("mm");
        Step last = steps.get(3);
        assertThat(last.actor()).startsWith("Holder");
        assertThat(last.arguments()).containsOnlyKeys("h", "p").containsEntry("h", new Value.Text(last.actor()));
        assertThat(last.changed()).containsExactly("count", "holds");
        assertThat(last.state().variables().get("count").toString()).contains("MinusOne");
    }

    @Test
    void the_instance_shows_a_tail_whose_own_count_is_zero() throws Exception {
        AlloySpecs specs = AlloySpecs.copyTo(temporary);

        RunResult result = specs.run(specs.model("page-ref-count-on-tails"));

        var instance = result.counterexample().orElseThrow();
        assertThat(instance.kind()).isEqualTo(Kind.INSTANCE);
        assertThat(instance.predicate())
                .contains("assert PageRefCountSeesLivePages { all p: counted | page_ref_count[p] != Zero }");
        assertThat(instance.initial().variables()).containsKeys("Pfn", "Page", "count", "compoundHead", "kind");
        assertThat(instance.initial().variables().get("kind").toString()).contains("Compound");
        assertThat(instance.initial().variables().get("count").toString()).contains("Zero", "Positive");
    }

    private static Set<String> violated(RunResult result) {
        Set<String> names = result.notes().stream()
                .filter(note -> note.startsWith("Also violated: "))
                .map(note -> note.substring("Also violated: ".length(), note.length() - 1))
                .collect(Collectors.toCollection(TreeSet::new));
        if (result.verdict() instanceof Verdict.Violated violated) {
            names.add(violated.property());
        }
        return names;
    }
}
