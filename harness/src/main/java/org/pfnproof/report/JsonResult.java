package org.pfnproof.report;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Optional;
import java.util.TreeMap;
import org.pfnproof.catalogue.Model;
import org.pfnproof.catalogue.Property;
import org.pfnproof.check.Assessment;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.RunResult;
import org.pfnproof.engine.Verdict;
import org.pfnproof.trace.TraceJson;

/** One run's result as JSON. */
final class JsonResult {

    private JsonResult() {}

    static JsonObject of(RunResult result) {
        Run run = result.run();
        Model model = run.model();
        Assessment assessment = Assessment.of(result);
        JsonObject json = new JsonObject();
        json.addProperty("model", model.id());
        json.addProperty("profile", model.profile());
        json.add("variant", Json.orNull(run.variant().map(variant -> variant.id()), JsonPrimitive::new));
        json.addProperty("engine", result.engine());
        json.add("bounds", model.bounds());
        json.add(
                "properties",
                Json.strings(model.properties().stream().map(Property::id).toList()));
        JsonObject witnesses = new JsonObject();
        new TreeMap<>(result.witnesses()).forEach(witnesses::addProperty);
        json.add("witnesses", witnesses);
        JsonObject coverage = new JsonObject();
        new TreeMap<>(result.actions()).forEach(coverage::addProperty);
        json.add("coverage", coverage);
        json.add("expected", expected(run));
        json.addProperty("verdict", result.verdict().label());
        json.add("violated", Json.orNull(violated(result.verdict()), JsonPrimitive::new));
        json.addProperty("asExpected", assessment.asExpected());
        json.add("states", Json.orNull(result.states(), JsonResult::states));
        json.addProperty("seconds", Json.seconds(result.time()));
        json.addProperty("kept", result.kept());
        json.add(
                "memory",
                result.memory().isPresent() ? new JsonPrimitive(result.memory().getAsLong()) : JsonNull.INSTANCE);
        json.add("counterexample", Json.orNull(result.counterexample(), TraceJson::write));
        json.addProperty("explanation", assessment.explanation());
        json.add("notes", Json.strings(result.notes()));
        json.addProperty("command", result.command());
        return json;
    }

    /** In the form that model files have it. */
    private static JsonElement expected(Run run) {
        if (run.expectedViolation().isEmpty()) {
            return new JsonPrimitive("HOLDS");
        }
        JsonObject violated = new JsonObject();
        violated.addProperty("violated", run.expectedViolation().get());
        return violated;
    }

    private static Optional<String> violated(Verdict verdict) {
        return verdict instanceof Verdict.Violated violated ? Optional.of(violated.property()) : Optional.empty();
    }

    private static JsonObject states(RunResult.States states) {
        JsonObject json = new JsonObject();
        json.addProperty("distinct", states.distinct());
        json.addProperty("generated", states.generated());
        json.addProperty("depth", states.depth());
        return json;
    }
}
