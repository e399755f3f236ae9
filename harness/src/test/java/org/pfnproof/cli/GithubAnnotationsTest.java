package org.pfnproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pfnproof.catalogue.Problem;
import org.pfnproof.engine.Verdict;
import org.pfnproof.testing.Checks;
import org.pfnproof.testing.FakeToolbox;
import org.pfnproof.testing.Results;

class GithubAnnotationsTest {

    private static final Path HOME = Path.of("checkout");

    private static String print(FakeToolbox.Behaviour behaviour) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new GithubAnnotations(HOME).print(Checks.of(behaviour), new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void pointAtTheLineOfASpecsError() {
        String file = HOME.resolve("specs/tla/Toy.tla").toAbsolutePath().toString();
        Verdict broken = new Verdict.Broken(List.of(Problem.at(file, 3, 5, "50% of\nthis is wrong")));
        assertThat(print((run, limits) -> Results.of(run, broken)))
                .isEqualTo("::error file=specs/tla/Toy.tla,line=3,col=5::50%25 of%0Athis is wrong\n");
    }

    @Test
    void nameTheRunThatIsNotAsExpected() {
        assertThat(print((run, limits) -> run.id().equals("toy")
                        ? Results.of(run, new Verdict.Violated("NoLostUpdate"))
                        : Results.expected(run)))
                .isEqualTo("::error title=toy::NoLostUpdate is violated, but it was expected to hold.\n");
    }

    @Test
    void areSilentIfAllIsAsExpectedAndOnlyWantedOnGithub() {
        assertThat(print((run, limits) -> Results.expected(run))).isEmpty();
        assertThat(GithubAnnotations.wanted(Map.of("GITHUB_ACTIONS", "true"))).isTrue();
        assertThat(GithubAnnotations.wanted(Map.of())).isFalse();
    }
}
