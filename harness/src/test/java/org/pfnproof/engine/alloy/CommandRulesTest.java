package org.pfnproof.engine.alloy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pfnproof.testing.Fixture.edit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pfnproof.catalogue.Problem;
import org.pfnproof.engine.Run;

/** Files whose commands do not fit their model, or that Alloy cannot read. */
class CommandRulesTest {

    @TempDir
    Path temporary;

    private Toys toys;

    @BeforeEach
    void copy() {
        toys = Toys.copyTo(temporary);
    }

    @Test
    void a_syntax_error_is_reported_at_its_place_in_the_users_file() throws IOException {
        edit(toys.file("Boxes"), "sig Box {", "sig Box [");

        assertThat(toys.problems(Toys.boxes("NoBoxInItself", "OneInside")))
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

        assertThat(toys.problems(Toys.lamp())).singleElement().satisfies(problem -> {
            assertThat(problem.location().orElseThrow().file())
                    .isEqualTo(toys.file("Lamps").toString());
            assertThat(problem.location().orElseThrow().line()).isEqualTo(11);
            assertThat(problem.message()).contains("The name \"Lump\" cannot be found");
        });
    }

    @Test
    void a_module_that_is_not_there_is_named_without_the_run_directory() throws IOException {
        edit(toys.file("OneLamp"), "open Lamps", "open Lumps");

        assertThat(toys.problems(Toys.lamp())).singleElement().satisfies(problem -> assertThat(problem.toString())
                .isEqualTo(toys.file("OneLamp") + ":3: The module Lumps cannot be found; there is no Lumps.als in "
                        + toys.folder().resolve("alloy") + "."));
    }

    @Test
    void a_check_that_is_not_in_the_file_is_reported_with_the_nearest() throws IOException {
        assertThat(toys.problems(Toys.boxes("NoBoxInItself", "OneInsid")))
                .extracting(Problem::toString)
                .anyMatch(text -> text.startsWith(toys.file("Boxes") + ": Has no command \"check OneInsid\"")
                        && text.endsWith("did you mean \"OneInside\"?"));
    }

    @Test
    void a_witness_that_is_not_in_the_file_is_reported() throws IOException {
        assertThat(toys.problems(Toys.boxes(List.of("NoBoxInItself", "OneInside"), "wNested", "wOther")))
                .extracting(Problem::message)
                .singleElement()
                .asString()
                .startsWith("Has no command \"run wOther\", which the model boxes names");
    }

    @Test
    void a_command_that_the_model_does_not_name_is_reported() throws IOException {
        assertThat(toys.problems(Toys.boxes("OneInside")))
                .extracting(Problem::toString)
                .containsExactly(
                        toys.file("Boxes") + ":13: The command NoBoxInItself: The model boxes does not name this"
                                + " command among its properties.");
    }

    @Test
    void a_model_without_witness_is_refused() throws IOException {
        edit(toys.file("Boxes"), "run wNested { some inside.inside } for 3 but 3 int expect 1", "");

        assertThat(toys.problems(Toys.boxes(List.of("NoBoxInItself", "OneInside"))))
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

        assertThat(toys.problems(Toys.boxes("NoBoxInItself", "OneInside")))
                .extracting(Problem::message)
                .anyMatch(text -> text.matches("The command \\w+: .*") && text.endsWith(": " + message));
    }

    @Test
    void a_command_on_a_mutable_spec_has_to_say_how_many_steps() throws IOException {
        edit(toys.file("OneLamp"), "3 int, 1..4 steps expect 0", "3 int expect 0");

        assertThat(toys.problems(Toys.lamp()))
                .extracting(Problem::message)
                .contains("The command OneAtATime: States no number of steps; add for example \"1..10 steps\".");
    }

    @Test
    void a_check_of_an_unnamed_formula_is_refused() throws IOException {
        Run run = toys.alone(
                "sig A {} check S { no A } for 2 but 3 int expect 0\n" + "run w { some A } for 2 but 3 int expect 1",
                "S");

        assertThat(toys.problems(run))
                .extracting(Problem::message)
                .containsExactly("The command S: Checks a formula of its own; state it as \"assert S\".");
    }

    @Test
    void two_commands_of_one_name_are_refused() throws IOException {
        Run run = toys.alone(
                "sig A {} assert S { lone A or some A } check S for 2 but 3 int expect 0\n"
                        + "check S for 3 but 3 int expect 0\nrun w { some A } for 2 but 3 int expect 1",
                "S");

        assertThat(toys.problems(run))
                .extracting(Problem::message)
                .containsExactly("The command S: There is another command of this name.");
    }
}
