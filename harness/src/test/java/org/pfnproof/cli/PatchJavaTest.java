package org.pfnproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pfnproof.catalogue.Schemas;
import org.pfnproof.testing.Fixture;
import org.pfnproof.testing.RealSpecs;

/** {@code patch new --java}, and {@code patch check} of both halves, on a model of the real specs. */
@Timeout(300)
class PatchJavaTest {

    @TempDir
    Path home;

    private String out;

    private int run(String... words) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Environment environment = new Environment(
                RealSpecs.inPlace().folder().toAbsolutePath().getParent(),
                new Engines(),
                new PrintStream(bytes, false, StandardCharsets.UTF_8),
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
                Terminal.NONE);
        int code = new Cli(environment).run(words);
        out = bytes.toString(StandardCharsets.UTF_8);
        return code;
    }

    @Test
    void bothHalvesAreMadeAndMustTakeTheSameSteps() throws Exception {
        Path folder = home.resolve("mine");
        assertThat(run("patch", "new", "mine", folder.toString(), "--java")).isZero();
        assertThat(out).contains("and " + folder.resolve("Mine.java"));
        Path module = folder.resolve("Mine.tla");
        String text = Files.readString(module);
        int begin = text.indexOf("\nMine_mmu_invalidate_retry_gfn") + 1;
        Files.writeString(
                module,
                text.substring(0, begin) + "Mine_mmu_invalidate_retry_gfn(seq, g) == FALSE\n"
                        + text.substring(text.indexOf("\n----", begin)));

        assertThat(run("patch", "check", folder.toString(), "--model", "retry-one"))
                .as("only the module is changed")
                .isEqualTo(4);
        assertThat(out)
                .contains(
                        "mine: breaks NoMappingInInvalidatedRange",
                        "Its Java twin, Mine.java, does not do the same: see below.",
                        "retry-one+mine DIFFERS after")
                .doesNotContain("MineTest.java");
        assertThat(folder.resolve("counterexample.json")).exists();
        assertThat(folder.resolve("MineTest.java")).doesNotExist();

        Fixture.edit(folder.resolve("Mine.java"), "unchanged.saysRetry(s, seq, gfn)", "false");
        assertThat(run("patch", "check", folder.toString(), "--model", "retry-one", "--format", "json"))
                .isEqualTo(1);
        JsonObject json = JsonParser.parseString(out).getAsJsonObject();
        assertThat(new Schemas().violations("patch-check", json)).isEmpty();
        JsonObject twin = json.getAsJsonObject("twin");
        assertThat(new Schemas().violations("conform", twin)).isEmpty();
        JsonObject summary = twin.getAsJsonObject("summary");
        assertThat(summary.get("conforming").getAsInt()).isEqualTo(1);
        assertThat(summary.get("agreeing").getAsInt()).isEqualTo(1);
        assertThat(folder.resolve("MineTest.java")).content().contains("Races.of(\"retry-one\", \"mine\", PROPERTY)");
        assertThat(folder.toFile().list())
                .as("nothing else is left behind")
                .containsExactlyInAnyOrder(
                        "Mine.java", "Mine.tla", "MineTest.java", "README.md", "counterexample.json", "patch.json");

        assertThat(run("replay", "no-retry-test", "--variant", folder.toString()))
                .as("takes the recorded race, too")
                .isZero();
        assertThat(out).contains("retry-one+mine");
        assertThat(run("replay", "no-retry-test", "--variant", "docs/examples/drop-the-retry-check"))
                .as("no such folder from here")
                .isEqualTo(2);
        assertThat(run("replay", "--variant", folder.toString())).isEqualTo(2);

        Fixture.edit(folder.resolve("Mine.java"), "false", "flase");
        assertThat(run("replay", "no-retry-test", "--variant", folder.toString()))
                .isEqualTo(2);
        assertThat(run("patch", "check", folder.toString(), "--model", "retry-one"))
                .isEqualTo(2);
        assertThat(out).containsPattern("Mine.java:\\d+:\\d+:\\s+cannot find symbol");
        Files.delete(folder.resolve("Mine.java"));
        assertThat(run("patch", "check", folder.toString(), "--model", "retry-one"))
                .isEqualTo(2);
    }
}
