package org.pfnproof.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraceJsonTest {

    private static final Value EVERY_KIND = new Value.Fields(ordered(
            "int", new Value.Int(Long.MIN_VALUE),
            "bool", new Value.Bool(true),
            "text", new Value.Text("v1"),
            "tuple", new Value.Tuple(List.of(new Value.Int(1), new Value.Tuple(List.of()))),
            "set", new Value.SetOf(new LinkedHashSet<>(List.of(new Value.Int(2), new Value.Int(1)))),
            "function", new Value.Function(Map.of(new Value.SetOf(java.util.Set.of()), new Value.Text("")))));

    @Test
    void whatIsWrittenIsReadBackEqual() throws Exception {
        assertThat(TraceJson.read(TraceJson.write(lasso()).toString())).isEqualTo(lasso());
    }

    @Test
    void orderOfVariablesAndElementsSurvives() throws Exception {
        String text = TraceJson.write(lasso()).toString();

        assertThat(TraceJson.write(TraceJson.read(text)).toString()).isEqualTo(text);
    }

    @Test
    void formIsTheAgreedOne() {
        JsonObject json = TraceJson.write(lasso());

        assertThat(json.keySet())
                .containsExactly(
                        "schema",
                        "kind",
                        "model",
                        "variant",
                        "profile",
                        "bounds",
                        "engine",
                        "property",
                        "inputsHash",
                        "initial",
                        "steps",
                        "loop");
        assertThat(json.get("kind").getAsString()).isEqualTo("lasso");
        assertThat(json.get("initial"))
                .isEqualTo(JsonParser.parseString("{\"all\": {\"int\": -9223372036854775808, \"bool\": true,"
                        + " \"text\": \"v1\", \"tuple\": {\"#tup\": [1, {\"#tup\": []}]}, \"set\": {\"#set\": [2, 1]},"
                        + " \"function\": {\"#map\": [[{\"#set\": []}, \"\"]]}}}"));
        assertThat(json.getAsJsonArray("steps").get(0).toString())
                .isEqualTo("{\"actor\":\"v1\",\"action\":\"kvm_faultin_pfn\",\"arguments\":{\"v\":\"v1\"},"
                        + "\"changed\":[\"all\"],\"state\":{\"all\":2}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"schema\":1 | \"schema\":2 | /schema: the file has schema 2, and this pfnproof reads none newer"
                        + " than 1; read it with the pfnproof that wrote it, or record it anew",
                "\"kind\":\"lasso\" | \"kind\":\"loop\" | /kind: trace, lasso or instance was expected, not \"loop\"",
                "\"loop\":0 | \"loop\":2 | /loop: a state's index from 0 to 1 was expected",
                "\"loop\":0 | \"lopo\":0 | /lopo: this name is not known here",
                ",\"loop\":0 | '' | the whole file: a lasso needs \"loop\"",
                "\"kind\":\"lasso\" | \"kind\":\"trace\" | the whole file: only a lasso has a loop, and this is a trace",
                "\"kind\":\"lasso\" | \"kind\":\"instance\" | the whole file: only a lasso has a loop, and this is an"
                        + " instance",
                "\"actor\":\"v1\" | \"actor\":7 | /steps/0/actor: a string was expected",
                "\"state\":{\"all\":2} | \"state\":{\"all\":[2]} | /steps/0/state/all: a value was expected,"
                        + " with arrays as {\"#tup\": […]} or {\"#set\": […]}",
                "\"state\":{\"all\":2} | \"state\":{\"all\":2.5} | /steps/0/state/all: an integer was expected",
                "\"property\": | \"proprety\": | /proprety: this name is not known here",
                "\"state\":{\"all\":2} | \"state\":{\"al\":2} | /steps/0/state/al: the initial state has no such variable",
                "\"state\":{\"all\":2} | \"state\":{} | /steps/0/state: lacks all",
                "\"changed\":[\"all\"] | \"changed\":[\"al\"] | /steps/0/changed: there is no variable al",
                "\"action\": | \"acton\": | /steps/0/acton: this name is not known here",
                "\"action\":\"kvm_faultin_pfn\", | '' | /steps/0: \"action\" is missing",
                "[[{\"#set\":[]},\"\"]] | [[1]] | /initial/all/function/#map: pairs [argument, result] were expected"
            })
    void damageIsToldWithItsPlace(String good, String bad, String message) {
        String text = TraceJson.write(lasso()).toString();
        assertThat(text).contains(good);

        assertThatThrownBy(() -> TraceJson.read(text.replace(good, bad)))
                .isInstanceOf(TraceFormatException.class)
                .hasMessage(message);
    }

    @Test
    void truncatedTextIsNoJson() {
        String text = TraceJson.write(lasso()).toString();

        assertThatThrownBy(() -> TraceJson.read(text.substring(0, text.length() / 2)))
                .isInstanceOf(TraceFormatException.class)
                .hasMessageStartingWith("1:")
                .hasMessageContaining("the file is truncated");
    }

    private static Counterexample lasso() {
        JsonObject bounds = new JsonObject();
        bounds.addProperty("Max", 2);
        State after = new State(Map.of("all", new Value.Int(2)));
        Step step = new Step("v1", "kvm_faultin_pfn", Map.of("v", new Value.Text("v1")), List.of("all"), after);
        return new Counterexample(
                Counterexample.Kind.LASSO,
                "model",
                Optional.of("variant"),
                "linux-6.12",
                bounds,
                "TLC 2.18",
                "FaultCompletes",
                "sha256:00",
                new State(Map.of("all", EVERY_KIND)),
                List.of(step),
                OptionalInt.of(0),
                Optional.empty());
    }

    private static Map<String, Value> ordered(Object... pairs) {
        Map<String, Value> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], (Value) pairs[i + 1]);
        }
        return map;
    }
}
