package org.pfnproof.engine.alloy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.Verdict;
import org.pfnproof.engine.alloy.child.AlloyReport;
import org.pfnproof.engine.alloy.child.AlloyReport.Found;
import org.pfnproof.engine.alloy.child.AlloyReport.Solved;

/** What is made of the answers of Alloy, which solves in this JVM here. */
class JudgementTest {

    @TempDir
    Path temporary;

    private Toys toys;

    @BeforeEach
    void copy() {
        toys = Toys.copyTo(temporary);
    }

    @Test
    void a_model_holds_if_no_check_has_a_counterexample_and_every_run_has_an_instance() throws IOException {
        Run run = toys.alone(
                "sig A {} assert S { some A or no A } check S for 2 but 3 int expect 0\n"
                        + "run w { some A } for 2 but 3 int expect 1",
                "S");

        Judgement judgement = toys.judge(run);

        assertThat(judgement.verdict()).isEqualTo(new Verdict.Holds());
        assertThat(judgement.witnesses()).isEqualTo(Map.of("w", true));
    }

    @Test
    void a_model_is_violated_if_a_check_has_a_counterexample() throws IOException {
        Judgement judgement = toys.judge(Toys.boxes("NoBoxInItself", "OneInside"));

        assertThat(judgement.verdict()).isEqualTo(new Verdict.Violated("OneInside"));
        assertThat(judgement.found().orElseThrow().kind()).isEqualTo("INSTANCE");
        assertThat(judgement.found().orElseThrow().predicate())
                .isEqualTo("assert OneInside { all b: Box | lone inside.b }");
    }

    @Test
    void a_violated_liveness_property_is_shown_by_a_lasso() throws IOException {
        Found lasso = found("LitAtLast");

        assertThat(lasso.kind()).isEqualTo("LASSO");
        assertThat(lasso.loop()).containsExactly(0);
        assertThat(lasso.violated()).isTrue();
    }

    @Test
    void a_violated_safety_property_is_shown_by_a_trace_that_ends_there() throws IOException {
        Found trace = found("NeverLit");

        assertThat(trace.kind()).isEqualTo("TRACE");
        assertThat(trace.loop()).isEmpty();
        assertThat(trace.initial().toString()).isEqualTo("{\"Lit\":{\"#set\":[]}}");
        assertThat(trace.steps()).hasSize(1);
    }

    @Test
    void a_run_without_instance_makes_a_model_vacuous() throws IOException {
        Run run = toys.alone(
                "sig A {} fact { no A } assert S { no A } check S for 2 but 3 int expect 0\n"
                        + "run w { some A } for 2 but 3 int expect 1",
                "S");

        assertThat(toys.judge(run).verdict()).isEqualTo(new Verdict.Vacuous(List.of("The witness w has no instance.")));
    }

    @Test
    void facts_that_contradict_each_other_are_noticed_by_the_witness() throws IOException {
        Run run = toys.alone(
                "sig A {} fact { no A and some A } assert S { lone A } check S for 2 but 3 int expect 0\n"
                        + "run w {} for 2 but 3 int expect 1",
                "S");

        assertThat(toys.judge(run).verdict()).isInstanceOf(Verdict.Vacuous.class);
    }

    @Test
    void a_counterexample_that_the_evaluator_does_not_confirm_is_no_answer() throws IOException {
        Run run = Toys.boxes("NoBoxInItself", "OneInside");
        AlloyReport report = toys.report(run);
        List<Solved> doubted = report.solved().stream()
                .map(solved -> new Solved(
                        solved.name(),
                        solved.satisfiable(),
                        solved.found().stream().map(JudgementTest::unconfirmed).toList()))
                .toList();
        AlloyReport other = new AlloyReport(
                report.faults(),
                report.warnings(),
                report.files(),
                report.temporal(),
                report.commands(),
                report.base(),
                doubted,
                report.failure());

        Judgement judgement = Judgement.of(run, other, Sources.of(toys.folder(), run));

        assertThat(judgement.verdict())
                .isInstanceOfSatisfying(Verdict.Inconclusive.class, verdict -> assertThat(verdict.reason())
                        .startsWith("The solver gave an instance against OneInside that does not violate it"));
        assertThat(judgement.found()).isEmpty();
    }

    @Test
    void warnings_of_alloy_become_notes() throws IOException {
        Run run = toys.alone(
                "sig A {} sig B {} assert S { no A & B } check S for 2 but 3 int expect 0\n"
                        + "run w { some A } for 2 but 3 int expect 1",
                "S");

        assertThat(toys.judge(run).notes())
                .singleElement()
                .asString()
                .startsWith("Alloy warns: " + toys.file("Alone") + ":1:");
    }

    private Found found(String check) throws IOException {
        return toys.report(Toys.lamp()).solved().stream()
                .filter(solved -> solved.name().equals(check))
                .flatMap(solved -> solved.found().stream())
                .findFirst()
                .orElseThrow();
    }

    private static Found unconfirmed(Found found) {
        return new Found(found.kind(), found.initial(), found.steps(), found.loop(), found.predicate(), false);
    }
}
