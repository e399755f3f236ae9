package org.pfnproof.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ItfTest {

    /** As Apalache writes it: no steps, big numbers; with the member that says what it is a trace of. */
    private static final String FOREIGN = """
            {
              "#meta": {"format": "ITF", "varTypes": {"n": "Int"}, "pfnproof": {"model": "lamps", "property": "Never"}},
              "vars": ["n", "on"],
              "states": [
                {"#meta": {"index": 0}, "n": {"#bigint": "0"}, "on": {"#set": []}},
                {"#meta": {"index": 1}, "n": {"#bigint": "1"}, "on": {"#set": []}}
              ]
            }
            """;

    @TempDir
    private Path folder;

    static List<Path> recorded() throws Exception {
        try (Stream<Path> files = Files.list(Path.of("../counterexamples"))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void whatIsExportedIsImportedEqual(Path file) throws Exception {
        Counterexample trace = CounterexampleFile.read(file);
        Path itf =
                Files.writeString(folder.resolve("x.itf.json"), Itf.write(trace).toString());

        assertThat(CounterexampleFile.read(itf)).isEqualTo(trace);
    }

    @Test
    void aStateIsWrittenAsOtherToolsReadIt() throws Exception {
        JsonObject json = Itf.write(CounterexampleFile.read(Path.of("../counterexamples/no-retry-test.json")));

        assertThat(json.getAsJsonArray("vars").get(0).getAsString()).isEqualTo("mmu_invalidate_seq");
        JsonObject state = json.getAsJsonArray("states").get(1).getAsJsonObject();
        assertThat(state.getAsJsonObject("#meta").get("index").getAsInt()).isEqualTo(1);
        assertThat(state.get("buddy").toString()).isEqualTo("{\"#set\":[1,2]}");
        assertThat(state.size()).isEqualTo(json.getAsJsonArray("vars").size() + 1);
    }

    @Test
    void aTraceOfAnotherToolHasStepsWithoutNames() throws Exception {
        Counterexample trace = CounterexampleFile.read(Files.writeString(folder.resolve("a.itf.json"), FOREIGN));

        assertThat(trace.model()).isEqualTo("lamps");
        assertThat(trace.steps()).singleElement().satisfies(step -> {
            assertThat(step.action()).isEqualTo(Itf.UNNAMED);
            assertThat(step.changed()).containsExactly("n");
            assertThat(step.state().variables()).containsEntry("n", new Value.Int(1));
        });
    }

    @Test
    void damageIsToldWithItsPlace() throws Exception {
        refuses(FOREIGN.replace("\"pfnproof\"", "\"other\""), "/#meta: nothing says which model");
        refuses(FOREIGN.replace("\"model\"", "\"mdl\""), "/#meta/pfnproof: \"model\" is missing");
        refuses(FOREIGN.replace("\"1\"", "\"one\""), "/states/1/n/#bigint: an integer of at most 64 bits was expected");
        refuses(FOREIGN.replace("#set", "#unserializable"), "/states/0/on: there are no values of the kind");
        refuses(
                FOREIGN.replace("\"vars\"", "\"loop\": 7, \"vars\""),
                "/loop: a state's index from 0 to 1 was expected");
        refuses(FOREIGN.substring(0, 200), "the file is truncated");
    }

    private void refuses(String text, String message) throws Exception {
        Path file = Files.writeString(folder.resolve("bad.json"), text);
        assertThatThrownBy(() -> CounterexampleFile.read(file))
                .isInstanceOf(TraceFormatException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(message);
    }
}
