package org.pfnproof.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pfnproof.testing.CiFiles;
import org.pfnproof.testing.FakeToolbox;
import org.pfnproof.testing.Needs;
import org.pfnproof.testing.RealSpecs;

/** The recipes of docs/ci: files that CI systems can read, with commands that exist. */
class CiRecipesTest {

    private static final Path DOCS = RealSpecs.inPlace().folder().resolveSibling("docs");
    private static final String COMMAND = "harness/pfnproof ";

    private static String text(String file) throws IOException {
        return Files.readString(DOCS.resolve(file));
    }

    private static Object read(String file) throws IOException {
        return CiFiles.read(text(file));
    }

    /** All strings in it, wherever they stand. */
    private static Stream<String> strings(Object node) {
        if (node instanceof Map<?, ?> map) {
            return map.values().stream().flatMap(CiRecipesTest::strings);
        }
        if (node instanceof List<?> list) {
            return list.stream().flatMap(CiRecipesTest::strings);
        }
        return Stream.of(String.valueOf(node));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ci/github-actions.yml", "ci/gitlab-ci.yml"})
    void everyCommandExistsAndShardsAreShared(String file) throws Exception {
        List<String> commands = strings(read(file))
                .filter(text -> text.startsWith(COMMAND))
                .map(text -> text.replaceAll("\\$\\{\\{ matrix\\.\\w+ }}|\\$CI_NODE_INDEX", "3"))
                .map(text -> text.replace("$CI_NODE_TOTAL", "4"))
                .toList();

        assertThat(commands).isNotEmpty().allSatisfy(command -> assertThat(command)
                .contains("--shard 3/4", "--format junit", "--output pfnproof-3.xml")
                .doesNotContain("$"));
        Environment environment =
                new Environment(DOCS, (specs, jar) -> FakeToolbox.obedient(), System.out, System.err, Terminal.NONE);
        for (String command : commands) {
            String[] words = command.substring(COMMAND.length()).strip().split("\\s+");
            assertThatCode(() -> new Cli(environment).commandLine().parseArgs(words))
                    .doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ci/github-actions.yml", "ci/gitlab-ci.yml"})
    void keepsTheResultsWhereTheyAre(String file) throws IOException {
        Path home = Path.of("home");
        Path kept = new Environment(home, (specs, jar) -> FakeToolbox.obedient(), System.out, System.err, Terminal.NONE)
                .build()
                .resolve(KeptResults.FOLDER);

        assertThat(strings(read(file))).contains(home.relativize(kept).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ci/github-actions.yml", "ci/gitlab-ci.yml"})
    void thePageShowsTheFileAsItIs(String file) throws IOException {
        assertThat(text("ci.md")).contains("```yaml\n" + text(file) + "```\n");
    }

    @Test
    void theFilesHaveTheStructureThatTheSystemsRequire() throws IOException {
        assertThat(CiFiles.githubProblems(text("ci/github-actions.yml"))).isEmpty();
        assertThat(CiFiles.gitlabProblems(text("ci/gitlab-ci.yml"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "github, runs-on:, runs_on:",
        "github, 'on: [push', 'on: [pull'",
        "github, 'contents: read', 'contents: reed'",
        "github, jobs:, job:",
        "github, '  check:', '  1check:'",
        "github, steps:, stages:",
        "github, 'run: >-', 'script: >-'",
        "github, '- name: Check', '- uses: a/b@v1'",
        "github, checkout@v4, checkout",
        "github, 'shard: [1', 'part: [1'",
        "github, 'matrix:', 'matrices:'",
        "gitlab, script:, scripts:",
        "gitlab, 'reports:', 'report:'",
        "gitlab, 'junit:', 'xunit:'",
        "gitlab, 'parallel: 4', 'parallel: 1'",
        "gitlab, 'when: always', 'when: ever'",
        "gitlab, 'image:', 'stage: check\n  image:'",
        "gitlab, 'paths: [.m2', 'files: [.m2'"
    })
    void aMistakeInTheStructureIsNoticed(String system, String from, String to) throws IOException {
        boolean github = system.equals("github");
        String text = text(github ? "ci/github-actions.yml" : "ci/gitlab-ci.yml");
        assertThat(text).contains(from);
        String wrong = text.replace(from, to.replace("\\n", "\n"));
        assertThat(github ? CiFiles.githubProblems(wrong) : CiFiles.gitlabProblems(wrong))
                .isNotEmpty();
    }

    /** Together the machines make all runs, and no run twice. */
    @Test
    void theShardsAreAllOfThem() throws IOException {
        Map<?, ?> workflow = (Map<?, ?>) read("ci/github-actions.yml");
        Map<?, ?> job = (Map<?, ?>) ((Map<?, ?>) workflow.get("jobs")).get("check");
        Map<?, ?> matrix = (Map<?, ?>) ((Map<?, ?>) job.get("strategy")).get("matrix");
        List<?> shards = (List<?>) matrix.get("shard");
        assertThat(shards)
                .isEqualTo(IntStream.rangeClosed(1, shards.size()).boxed().toList());
        assertThat(text("ci/github-actions.yml")).contains("--shard ${{ matrix.shard }}/" + shards.size() + "\n");
    }

    @Test
    void whatOurOwnCiRunsIsAScript() throws Exception {
        Path script = DOCS.resolveSibling(".ci").resolve("run");
        assertThat(script).isExecutable();
        Path bash = Path.of("/bin/bash");
        Needs.that(Files.isExecutable(bash), "bash");
        Process check = new ProcessBuilder(bash.toString(), "-n", script.toString())
                .redirectErrorStream(true)
                .start();
        assertThat(new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEmpty();
        assertThat(check.waitFor()).isZero();
    }
}
