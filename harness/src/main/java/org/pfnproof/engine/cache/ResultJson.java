package org.pfnproof.engine.cache;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.reflect.TypeToken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.RunResult;
import org.pfnproof.engine.Verdict;
import org.pfnproof.trace.Counterexample;
import org.pfnproof.trace.TraceFormatException;
import org.pfnproof.trace.TraceJson;
import org.pfnproof.trace.Value;

/** A result that is worth keeping, as one line of JSON. */
final class ResultJson {

    private static final Gson GSON = new Gson();
    private static final TypeToken<Map<String, Long>> COUNTS = new TypeToken<>() {};
    private static final TypeToken<Map<String, Boolean>> TRUTHS = new TypeToken<>() {};
    private static final TypeToken<List<String>> SENTENCES = new TypeToken<>() {};

    /** What each result has. */
    private static final List<String> ALWAYS =
            List.of("engine", "actions", "witnesses", "notes", "command", "milliseconds", "observations");

    private ResultJson() {}

    /** Empty for what another run might decide: verdicts other than HOLDS and VIOLATED. */
    static Optional<String> write(RunResult result) {
        JsonObject json = new JsonObject();
        if (result.verdict() instanceof Verdict.Violated violated) {
            json.addProperty("violated", violated.property());
        } else if (!(result.verdict() instanceof Verdict.Holds)) {
            return Optional.empty();
        }
        json.addProperty("engine", result.engine());
        result.states().ifPresent(states -> json.add("states", GSON.toJsonTree(states)));
        json.add("actions", GSON.toJsonTree(result.actions()));
        json.add("witnesses", GSON.toJsonTree(result.witnesses()));
        result.counterexample().ifPresent(trace -> json.add("counterexample", TraceJson.write(trace)));
        json.add("notes", GSON.toJsonTree(result.notes()));
        json.addProperty("command", result.command());
        json.addProperty("milliseconds", result.time().toMillis());
        JsonArray observed = new JsonArray();
        result.observations().forEach(value -> observed.add(TraceJson.write(value)));
        json.add("observations", observed);
        result.memory().ifPresent(bytes -> json.addProperty("memory", bytes));
        return Optional.of(GSON.toJson(json));
    }

    /** Empty if it is not what {@link #write} writes. */
    static Optional<RunResult> read(Run run, String text) {
        try {
            JsonObject json = JsonParser.parseString(text).getAsJsonObject();
            if (!json.keySet().containsAll(ALWAYS)) {
                return Optional.empty();
            }
            List<Value> observations = new ArrayList<>();
            for (JsonElement element : json.getAsJsonArray("observations")) {
                observations.add(TraceJson.readValue(element));
            }
            Optional<Counterexample> counterexample = json.has("counterexample")
                    ? Optional.of(TraceJson.read(json.getAsJsonObject("counterexample")))
                    : Optional.empty();
            return Optional.of(new RunResult(
                    run,
                    json.get("engine").getAsString(),
                    json.has("violated")
                            ? new Verdict.Violated(json.get("violated").getAsString())
                            : new Verdict.Holds(),
                    Optional.ofNullable(GSON.fromJson(json.get("states"), RunResult.States.class)),
                    GSON.fromJson(json.get("actions"), COUNTS),
                    GSON.fromJson(json.get("witnesses"), TRUTHS),
                    counterexample,
                    GSON.fromJson(json.get("notes"), SENTENCES),
                    json.get("command").getAsString(),
                    Duration.ofMillis(json.get("milliseconds").getAsLong()),
                    observations,
                    json.has("memory") ? OptionalLong.of(json.get("memory").getAsLong()) : OptionalLong.empty(),
                    true));
        } catch (JsonParseException
                | TraceFormatException
                | IllegalStateException
                | NumberFormatException
                | ClassCastException e) {
            return Optional.empty();
        }
    }
}
