package org.pfnproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pfnproof.testing.CliRunner.Outcome;
import org.pfnproof.testing.RealSpecs;

/** Recorded counterexamples of the real specs, as they are and after somebody's hand. */
class ReplayCommandTest {

    private static final Path RECORDED = Path.of("../counterexamples");

    @TempDir
    Path home;

    @BeforeEach
    void copySpecs() throws IOException {
        RealSpecs.copyTo(home);
        Files.createDirectories(home.resolve("harness/target"));
        for (String name : new String[] {"range-overwritten", "no-retry-test", "ad-zero-page-leaked"}) {
            Path to = home.resolve("counterexamples").resolve(name + ".json");
            Files.createDirectories(to.getParent());
            Files.copy(RECORDED.resolve(name + ".json"), to);
        }
    }

    private Outcome run(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Environment environment = new Environment(
                home,
                new Engines(),
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Terminal.NONE);
        int code = new Cli(environment).run(args);
        return new Outcome(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** A copy of range-overwritten, changed. */
    private String changed(Consumer<JsonObject> change) throws IOException {
        JsonObject json = JsonParser.parseString(Files.readString(RECORDED.resolve("range-overwritten.json")))
                .getAsJsonObject();
        change.accept(json);
        return Files.writeString(home.resolve("mine.json"), json.toString()).toString();
    }

    private static JsonObject step(JsonObject json, int number) {
        return json.getAsJsonArray("steps").get(number - 1).getAsJsonObject();
    }

    @Test
    void reproducesOnTheVariantAndSaysWhereTheBaseTakesAnotherWay() {
        Outcome outcome = run("replay", "range-overwritten");
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out())
                .contains(
                        ": reproduced\n",
                        "NoMappingInInvalidatedRange is\n  violated at the end.",
                        "retry-core, without the change of RangeAdded, at the same steps:",
                        "hva_to_pfn: cannot be taken; v1 goes on with vcpu_enter_guest",
                        "NoMappingInInvalidatedRange holds up to there.");
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    void saysWhatAnotherVariantDoesAtTheSameSteps() {
        Outcome falls = run("replay", "no-retry-test", "--variant", "in-progress-ignored");
        assertThat(falls.out())
                .contains(
                        "retry-one+in-progress-ignored, at the same steps:",
                        "is violated here as well, after 13 steps.");
        assertThat(falls.code()).isZero();

        Outcome holds = run("replay", "no-retry-test", "--variant", "base");
        assertThat(holds.out()).contains("NoMappingInInvalidatedRange holds up to there.");
        assertThat(holds.code()).isEqualTo(1);
    }

    @Test
    void putsAVariantOnThoseThatItFits() {
        Outcome outcome = run("replay", "--variant", "no-retry-test");
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out())
                .contains("range-overwritten.json", "no-retry-test.json")
                .doesNotContain("ad-zero-page");

        Outcome named = run("replay", "ad-zero-page-leaked", "--variant", "no-retry-test");
        assertThat(named.code()).isEqualTo(2);
        assertThat(named.err())
                .startsWith("pfnproof: --variant: no-retry-test changes the spec ")
                .hasLineCount(1);

        Outcome unknown = run("replay", "--variant", "no-retry-tst");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).contains("there is no variant \"no-retry-tst\"", "no-retry-test");
    }

    @Test
    void refusesSwappedSteps() throws IOException {
        Outcome outcome = run("replay", changed(json -> {
            var steps = json.getAsJsonArray("steps");
            var first = steps.get(3);
            steps.set(3, steps.get(4));
            steps.set(4, first);
        }));
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.out())
                .contains(": NOT REPRODUCED\n", "step 4, n1: ", "kvm_mmu_invalidate_range_add(n=n1)\n  is not enabled");
    }

    @Test
    void refusesAnAlteredState() throws IOException {
        Outcome outcome = run("replay", changed(json -> {
            JsonObject last = step(json, json.getAsJsonArray("steps").size());
            last.getAsJsonObject("state").addProperty("mmu_invalidate_in_progress", 7);
            last.getAsJsonArray("changed").add("mmu_invalidate_in_progress");
        }));
        assertThat(outcome.code()).isEqualTo(4);
        assertThat(outcome.out())
                .contains(
                        ": STATES DIFFER\n",
                        "leads to\n",
                        "counterexample: mmu_invalidate_in_progress=7",
                        "implementation: mmu_invalidate_in_progress=2");
    }

    @Test
    void refusesARenamedAction() throws IOException {
        Outcome outcome =
                run("replay", changed(json -> step(json, 4).addProperty("action", "kvm_mmu_invalidate_strt")));
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err())
                .contains("/steps/3/action: the reference implementation has no action \"kvm_mmu_invalidate_strt\"");
    }

    @Test
    void aCounterexampleWithoutItsViolationIsNotReproduced() throws IOException {
        Outcome outcome = run("replay", changed(json -> {
            var steps = json.getAsJsonArray("steps");
            steps.remove(steps.size() - 1);
        }));
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.out()).contains(": NOT REPRODUCED\n", "NoMappingInInvalidatedRange holds.");
    }
}
