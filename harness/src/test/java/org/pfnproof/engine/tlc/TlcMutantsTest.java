package org.pfnproof.engine.tlc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pfnproof.catalogue.Model;
import org.pfnproof.catalogue.MutationPlan;
import org.pfnproof.catalogue.Property.Kind;
import org.pfnproof.engine.child.ChildRunner;
import org.pfnproof.engine.mutant.Mutant;
import org.pfnproof.engine.mutant.Mutants;
import org.pfnproof.engine.mutant.Outcome;
import org.pfnproof.engine.mutant.Outcome.By;

/** A door that closes behind whoever enters: each kind of change, and what becomes of it. */
@Timeout(120)
class TlcMutantsTest {

    private static TlcMutants door;
    private static Map<String, Mutant> byId;
    private static Map<String, Outcome> outcomes;

    private static TlcMutants mutants(Model model) throws Exception {
        Path specs = Path.of("src/test/resources/org/pfnproof/engine/tlc/mutants");
        MutationPlan.Group group =
                new MutationPlan.Group("door", List.of("Door"), List.of(new MutationPlan.Use(model, Set.of())), 90);
        return new TlcMutants(specs, TlcJar.bundled(), ChildRunner.open(), group);
    }

    private static ToyModel model() {
        return ToyModel.of("Door").bounds("{\"Max\": 2}");
    }

    @BeforeAll
    static void run() throws Exception {
        door = mutants(model().checks(Kind.INVARIANT, "TypeOK", "EachUseEnters", "RoomLeft")
                .witness("Inside")
                .run()
                .model());
        door.prepare();
        byId = door.mutants().stream().collect(Collectors.toMap(Mutant::id, mutant -> mutant));
        outcomes = door.run(door.mutants(), Duration.ofMinutes(2)).entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().id(), Map.Entry::getValue));
    }

    private static String becomes(String id) {
        return String.join(" ", door.difference(byId.get(id)));
    }

    @Test
    void everyKindIsThere() {
        // A test of a spec is a conjunct, a disjunct or an IF; one without a name of its own is only found in classes.
        assertThat(door.mutants())
                .extracting(Mutant::kind)
                .containsOnly(EnumSet.complementOf(EnumSet.of(org.pfnproof.engine.mutant.Kind.DROP_TEST))
                        .toArray(org.pfnproof.engine.mutant.Kind[]::new));
    }

    @Test
    void changesAreWhatTheirNamesSay() {
        assertThat(becomes("Door.Open.drop-conjunct.1")).isEqualTo("- /\\ door.pc = \"closed\" + /\\ TRUE");
        assertThat(becomes("Door.Enter.drop-disjunct.1")).isEqualTo("- /\\ \\/ Room + /\\ \\/ FALSE");
        assertThat(becomes("Door.Enter.negate-test.1"))
                .isEqualTo("- /\\ inside' = IF Room THEN inside + 1 ELSE inside"
                        + " + /\\ inside' = IF ~(Room) THEN inside + 1 ELSE inside");
        assertThat(becomes("Door.Room.off-by-one.1")).isEqualTo("- Room == inside < Max + Room == inside <= Max");
        assertThat(becomes("Door.Enter.drop-update.2")).isEqualTo("- /\\ log' = log \\cup {inside} + /\\ log' = log");
        assertThat(byId.get("Door.Enter.swap-steps.1").edits()).hasSize(4);
        assertThat(becomes("Door.Enter.swap-steps.1"))
                .contains("+ /\\ door.pc = \"shutting\"", "+ /\\ door' = [door EXCEPT !.pc = \"closed\"  ]");
    }

    @Test
    void bracketsAndTheOldValueStayWhole() {
        assertThat(door.mutants().stream()
                        .filter(mutant -> mutant.id().startsWith("Door.Open.drop-update"))
                        .map(mutant -> becomes(mutant.id())))
                .contains(
                        "- !.marks = (@ \\ {Max}) \\cup {inside}, + !.marks = (@ \\ {Max})              ,",
                        "- !.marks = (@ \\ {Max}) \\cup {inside}, + !.marks = (@        ) \\cup {inside},",
                        "- !.marks = IF @ = {} THEN @ ELSE @ \\cup (@ \\ {0})]"
                                + " + !.marks = IF @ = {} THEN @ ELSE @               ]");
        assertThat(outcomes.values()).noneMatch(Outcome.Invalid.class::isInstance);
    }

    @Test
    void noticedByAPropertyAWitnessOrALostAction() {
        assertThat(outcomes.get("Door.Enter.drop-update.1"))
                .isEqualTo(new Outcome.Killed(By.PROPERTY, "EachUseEnters", "toy"));
        assertThat(outcomes.get("Door.Open.drop-conjunct.2"))
                .isEqualTo(new Outcome.Killed(By.PROPERTY, "TypeOK", "toy"));
        assertThat(outcomes.values()).anySatisfy(outcome -> assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Killed.class, killed -> assertThat(killed.by()).isIn(By.WITNESS, By.ACTION)));
    }

    @Test
    void sameStateGraphIsEquivalentAndAnotherIsNot() {
        // Full says the same twice, and is never asked.
        assertThat(outcomes.get("Door.Full.drop-conjunct.2")).isEqualTo(new Outcome.Equivalent(List.of("toy")));
        // No property looks at the log.
        assertThat(outcomes.get("Door.Enter.drop-update.2")).isEqualTo(new Outcome.Survived(List.of("toy")));
    }

    /** With Room off by one RoomLeft is false, but says nothing: it is about Room itself. */
    @Test
    void propertyThatMentionsTheChangedOperatorDoesNotCount() throws Exception {
        TlcMutants only =
                mutants(model().checks(Kind.INVARIANT, "RoomLeft").run().model());
        only.prepare();
        Mutant room = only.mutants().stream()
                .filter(mutant -> mutant.id().equals("Door.Room.off-by-one.1"))
                .findFirst()
                .orElseThrow();
        assertThat(only.run(List.of(room), Duration.ofMinutes(1)).get(room))
                .isIn(new Outcome.Survived(List.of("toy")), new Outcome.Equivalent(List.of("toy")));
    }

    @Test
    void nextStateRelationAndPropertiesAreLeftAlone() {
        assertThat(Arrays.asList("Next", "Spec", "Init", "TypeOK", "EachUseEnters"))
                .doesNotContainAnyElementsOf(
                        door.mutants().stream().map(Mutant::operator).collect(Collectors.toSet()));
    }

    @Test
    void withoutTimeNothingIsRun() throws Exception {
        assertThat(door.run(door.mutants(), Duration.ZERO).values()).containsOnly(new Outcome.NotRun());
    }

    @Test
    void modelThatDoesNotHoldIsRefused() throws Exception {
        TlcMutants refused =
                mutants(model().checks(Kind.INVARIANT, "Inside").run().model());
        assertThatThrownBy(refused::prepare)
                .isInstanceOf(Mutants.UnusableException.class)
                .hasMessageContaining("the unchanged model toy does not hold");
    }
}
