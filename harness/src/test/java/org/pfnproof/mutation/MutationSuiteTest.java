package org.pfnproof.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.pfnproof.catalogue.Model.EngineKind;
import org.pfnproof.catalogue.MutationPlan;
import org.pfnproof.catalogue.MutationPlan.Survivor;
import org.pfnproof.catalogue.Schemas;
import org.pfnproof.check.ExitCode;
import org.pfnproof.engine.mutant.Edit;
import org.pfnproof.engine.mutant.Kind;
import org.pfnproof.engine.mutant.Mutant;
import org.pfnproof.engine.mutant.Mutants;
import org.pfnproof.engine.mutant.Outcome;
import org.pfnproof.engine.mutant.Outcome.By;
import org.pfnproof.report.MutantJson;
import org.pfnproof.report.MutantText;
import org.pfnproof.report.Style;
import org.pfnproof.report.Versions;
import org.pfnproof.testing.Results;

class MutationSuiteTest {

    private static final Outcome KILLED = new Outcome.Killed(By.PROPERTY, "NoFreedPageMapped", "retry-one");
    private static final Outcome SURVIVED = new Outcome.Survived(List.of("retry-one"));
    private static final Outcome EQUIVALENT = new Outcome.Equivalent(List.of("retry-one"));
    private static final Survivor SECOND = new Survivor("M.Op.drop-conjunct.2", "/\\  TRUE 2", "It must be so.");

    /** As many mutants as there are outcomes. */
    private static MutationResult result(double goal, List<Survivor> survivors, Outcome... outcomes) throws Exception {
        return suite(goal, survivors, outcomes).run(group -> "Fake 1", "");
    }

    private static MutationSuite suite(double goal, List<Survivor> survivors, Outcome... outcomes) {
        MutationPlan.Group group = new MutationPlan.Group(
                "g",
                List.of("M"),
                List.of(new MutationPlan.Use(Results.run("toy").model(), Set.of())),
                goal);
        return suite(group, survivors, outcomes);
    }

    private static MutationSuite suite(MutationPlan.Group group, List<Survivor> survivors, Outcome... outcomes) {
        MutationPlan plan = new MutationPlan(Duration.ofMinutes(1), 1, List.of(group), survivors);
        return new MutationSuite(plan, chosen -> new Fake(outcomes), 2, line -> {});
    }

    private record Fake(Outcome... outcomes) implements Mutants {

        @Override
        public void prepare() {
            // Nothing to find.
        }

        @Override
        public List<Mutant> mutants() {
            List<Mutant> mutants = new ArrayList<>();
            for (int i = 1; i <= outcomes.length; i++) {
                mutants.add(new Mutant("M", "Op", Kind.DROP_CONJUNCT, i, List.of(new Edit(i, 1, i, 2, "TRUE"))));
            }
            return mutants;
        }

        @Override
        public Path file(Mutant mutant) {
            return Path.of("M.tla");
        }

        @Override
        public List<String> difference(Mutant mutant) {
            return List.of("- /\\ x", "+ /\\ TRUE " + mutant.ordinal());
        }

        @Override
        public Map<Mutant, Outcome> run(List<Mutant> batch, Duration time) {
            Map<Mutant, Outcome> map = new LinkedHashMap<>();
            batch.forEach(mutant -> map.put(mutant, outcomes[mutant.ordinal() - 1]));
            return map;
        }
    }

    @Test
    void groupModuleOrOperatorCanBeAskedFor() throws Exception {
        for (String asked : List.of("", "g", "M", "M.Op", "M.Op.drop-conjunct.1")) {
            assertThat(suite(90, List.of(), KILLED)
                            .run(group -> "Fake 1", asked)
                            .mutants())
                    .as(asked)
                    .hasSize(1);
        }
        assertThat(suite(90, List.of(), KILLED)
                        .run(group -> "Fake 1", "M.Other")
                        .mutants())
                .isEmpty();
        assertThat(suite(90, List.of(), KILLED).run(group -> "Fake 1", "h").mutants())
                .isEmpty();
    }

    @Test
    void equivalentAndInvalidOnesDoNotCount() throws Exception {
        MutationResult result =
                result(90, List.of(), KILLED, EQUIVALENT, new Outcome.Invalid("no"), new Outcome.NotRun());

        assertThat(result.groups().get(0).score()).isEqualTo(new Score(4, 3, 1, 1, 1, 0));
        assertThat(result.exit()).isEqualTo(ExitCode.OK);
    }

    @Test
    void survivorWithoutExplanationFails() throws Exception {
        MutationResult result = result(0, List.of(), KILLED, SURVIVED);

        assertThat(result.exit()).isEqualTo(ExitCode.UNEXPECTED);
        assertThat(result.unexplained()).hasSize(1);
        assertThat(text(result)).contains("M.Op.drop-conjunct.2 (survived)", "M.tla:2", "+ /\\ TRUE 2");
    }

    @Test
    void unreachedAndUnfinishedOnesMustBeExplainedToo() throws Exception {
        assertThat(result(0, List.of(), KILLED, new Outcome.Unreached()).exit()).isEqualTo(ExitCode.UNEXPECTED);
        assertThat(result(0, List.of(), KILLED, new Outcome.Unfinished("too large"))
                        .exit())
                .isEqualTo(ExitCode.UNEXPECTED);
    }

    @Test
    void explainedSurvivorPassesButLowersTheScore() throws Exception {
        MutationResult result = result(50, List.of(SECOND), KILLED, SURVIVED);
        assertThat(result.exit()).isEqualTo(ExitCode.OK);
        assertThat(text(result)).contains("It must be so.");

        assertThat(result(51, List.of(SECOND), KILLED, SURVIVED).exit()).isEqualTo(ExitCode.UNEXPECTED);
    }

    @Test
    void ofClassesItIsSaidWhatConformFinds() throws Exception {
        MutationPlan.Group group = new MutationPlan.Group(
                "g",
                EngineKind.EXPLORER,
                List.of("M"),
                Set.of(),
                List.of(new MutationPlan.Use(Results.run("toy").model(), Set.of())),
                0);
        MutationResult result = suite(group, List.of(), KILLED, SURVIVED, EQUIVALENT, new Outcome.Unreached())
                .run(any -> "Fake 1", "");
        assertThat(result.engines()).containsOnlyKeys(EngineKind.EXPLORER);
        assertThat(text(result)).contains("g: 2 of 3 leave the graph of the spec");
        assertThat(text(result(0, List.of(), KILLED))).doesNotContain("conform");
    }

    @Test
    void staleExplanationIsAnError() throws Exception {
        assertThat(result(0, List.of(SECOND), KILLED).stale())
                .containsExactly("M.Op.drop-conjunct.2: there is no such mutant");
        assertThat(result(0, List.of(SECOND), KILLED, KILLED).stale())
                .containsExactly("M.Op.drop-conjunct.2: needs no explanation any more, it is killed");
        assertThat(result(0, List.of(SECOND), KILLED, EQUIVALENT).stale())
                .containsExactly("M.Op.drop-conjunct.2: needs no explanation any more, it is equivalent");
        Survivor other = new Survivor(SECOND.mutant(), "/\\ FALSE", "Of an earlier text.");
        MutationResult edited = result(0, List.of(other), KILLED, SURVIVED);
        assertThat(edited.stale()).singleElement().asString().contains("it is another change now");
        assertThat(edited.exit()).isEqualTo(ExitCode.UNUSABLE);
    }

    @Test
    void ofWhatWasNotRunNothingIsKnown() throws Exception {
        MutationResult result = result(90, List.of(SECOND), KILLED, new Outcome.NotRun());
        assertThat(result.stale()).isEmpty();
        assertThat(result.exit()).isEqualTo(ExitCode.OK);
        assertThat(result(90, List.of(), new Outcome.NotRun()).exit()).isEqualTo(ExitCode.UNDECIDED);
    }

    @Test
    void jsonFitsTheSchemaOfACheck() throws Exception {
        MutationResult result = result(
                0,
                List.of(SECOND),
                KILLED,
                SURVIVED,
                EQUIVALENT,
                new Outcome.Invalid("no"),
                new Outcome.Unfinished("no"),
                new Outcome.Unreached(),
                new Outcome.NotRun());
        String json = new MutantJson(new Versions("1.2", "17")).render(result);
        assertThat(new Schemas().violations("check", JsonParser.parseString(json)))
                .isEmpty();
    }

    private static String text(MutationResult result) {
        return new MutantText(new Versions("1.2", "17"), Style.PLAIN).render(result);
    }
}
