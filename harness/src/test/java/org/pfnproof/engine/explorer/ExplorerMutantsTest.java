package org.pfnproof.engine.explorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pfnproof.catalogue.Model;
import org.pfnproof.catalogue.Model.EngineKind;
import org.pfnproof.catalogue.MutationPlan;
import org.pfnproof.engine.child.ChildRunner;
import org.pfnproof.engine.explorer.toys.DoorFactory;
import org.pfnproof.engine.explorer.toys.ToyModels;
import org.pfnproof.engine.mutant.Mutant;
import org.pfnproof.engine.mutant.Mutants;
import org.pfnproof.engine.mutant.Outcome;
import org.pfnproof.engine.mutant.Outcome.By;

/** A door that few may enter: each kind of change, and what becomes of it. */
@Timeout(120)
class ExplorerMutantsTest {

    private static final String CLASS = "toys.DoorFactory$Door";

    private static ExplorerMutants door;
    private static Map<String, Mutant> byId;
    private static Map<String, Outcome> outcomes;

    private static ExplorerMutants mutants(Model model) {
        return new ExplorerMutants(
                Path.of("src/test/java"),
                "org.pfnproof.engine.explorer",
                DoorFactory.class,
                ChildRunner.open(),
                new MutationPlan.Group(
                        "door",
                        EngineKind.EXPLORER,
                        List.of(CLASS),
                        Set.of(),
                        List.of(new MutationPlan.Use(model, Set.of())),
                        90));
    }

    private static Model model(String... rules) {
        return ToyModels.of("Door", 2, 64, List.of(), Map.of(), OptionalLong.empty(), rules);
    }

    @BeforeAll
    static void run() throws Exception {
        door = mutants(model("Few", "?Full"));
        door.prepare();
        byId = door.mutants().stream().collect(Collectors.toMap(Mutant::id, mutant -> mutant));
        outcomes = door.run(door.mutants(), Duration.ofMinutes(2)).entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().id().substring(CLASS.length() + 1), Map.Entry::getValue));
    }

    private static String becomes(String id) {
        return door.difference(byId.get(CLASS + "." + id)).get(1);
    }

    @Test
    void changesAreWhatTheirNamesSay() {
        assertThat(becomes("enter.drop-test.1"))
                .isEqualTo("+ if (isFull(s) || !hasRoom(s.get(DoorState.INSIDE))) { // test 1 always jumps");
        assertThat(becomes("enter.negate-test.2")).endsWith(" // test 2 says the opposite");
        assertThat(becomes("enter.drop-update.2")).isEqualTo("+ s.set(DoorState.LOG, 1); // without call 1: set");
        assertThat(becomes("leave.off-by-one.1")).endsWith(" // constant 1: 1 becomes 0");
        assertThat(becomes("isFull.off-by-one.1")).endsWith(" // test 1 moves its bound");
        assertThat(byId.get(CLASS + ".isFull.off-by-one.1").line()).isGreaterThan(1);
    }

    @Test
    void noticedByAPropertyAWitnessOrALostAction() {
        assertThat(outcomes.get("isFull.off-by-one.1")).isEqualTo(new Outcome.Killed(By.PROPERTY, "Few", "toy"));
        assertThat(outcomes.get("leave.drop-test.2")).isEqualTo(new Outcome.Killed(By.ACTION, "leave", "toy"));
    }

    /** With the changed isFull it would be reached at once. */
    @Test
    void rulesAreThoseOfTheUnchangedClasses() {
        assertThat(outcomes.get("isFull.drop-test.2")).isEqualTo(new Outcome.Killed(By.WITNESS, "Full", "toy"));
    }

    @Test
    void sameStateGraphIsEquivalentAndAnotherIsNot() {
        assertThat(outcomes.get("enter.drop-test.2")).isEqualTo(new Outcome.Equivalent(List.of("toy")));
        // No rule looks at the log.
        assertThat(outcomes.get("enter.drop-update.2")).isEqualTo(new Outcome.Survived(List.of("toy")));
        // Nobody leaves, although the step is taken: the graph has a loop in the place of a step.
        assertThat(outcomes.get("leave.drop-update.1")).isEqualTo(new Outcome.Survived(List.of("toy")));
    }

    @Test
    void lineThatIsNotRunIsUnreached() {
        assertThat(outcomes.get("clean.drop-update.1")).isEqualTo(new Outcome.Unreached());
    }

    @Test
    void crashAndOverflowAndEndlessStepsAreNoKills() {
        assertThat(outcomes.get("leave.negate-test.1"))
                .isInstanceOfSatisfying(Outcome.Invalid.class, invalid -> assertThat(invalid.reason())
                        .contains("StateOverflowException"));
        assertThat(outcomes.get("clean.drop-test.2")).isEqualTo(new Outcome.Invalid("a step does not end"));
    }

    /** Behind an endless step a new JVM goes on. */
    @Test
    void eachMutantHasAnOutcome() {
        assertThat(outcomes).hasSize(door.mutants().size());
        assertThat(outcomes.values())
                .noneMatch(outcome -> outcome instanceof Outcome.NotRun || outcome instanceof Outcome.Unfinished);
    }

    /** A step would say that it was taken, and change nothing. */
    @Test
    void whatAStepReturnsIsLeftAloneAndSoAreConstructors() {
        assertThat(door.mutants())
                .noneMatch(mutant -> String.join(" ", door.difference(mutant)).contains("return true"));
        assertThat(door.mutants()).extracting(Mutant::operator).doesNotContain("<init>", "Door");
    }

    @Test
    void withoutTimeNothingIsRun() throws Exception {
        assertThat(door.run(door.mutants().subList(0, 1), Duration.ZERO).values())
                .containsOnly(new Outcome.NotRun());
    }

    @Test
    void modelThatDoesNotHoldIsRefused() {
        // No more than two are ever inside.
        assertThatThrownBy(mutants(model("Few", "?Crowded"))::prepare)
                .isInstanceOf(Mutants.UnusableException.class)
                .hasMessageContaining("the unchanged model toy does not hold");
    }
}
