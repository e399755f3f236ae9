package org.pfnproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pfnproof.testing.Fixture;
import org.pfnproof.testing.Needs;

/** Real checkers on a copy of the fixture: what is run again after a change, and what is not. */
class KeptResultsTest {

    @TempDir
    Path home;

    @BeforeEach
    void copy() throws IOException {
        Files.createDirectories(home.resolve("harness/target"));
        Fixture.copyTo(home);
    }

    private record Outcome(int code, String out, String err) {
        /** Run to whether its result was kept. */
        Map<String, Boolean> kept() {
            return JsonParser.parseString(out).getAsJsonObject().getAsJsonArray("results").asList().stream()
                    .map(JsonElement::getAsJsonObject)
                    .collect(
                            Collectors.toMap(Outcome::id, run -> run.get("kept").getAsBoolean()));
        }

        private static String id(JsonObject run) {
            JsonElement variant = run.get("variant");
            return run.get("model").getAsString() + (variant.isJsonNull() ? "" : "+" + variant.getAsString());
        }
    }

    private Outcome check(String... more) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Environment environment = new Environment(
                home,
                new Engines(),
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Terminal.NONE);
        String[] all = new String[more.length + 2];
        all[0] = "check";
        all[1] = "--format=json";
        System.arraycopy(more, 0, all, 2, more.length);
        int code = new Cli(environment).run(all);
        return new Outcome(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void onlyWhatAChangeCanDecideOtherwiseIsRunAgain() throws Exception {
        assertThat(check().kept())
                .containsOnly(Map.entry("toy", false), Map.entry("toy+toy-unlocked", false), Map.entry("pages", false));
        Outcome second = check();
        assertThat(second.kept().values()).containsOnly(true);
        assertThat(second.code()).isZero();
        assertThat(check("--no-cache").kept().values()).containsOnly(false);
        Path variant = home.resolve("specs/variants/toy-unlocked");
        Path module;
        try (var files = Files.list(variant)) {
            module = files.filter(file -> file.toString().endsWith(".tla"))
                    .findFirst()
                    .orElseThrow();
        }
        Files.writeString(module, "\\* A comment changes nothing.\n" + Files.readString(module));
        assertThat(check().kept().values()).containsOnly(true);
        Fixture.edit(module, "====", "Unused == 1\n====");
        assertThat(check().kept()).isEqualTo(Map.of("toy", true, "toy+toy-unlocked", false, "pages", true));
        try (var entries = Files.list(home.resolve("harness/target/kept-results"))) {
            for (Path entry : entries.toList()) {
                Files.writeString(entry, "broken");
            }
        }
        assertThat(check().kept().values()).containsOnly(false);
    }

    @Test
    void changedRunsOnlyWhatDiffersFromTheRevision() throws Exception {
        Needs.that(new ProcessBuilder("git", "--version").start().waitFor() == 0, "git");
        assertThat(check("--changed").err()).contains("git says");
        git("init", "-q");
        git("add", "specs");
        git("-c", "user.name=t", "-c", "user.email=t@t", "commit", "-q", "-m", "first");
        Outcome nothing = check("--changed");
        assertThat(nothing.kept()).isEmpty();
        assertThat(nothing.err()).contains("nothing of what was asked for is left to run");
        assertThat(nothing.code()).isZero();
        Fixture.edit(home.resolve("specs/variants/toy-unlocked/variant.json"), "\"title\": \"", "\"title\": \"Still ");
        assertThat(check("--changed=HEAD").kept()).isEmpty();
        Fixture.edit(home.resolve("specs/models/toy.json"), "\"distinctStates\": ", "\"distinctStates\": 1");
        assertThat(check("--changed").kept()).containsOnlyKeys("toy", "toy+toy-unlocked");
        Outcome unknown = check("--changed=no-such-revision");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).contains("no-such-revision");
    }

    private void git(String... arguments) throws Exception {
        String[] command = new String[arguments.length + 3];
        command[0] = "git";
        command[1] = "-C";
        command[2] = home.toString();
        System.arraycopy(arguments, 0, command, 3, arguments.length);
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }
}
