package org.pfnproof.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pfnproof.catalogue.Problem;
import org.pfnproof.catalogue.Schemas;
import org.pfnproof.check.CheckResult;
import org.pfnproof.engine.RunResult;
import org.pfnproof.engine.Verdict;
import org.pfnproof.testing.Checks;
import org.pfnproof.testing.Results;

class JsonReportTest {

    private final JsonReport report = new JsonReport(new Versions("1.2", "17"));

    private JsonObject parse(CheckResult check) {
        return JsonParser.parseString(report.render(check)).getAsJsonObject();
    }

    static List<Verdict> verdicts() {
        return List.of(
                new Verdict.Holds(),
                new Verdict.Violated("NoLostUpdate"),
                new Verdict.Violated("Deadlock"),
                new Verdict.Inconclusive("timeout"),
                new Verdict.Broken(List.of(Problem.at("Toy.tla", 1, 2, "what is this?"))),
                new Verdict.Vacuous(List.of("never reached")),
                new Verdict.Disagreement("12 against 13"));
    }

    @ParameterizedTest
    @MethodSource("verdicts")
    void fitsItsSchemaWhateverTheVerdict(Verdict verdict) {
        JsonObject json = parse(Checks.of((run, limits) -> Results.of(run, verdict)));
        assertThat(new Schemas().violations("check", json)).isEmpty();
        assertThat(result(json, 0).get("verdict").getAsString()).isEqualTo(verdict.label());
    }

    @Test
    void fitsItsSchemaWithoutStatesAndWithALasso() {
        JsonObject json = parse(Checks.of((run, limits) -> new RunResult(
                run,
                "Fake 1.0",
                new Verdict.Violated("EverDone"),
                Optional.empty(),
                java.util.Map.of(),
                java.util.Map.of(),
                Optional.of(Results.lasso(run, "EverDone")),
                List.of("a note"),
                "",
                java.time.Duration.ZERO,
                List.of(),
                java.util.OptionalLong.empty(),
                false)));
        assertThat(new Schemas().violations("check", json)).isEmpty();
        assertThat(result(json, 0).get("states").isJsonNull()).isTrue();
        assertThat(result(json, 0).getAsJsonObject("counterexample").get("loop").getAsInt())
                .isEqualTo(1);
    }

    @Test
    void tellsWhatWasExpectedAndWhatWasFound() {
        JsonObject json = parse(Checks.of((run, limits) -> Results.expected(run)));
        JsonObject variant = result(json, 2);
        assertThat(variant.get("variant").getAsString()).isEqualTo("toy-unlocked");
        assertThat(variant.get("violated").getAsString()).isEqualTo("NoLostUpdate");
        assertThat(variant.getAsJsonObject("expected").get("violated").getAsString())
                .isEqualTo("NoLostUpdate");
        assertThat(variant.get("asExpected").getAsBoolean()).isTrue();
        assertThat(result(json, 1).get("variant").isJsonNull()).isTrue();
        assertThat(json.getAsJsonObject("summary").get("exit").getAsInt()).isZero();
        JsonArray claims = json.getAsJsonArray("claims");
        assertThat(claims.get(1).getAsJsonObject().get("verdict").getAsString()).isEqualTo("REFUTED");
    }

    @Test
    void theSchemaRefusesWhatTheReportNeverWrites() {
        JsonObject json = parse(Checks.of((run, limits) -> Results.expected(run)));
        result(json, 0).addProperty("verdict", "FINE");
        result(json, 2).getAsJsonObject("counterexample").addProperty("inputsHash", "none");
        assertThat(new Schemas().violations("check", json))
                .anyMatch(text -> text.startsWith("/results/0/verdict: expected one of HOLDS"))
                .anyMatch(text -> text.startsWith("/results/2/counterexample"));
    }

    private static JsonObject result(JsonObject json, int index) {
        return json.getAsJsonArray("results").get(index).getAsJsonObject();
    }
}
