package org.pfnproof.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pfnproof.testing.FakeToolbox;
import org.pfnproof.testing.RealSpecs;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The recipes of docs/ci: files that CI systems can read, with commands that exist. */
class CiRecipesTest {

    private static final Path DOCS = RealSpecs.inPlace().folder().resolveSibling("docs");
    private static final String COMMAND = "harness/pfnproof ";

    private static String text(String file) throws IOException {
        return Files.readString(DOCS.resolve(file));
    }

    /** Strict: a key that stands twice is an error. */
    private static Object read(String file) throws IOException {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        return new Yaml(new SafeConstructor(options)).load(text(file));
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
}
