package org.pfnproof.engine.alloy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pfnproof.testing.Fixture.edit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pfnproof.catalogue.Problem;
import org.pfnproof.engine.Limits;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.RunResult;
import org.pfnproof.engine.Verdict;
import org.pfnproof.engine.alloy.child.AlloyChild;
import org.pfnproof.engine.child.ChildRunner;
import org.pfnproof.trace.Counterexample;
import org.pfnproof.trace.Step;
import org.pfnproof.trace.Value;

/** Runs of Alloy in processes of their own. */
class AlloyEngineTest {

    private static final Limits LIMITS = new Limits(Duration.ofMinutes(2), 256);

    /** More than any machine solves while a test waits. */
    private static final String ENDLESS = """
            open util/ordering[A] as order
            sig A { r, s: set A -> A }
            assert S { all a, b, c: A | a.r.(b.s) = b.s.(a.r) and no c.(a.s + b.r) implies lone ^(a.r) & ^(b.s) }
            check S for exactly 40 A, 7 int expect 0
            run w {} for exactly 40 A, 7 int expect 1
            """;

    @TempDir
    Path temporary;

    private Toys toys;
    private Path runs;

    @BeforeEach
    void copy() throws IOException {
        toys = Toys.copyTo(temporary);
        runs = Files.createDirectory(temporary.resolve("runs"));
    }

    @Test
    void a_static_instance_shows_signatures_and_fields() throws Exception {
        RunResult result = run(Toys.boxes("NoBoxInItself", "OneInside"), LIMITS);

        assertThat(result.asExpected()).as(result.toString()).isTrue();
        Counterexample instance = result.counterexample().orElseThrow();
        assertThat(instance.kind()).isEqualTo(Counterexample.Kind.INSTANCE);
        assertThat(instance.initial().variables()).containsOnlyKeys("Box", "inside", "top");
        assertThat(((Value.SetOf) instance.initial().variables().get("inside")).elements())
                .hasSize(2)
                .allMatch(Value.Tuple.class::isInstance);
        assertThat(instance.initial().variables().get("Box").toString()).startsWith("{Box0, Box1");
        assertThat(instance.inputsHash()).startsWith("sha256:");
        assertThat(result.engine()).isEqualTo("Alloy 6.2.0");
        assertThat(result.command()).contains("AlloyChild");
        assertThat(runs).isEmptyDirectory();
    }

    @Test
    void a_trace_ends_where_it_violates_the_property_and_names_its_steps() throws Exception {
        RunResult result = run(Toys.lamp(), LIMITS);

        assertThat(result.asExpected()).as(result.toString()).isTrue();
        Counterexample trace = result.counterexample().orElseThrow();
        assertThat(trace.kind()).isEqualTo(Counterexample.Kind.TRACE);
        assertThat(trace.initial().variables().get("Lit")).hasToString("{}");
        Step step = trace.steps().get(trace.length() - 1);
        assertThat(step.actor()).isEqualTo("Holder0");
        assertThat(step.action()).isEqualTo("on");
        assertThat(step.arguments()).containsOnlyKeys("h", "l").containsEntry("h", new Value.Text("Holder0"));
        assertThat(step.changed()).containsExactly("Lit");
        assertThat(trace.loop()).isEmpty();
        assertThat(trace.predicate()).isEmpty();
    }

    @Test
    void a_variant_is_run_against_the_assertions_of_its_base() throws Exception {
        RunResult result = run(toys.twice(), LIMITS);

        assertThat(result.asExpected()).as(result.toString()).isTrue();
        Counterexample trace = result.counterexample().orElseThrow();
        assertThat(trace.variant()).hasValue("twice");
        assertThat(trace.steps().get(trace.length() - 1).changed()).containsExactly("Lit");
        assertThat(trace.steps().get(trace.length() - 1).state().variables().get("Lit"))
                .hasToString("{Lamp0, Lamp1}");
        assertThat(result.witnesses()).isEqualTo(Map.of("wOff", true));
    }

    @Test
    void a_variant_without_effect_holds_and_is_not_as_expected() throws Exception {
        edit(variant(), "lampStep or twice", "lampStep");

        RunResult result = run(toys.twice(), LIMITS);

        assertThat(result.verdict()).isEqualTo(new Verdict.Violated("NeverLit"));
        assertThat(result.asExpected()).isFalse();
        assertThat(result.notes()).contains("The file says expect 1 for OneAtATime, but there is no instance.");
    }

    @Test
    void a_variant_with_an_assertion_of_its_own_is_refused() throws Exception {
        edit(toys.file("Lamps"), "assert OneAtATime { always lone Lit' - Lit }", "");
        edit(toys.file("OneLamp"), "fact Behaviour", "assert OneAtATime { always lone Lit' - Lit }\nfact Behaviour");
        edit(variant(), "fact Behaviour", "assert OneAtATime { always no Lit }\nfact Behaviour");

        assertThat(problems(run(toys.twice(), LIMITS)))
                .extracting(Problem::message)
                .containsExactly(
                        "The command OneAtATime: The assertion is the variant's own; it has to be the one that the"
                                + " base checks.");
    }

    @Test
    void a_variant_that_looks_further_than_its_base_is_refused() throws Exception {
        edit(variant(), "check OneAtATime for exactly 2 Lamp", "check OneAtATime for exactly 3 Lamp");

        assertThat(problems(run(toys.twice(), LIMITS)))
                .extracting(Problem::toString)
                .containsExactly(variant() + ":7: The command OneAtATime: Its scope is not that of the same command in"
                        + " OneLamp.als.");
    }

    @Test
    void a_syntax_error_names_the_users_file() throws Exception {
        edit(variant(), "fact Behaviour {", "fact Behaviour (");

        assertThat(problems(run(toys.twice(), LIMITS)))
                .singleElement()
                .satisfies(problem -> assertThat(problem.location()).hasValueSatisfying(place -> {
                    assertThat(place.file()).isEqualTo(variant().toString());
                    assertThat(place.line()).isEqualTo(5);
                }));
    }

    @Test
    void a_run_that_takes_too_long_is_inconclusive() throws Exception {
        RunResult result = run(toys.alone(ENDLESS, "S"), new Limits(Duration.ofSeconds(3), 256));

        assertThat(reason(result))
                .isEqualTo(
                        "Alloy's process was stopped after its time limit of 3 s; allow it more, or lower the scopes");
        assertThat(runs).isEmptyDirectory();
    }

    @Test
    void a_run_that_needs_more_heap_is_inconclusive() throws Exception {
        RunResult result = run(toys.alone(ENDLESS, "S"), new Limits(Duration.ofMinutes(2), 24));

        assertThat(reason(result))
                .isEqualTo("Alloy's process ran out of its 24 MiB of heap; allow it more, or lower the scopes");
    }

    @Test
    void a_killed_process_is_inconclusive() throws Exception {
        Thread killer = new Thread(() -> {
            Optional<ProcessHandle> child = Optional.empty();
            while (child.isEmpty() && !Thread.currentThread().isInterrupted()) {
                child = child();
            }
            child.ifPresent(ProcessHandle::destroyForcibly);
        });
        killer.start();

        RunResult result = run(toys.alone(ENDLESS, "S"), LIMITS);
        killer.interrupt();
        killer.join();

        assertThat(reason(result)).isEqualTo("Alloy's process was killed by signal 9");
        assertThat(runs).isEmptyDirectory();
    }

    @Test
    void an_interrupt_stops_the_process_and_leaves_nothing_behind() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> run(toys.alone(ENDLESS, "S"), LIMITS)).isInstanceOf(InterruptedException.class);
        assertThat(runs).isEmptyDirectory();
    }

    private Optional<ProcessHandle> child() {
        return ProcessHandle.current()
                .children()
                .filter(process -> process.info()
                        .arguments()
                        .filter(words -> List.of(words).contains(AlloyChild.class.getName()))
                        .filter(words -> words[words.length - 1].startsWith(runs.toString()))
                        .isPresent())
                .findFirst();
    }

    private Path variant() {
        return toys.folder().resolve("variants/twice/Twice.als");
    }

    private static String reason(RunResult result) {
        assertThat(result.verdict()).isInstanceOf(Verdict.Inconclusive.class);
        return ((Verdict.Inconclusive) result.verdict()).reason();
    }

    private static List<Problem> problems(RunResult result) {
        assertThat(result.verdict()).isInstanceOf(Verdict.Broken.class);
        return ((Verdict.Broken) result.verdict()).problems();
    }

    private RunResult run(Run run, Limits limits) throws InterruptedException {
        return new AlloyEngine(toys.folder(), ChildRunner.open(ChildRunner.ownJava(), runs))
                .run(run, limits, (who, distinct, generated, queue) -> {});
    }
}
