package org.pfnproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pfnproof.catalogue.MutationPlan;
import org.pfnproof.testing.CliRunner;
import org.pfnproof.testing.CliRunner.Outcome;
import org.pfnproof.testing.FakeToolbox;
import org.pfnproof.testing.RealSpecs;
import org.pfnproof.testing.Results;

class MutantCheckTest {

    @TempDir
    Path home;

    private CliRunner cli;

    @BeforeEach
    void open() {
        cli = new CliRunner(home, new FakeToolbox((run, limits) -> Results.expected(run)));
    }

    @Test
    void planOfTheRepositoryCanBeRead() throws Exception {
        MutationPlan plan = MutationPlan.load(RealSpecs.inPlace().catalogue());
        assertThat(plan.groups()).isNotEmpty();
        assertThat(plan.survivors())
                .allSatisfy(survivor -> assertThat(plan.groups()).anySatisfy(group -> assertThat(group.modules())
                        .anyMatch(module -> survivor.mutant().startsWith(module + "."))));
    }

    @Test
    void otherNamesBesideItAreRefused() {
        Outcome outcome = cli.run("check", "generated-mutants", "retry-one");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("generated-mutants is checked alone");
        assertThat(cli.run("check", "generated-mutants", "--shard", "1/2").err())
                .contains("--shard and --changed are not for generated-mutants");
    }

    @Test
    void missingPlanIsNamed() {
        Outcome outcome = cli.run("check", "generated-mutants");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("specs/mutants.json").contains("is missing");
    }

    @Test
    void mistakesInThePlanAreNamed() throws Exception {
        Files.writeString(cli.specs().resolve("mutants.json"), """
                {"budget": "soon", "seed": 1, "survivors": [], "groups": [
                  {"id": "g", "modules": ["M"], "models": [{"id": "no-such-model"}], "goal": 90}]}
                """);
        Outcome outcome = cli.run("check", "generated-mutants");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err())
                .contains("/budget: expected a duration like 30m, found \"soon\"")
                .contains("unknown model \"no-such-model\"");
    }
}
