package org.pfnproof.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Optional;
import java.util.OptionalLong;
import org.pfnproof.conform.ConformResult;
import org.pfnproof.engine.agree.Agreement;
import org.pfnproof.engine.agree.Answer;

/** Comparisons of verdicts as JSON. */
final class JsonAgreement {

    private static final String SPEC = "tlc";
    private static final String IMPLEMENTATION = "explorer";

    private JsonAgreement() {}

    static JsonArray all(ConformResult result) {
        JsonArray array = new JsonArray();
        result.agreements().forEach(agreement -> array.add(of(agreement)));
        return array;
    }

    private static JsonObject of(Agreement agreement) {
        JsonObject json = ConformJson.json(agreement.run());
        json.add("bounds", agreement.run().model().bounds());
        json.addProperty("outcome", agreement.outcome().name());
        JsonArray rows = new JsonArray();
        for (Agreement.Row row : agreement.rows()) {
            JsonObject item = new JsonObject();
            item.addProperty("property", row.property());
            item.add(SPEC, answer(row.spec()));
            item.add(IMPLEMENTATION, answer(row.implementation()));
            rows.add(item);
        }
        json.add("properties", rows);
        JsonObject states = new JsonObject();
        states.add(SPEC, number(agreement.spec().distinct()));
        states.add(IMPLEMENTATION, number(agreement.implementation().distinct()));
        json.add("states", states);
        json.addProperty("seconds", Json.seconds(agreement.time()));
        json.addProperty("explanation", agreement.explanation());
        return json;
    }

    private static JsonElement answer(Optional<Answer> answer) {
        return Json.orNull(answer, it -> {
            JsonObject json = new JsonObject();
            json.addProperty("verdict", it.isViolated() ? "VIOLATED" : "HOLDS");
            json.add("length", it.isViolated() ? new JsonPrimitive(it.length().getAsInt()) : JsonNull.INSTANCE);
            return json;
        });
    }

    private static JsonElement number(OptionalLong number) {
        return number.isPresent() ? new JsonPrimitive(number.getAsLong()) : JsonNull.INSTANCE;
    }
}
