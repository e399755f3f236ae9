package org.pfnproof.engine.alloy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pfnproof.engine.RunResult;
import org.pfnproof.trace.Counterexample.Kind;
import org.pfnproof.trace.Step;
import org.pfnproof.trace.Value;

/** The project's own models and variants give the expected answers, end to end. */
class SpecsTest {

    @TempDir
    Path temporary;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "compound-pages",
                "refcounted-pages",
                "page-refs",
                "page-refs-any-length",
                "memory-model-litmus",
                "memory-model-original",
                "seq-ordering-lockless",
                "seq-ordering-locked"
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
        "pages-get-from-zero, TRACE",
        "ordering-no-wmb, INSTANCE",
        "ordering-no-test-rmb, INSTANCE",
        "ordering-seq-read-first, INSTANCE",
        "ordering-end-swapped, INSTANCE",
        "ordering-no-snapshot-rmb, INSTANCE",
        "ordering-same-lock-only, INSTANCE",
        "ordering-no-barriers, INSTANCE"
    })
    void a_variant_violates_its_property(String id, Kind kind) throws Exception {
        AlloySpecs specs = AlloySpecs.copyTo(temporary);

        RunResult result = specs.run(specs.variant(id));

        assertThat(result.asExpected()).as(result.toString()).isTrue();
        assertThat(result.counterexample().orElseThrow().kind()).isEqualTo(kind);
        assertThat(result.witnesses()).isNotEmpty().doesNotContainValue(false);
        assertThat(result.notes()).noneMatch(note -> note.startsWith("The file says expect"));
    }

    @Test
    void the_trace_of_a_put_on_a_tail_names_actors_actions_and_arguments() throws Exception {
        AlloySpecs specs = AlloySpecs.copyTo(temporary);

        RunResult result = specs.run(specs.variant("pages-put-own-count"));

        assertThat(result.asExpected()).as(result.toString()).isTrue();

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

        assertThat(result.asExpected()).as(result.toString()).isTrue();
        assertThat(result.witnesses()).isNotEmpty().doesNotContainValue(false);
        var instance = result.counterexample().orElseThrow();
        assertThat(instance.kind()).isEqualTo(Kind.INSTANCE);
        assertThat(instance.predicate())
                .contains("assert PageRefCountSeesLivePages { all p: counted | page_ref_count[p] != Zero }");
        assertThat(instance.initial().variables()).containsKeys("Pfn", "Page", "count", "compoundHead", "kind");
        assertThat(instance.initial().variables().get("kind").toString()).contains("Compound");
        assertThat(instance.initial().variables().get("count").toString()).contains("Zero", "Positive");
    }
}
