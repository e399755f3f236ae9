package org.pfnproof.engine.alloy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pfnproof.testing.Fixture.edit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pfnproof.catalogue.Problem;
import org.pfnproof.catalogue.Property;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.Verdict;
import org.pfnproof.engine.alloy.child.AlloyReport;
import org.pfnproof.engine.alloy.child.AlloyReport.Found;
import org.pfnproof.engine.alloy.child.AlloyReport.Solved;
import org.pfnproof.engine.alloy.child.AlloyRequest;
import org.pfnproof.engine.alloy.child.Jobs;

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

        Judgement judgement = judge(run);

        assertThat(judgement.verdict()).isEqualTo(new Verdict.Holds());
        assertThat(judgement.witnesses()).isEqualTo(Map.of("w", true));
    }

    @Test
    void a_model_is_violated_if_a_check_has_a_counterexample() throws IOException {
        Judgement judgement = judge(Toys.boxes("NoBoxInItself", "OneInside"));

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

        assertThat(judge(run).verdict()).isEqualTo(new Verdict.Vacuous(List.of("The witness w has no instance.")));
    }

    @Test
    void facts_that_contradict_each_other_are_noticed_by_the_witness() throws IOException {
        Run run = toys.alone(
                "sig A {} fact { no A and some A } assert S { lone A } check S for 2 but 3 int expect 0\n"
                        + "run w {} for 2 but 3 int expect 1",
                "S");

        assertThat(judge(run).verdict()).isInstanceOf(Verdict.Vacuous.class);
    }

    @Test
    void a_syntax_error_is_reported_at_its_place_in_the_users_file() throws IOException {
        edit(toys.file("Boxes"), "sig Box {", "sig Box [");

        assertThat(problems(Toys.boxes("NoBoxInItself", "OneInside")))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.location())
                            .hasValue(new Problem.Location(toys.file("Boxes").toString(), 5, 9));
                    assertThat(problem.message())
                            .isEqualTo("Syntax error. There are 1 possible tokens that can appear here: {");
                });
    }

    @Test
    void an_error_in_an_opened_module_is_reported_there() throws IOException {
        edit(toys.file("Lamps"), "Lit' = Lamp and", "Lit' = Lump and");

        assertThat(problems(Toys.lamp())).singleElement().satisfies(problem -> {
            assertThat(problem.location().orElseThrow().file())
                    .isEqualTo(toys.file("Lamps").toString());
            assertThat(problem.location().orElseThrow().line()).isEqualTo(11);
            assertThat(problem.message()).contains("The name \"Lump\" cannot be found");
        });
    }

    @Test
    void a_module_that_is_not_there_is_named_without_the_run_directory() throws IOException {
        edit(toys.file("OneLamp"), "open Lamps", "open Lumps");

        assertThat(problems(Toys.lamp())).singleElement().satisfies(problem -> assertThat(problem.toString())
                .isEqualTo(toys.file("OneLamp") + ":3: The module Lumps cannot be found; there is no Lumps.als in "
                        + toys.folder().resolve("alloy") + "."));
    }

    @Test
    void a_check_that_is_not_in_the_file_is_reported_with_the_nearest() throws IOException {
        assertThat(problems(Toys.boxes("NoBoxInItself", "OneInsid")))
                .extracting(Problem::toString)
                .anyMatch(text -> text.startsWith(toys.file("Boxes") + ": Has no command \"check OneInsid\"")
                        && text.endsWith("did you mean \"OneInside\"?"));
    }

    @Test
    void a_witness_that_is_not_in_the_file_is_reported() throws IOException {
        assertThat(problems(Toys.boxes(List.of("NoBoxInItself", "OneInside"), "wNested", "wOther")))
                .extracting(Problem::message)
                .singleElement()
                .asString()
                .startsWith("Has no command \"run wOther\", which the model boxes names");
    }

    @Test
    void a_command_that_the_model_does_not_name_is_reported() throws IOException {
        assertThat(problems(Toys.boxes("OneInside")))
                .extracting(Problem::toString)
                .containsExactly(
                        toys.file("Boxes") + ":13: The command NoBoxInItself: The model boxes does not name this"
                                + " command among its properties.");
    }

    @Test
    void a_model_without_witness_is_refused() throws IOException {
        edit(toys.file("Boxes"), "run wNested { some inside.inside } for 3 but 3 int expect 1", "");

        assertThat(problems(Toys.boxes(List.of("NoBoxInItself", "OneInside"))))
                .extracting(Problem::message)
                .containsExactly("The model names no witness: if its facts contradicted each other, all would hold.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    for 3 but 3 int expect 0 | for 3 but 3 int          | States no "expect"; add expect 0.
                    for 3 but 3 int expect 0 | for 3 but 3 int expect 1 | Says expect 1, but the catalogue expects 0.
                    for 3 but 3 int expect 1 | for 3 but 3 int expect 0 | Says expect 0, but the catalogue expects 1.
                    for 3 but 3 int expect 0 | for 3 expect 0           | States no bitwidth; add for example "but 4 int".
                    for 3 but 3 int expect 0 | for 3 int expect 0       | States no scope; add for example "for 3".
                    for 3 but 3 int expect 0 | for 3 but 2 int expect 0 | Integers of 2 bits cannot count 3 atoms, they would wrap around; state a larger bitwidth.
                    for 3 but 3 int expect 0 | for 4 but 4 int expect 0 | Has a scope of 4 for Box, but the model states "3".
                    """)
    void a_command_has_to_say_what_it_does(String from, String to, String message) throws IOException {
        edit(toys.file("Boxes"), from, to);

        assertThat(problems(Toys.boxes("NoBoxInItself", "OneInside")))
                .extracting(Problem::message)
                .anyMatch(text -> text.matches("The command \\w+: .*") && text.endsWith(": " + message));
    }

    @Test
    void a_command_on_a_mutable_spec_has_to_say_how_many_steps() throws IOException {
        edit(toys.file("OneLamp"), "3 int, 1..4 steps expect 0", "3 int expect 0");

        assertThat(problems(Toys.lamp()))
                .extracting(Problem::message)
                .contains("The command OneAtATime: States no number of steps; add for example \"1..10 steps\".");
    }

    @Test
    void a_check_of_an_unnamed_formula_is_refused() throws IOException {
        Run run = toys.alone(
                "sig A {} check S { no A } for 2 but 3 int expect 0\n" + "run w { some A } for 2 but 3 int expect 1",
                "S");

        assertThat(problems(run))
                .extracting(Problem::message)
                .containsExactly("The command S: Checks a formula of its own; state it as \"assert S\".");
    }

    @Test
    void two_commands_of_one_name_are_refused() throws IOException {
        Run run = toys.alone(
                "sig A {} assert S { lone A or some A } check S for 2 but 3 int expect 0\n"
                        + "check S for 3 but 3 int expect 0\nrun w { some A } for 2 but 3 int expect 1",
                "S");

        assertThat(problems(run))
                .extracting(Problem::message)
                .containsExactly("The command S: There is another command of this name.");
    }

    @Test
    void a_counterexample_that_the_evaluator_does_not_confirm_is_no_answer() throws IOException {
        Run run = Toys.boxes("NoBoxInItself", "OneInside");
        AlloyReport report = report(run);
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

        assertThat(judge(run).notes())
                .singleElement()
                .asString()
                .startsWith("Alloy warns: " + toys.file("Alone") + ":1:");
    }

    @Test
    void a_file_that_is_not_utf_8_or_begins_with_a_byte_order_mark_is_refused() throws IOException {
        Files.write(toys.file("Boxes"), new byte[] {'s', 'i', 'g', ' ', (byte) 0xE4});
        assertThat(Sources.of(toys.folder(), Toys.boxes()).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.location())
                        .hasValueSatisfying(place -> assertThat(place.line()).isEqualTo(1)));

        Files.writeString(toys.file("Boxes"), "\uFEFFsig A {}");
        assertThat(Sources.of(toys.folder(), Toys.boxes()).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("byte order mark"));
    }

    @Test
    void crlf_line_ends_make_no_difference() throws IOException {
        String hash = hash(Toys.boxes("NoBoxInItself", "OneInside"));
        Files.writeString(
                toys.file("Boxes"), Files.readString(toys.file("Boxes")).replace("\n", "\r\n"));

        assertThat(judge(Toys.boxes("NoBoxInItself", "OneInside")).verdict())
                .isEqualTo(new Verdict.Violated("OneInside"));
        assertThat(hash(Toys.boxes("NoBoxInItself", "OneInside"))).isEqualTo(hash);
    }

    @Test
    void a_root_module_that_is_not_there_is_reported() throws IOException {
        Files.delete(toys.file("Boxes"));

        assertThat(Sources.of(toys.folder(), Toys.boxes()).problems())
                .containsExactly(Problem.at(toys.file("Boxes").toString(), 0, 0, "There is no such file."));
    }

    private Found found(String check) throws IOException {
        return report(Toys.lamp()).solved().stream()
                .filter(solved -> solved.name().equals(check))
                .flatMap(solved -> solved.found().stream())
                .findFirst()
                .orElseThrow();
    }

    private static Found unconfirmed(Found found) {
        return new Found(found.kind(), found.initial(), found.steps(), found.loop(), found.predicate(), false);
    }

    private String hash(Run run) throws IOException {
        return Sources.of(toys.folder(), run).hash(report(run).files());
    }

    private List<Problem> problems(Run run) throws IOException {
        Verdict verdict = judge(run).verdict();
        assertThat(verdict).isInstanceOf(Verdict.Broken.class);
        return ((Verdict.Broken) verdict).problems();
    }

    private Judgement judge(Run run) throws IOException {
        return Judgement.of(run, report(run), Sources.of(toys.folder(), run));
    }

    private AlloyReport report(Run run) throws IOException {
        return Jobs.run(
                toys.folder().resolve("alloy").toRealPath(),
                new AlloyRequest(
                        run.model().spec() + ".als",
                        List.of(),
                        run.model().properties().stream().map(Property::id).toList(),
                        List.of()));
    }
}
