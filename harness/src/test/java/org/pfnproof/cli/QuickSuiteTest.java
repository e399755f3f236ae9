package org.pfnproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pfnproof.catalogue.Schemas;
import org.pfnproof.testing.RealSpecs;

/** The main job on the project's own specs: everything comes out as expected. */
@Timeout(1200)
class QuickSuiteTest {

    @TempDir
    Path home;

    @Test
    void everyRunAndClaimIsAsExpectedAndTheJsonFitsTheSchema() throws Exception {
        RealSpecs.copyTo(home);
        Files.createDirectories(home.resolve("harness/target"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Environment environment = new Environment(
                home, new Engines(), new PrintStream(out, false, StandardCharsets.UTF_8), System.err, Terminal.NONE);

        int code = new Cli(environment).run("check", "--format", "json");

        JsonElement json = JsonParser.parseString(out.toString(StandardCharsets.UTF_8));
        assertThat(new Schemas().violations("check", json)).isEmpty();
        assertThat(notAsExpected(json, "results")).isEmpty();
        assertThat(notAsExpected(json, "claims")).isEmpty();
        assertThat(json.getAsJsonObject().getAsJsonArray("claims")).hasSizeGreaterThanOrEqualTo(3);
        assertThat(code).isZero();
    }

    private static JsonArray notAsExpected(JsonElement json, String list) {
        JsonArray found = new JsonArray();
        for (JsonElement element : json.getAsJsonObject().getAsJsonArray(list)) {
            JsonObject object = element.getAsJsonObject();
            if (!object.get("asExpected").getAsBoolean()) {
                found.add(object);
            }
        }
        return found;
    }
}
