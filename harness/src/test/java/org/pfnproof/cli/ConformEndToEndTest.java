package org.pfnproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pfnproof.catalogue.Schemas;
import org.pfnproof.engine.child.ChildRunner;
import org.pfnproof.engine.tlc.TlcConformer;
import org.pfnproof.engine.tlc.TlcJar;
import org.pfnproof.engine.twin.ProtocolFactory;
import org.pfnproof.testing.CliRunner;
import org.pfnproof.testing.CliRunner.Outcome;
import org.pfnproof.testing.FakeToolbox;
import org.pfnproof.testing.Fixture;
import org.pfnproof.testing.Lamps;

/** The command line with the real TLC, a toy spec and its twins. */
@Timeout(120)
class ConformEndToEndTest {

    private static final Path LAMPS = Path.of("src/test/resources/org/pfnproof/engine/tlc/specs/tla/Lamps.tla");

    @TempDir
    Path home;

    @Test
    void aTwinThatDoesTheSameConforms() throws Exception {
        Outcome outcome = conform(Lamps.Faithful.class, "conform", "lamps");
        assertThat(outcome.out()).containsPattern("lamps +CONFORMS +44 +110");
        assertThat(outcome.code()).isZero();
    }

    @Test
    void aTwinThatForgetsAStepDiffersAndTheJsonFitsTheSchema() throws Exception {
        Outcome outcome = conform(Lamps.LooksOnce.class, "conform", "lamps", "--format", "json");
        assertThat(outcome.code()).isEqualTo(4);
        JsonElement json = JsonParser.parseString(outcome.out());
        assertThat(new Schemas().violations("conform", json)).isEmpty();
        JsonObject result =
                json.getAsJsonObject().getAsJsonArray("results").get(0).getAsJsonObject();
        assertThat(result.getAsJsonObject("path").getAsJsonArray("steps")).hasSize(2);
        assertThat(result.get("explanation").getAsString()).contains("Look(w=ann)");
    }

    private Outcome conform(Class<? extends ProtocolFactory> twins, String... command) throws Exception {
        Path specs = home.resolve("specs");
        CliRunner cli = new CliRunner(
                home, FakeToolbox.of(new TlcConformer(specs, TlcJar.bundled(), ChildRunner.open(), twins)));
        Files.copy(LAMPS, specs.resolve("tla/Lamps.tla"));
        Fixture.edit(
                specs.resolve("properties.json"),
                "[\n",
                "[{\"id\": \"CountInRange\", \"kind\": \"invariant\", \"module\": \"Lamps\", \"statement\": \"S.\","
                        + " \"rule\": \"R.\"},\n");
        Files.writeString(specs.resolve("models/lamps.json"), """
                {
                  "id": "lamps",
                  "title": "Lamps",
                  "description": "Two people switch their lamps.",
                  "profile": "linux-6.12",
                  "engine": "tlc",
                  "suite": "full",
                  "spec": "Lamps",
                  "bounds": {"WHO": ["ann", "bob"], "MAX": 2},
                  "symmetric": ["WHO"],
                  "properties": ["CountInRange"],
                  "expected": "HOLDS"
                }
                """);
        return cli.run(command);
    }
}
