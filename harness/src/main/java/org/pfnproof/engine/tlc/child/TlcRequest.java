package org.pfnproof.engine.tlc.child;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What TLC's JVM is to do, beside the generated root module and configuration.
 *
 * @param root the root module's name
 * @param specification the operator that is the specification
 * @param deadlock whether a state without successor is an error
 * @param constants constants to which the configuration gives a value
 * @param actors model values, of which the one that is an action's first argument is its actor
 * @param invariants operators named as INVARIANT in the configuration
 * @param temporal operators named as PROPERTY in the configuration
 * @param witnesses operators to be watched for being true
 * @param replacements operator to the one that the configuration puts in its place
 * @param overrides those of the replacements that are a variant's
 * @param probe an operator that is to be replaced by a failing one, to see whether the run depends on it; there must be no
 *     properties then
 * @param observes an operator that is a set, whose elements in all states are to be collected
 * @param watched properties about states or steps whose first violations are to be noted; TLC itself goes on behind them
 * @param afterwards the configuration without properties with which each of the overrides is to be probed after the search, in the
 *     same JVM; empty if that is not wanted
 */
public record TlcRequest(
        String root,
        String specification,
        boolean deadlock,
        List<String> constants,
        List<String> actors,
        List<String> invariants,
        List<String> temporal,
        List<String> witnesses,
        Map<String, String> replacements,
        List<String> overrides,
        Optional<String> probe,
        Optional<String> observes,
        List<String> watched,
        Optional<String> afterwards) {

    /** A request that collects nothing. */
    public TlcRequest(
            String root,
            String specification,
            boolean deadlock,
            List<String> constants,
            List<String> actors,
            List<String> invariants,
            List<String> temporal,
            List<String> witnesses,
            Map<String, String> replacements,
            List<String> overrides,
            Optional<String> probe) {
        this(
                root,
                specification,
                deadlock,
                constants,
                actors,
                invariants,
                temporal,
                witnesses,
                replacements,
                overrides,
                probe,
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    public TlcRequest {
        constants = List.copyOf(constants);
        actors = List.copyOf(actors);
        invariants = List.copyOf(invariants);
        temporal = List.copyOf(temporal);
        witnesses = List.copyOf(witnesses);
        replacements = Map.copyOf(replacements);
        overrides = List.copyOf(overrides);
        watched = List.copyOf(watched);
    }

    /** The same, noting the first violations of some properties. */
    public TlcRequest watching(List<String> properties) {
        return new TlcRequest(
                root,
                specification,
                deadlock,
                constants,
                actors,
                invariants,
                temporal,
                witnesses,
                replacements,
                overrides,
                probe,
                observes,
                properties,
                afterwards);
    }

    /** The same, with probes after the search. */
    public TlcRequest probingAfterwards(String config) {
        return new TlcRequest(
                root,
                specification,
                deadlock,
                constants,
                actors,
                invariants,
                temporal,
                witnesses,
                replacements,
                overrides,
                probe,
                observes,
                watched,
                Optional.of(config));
    }

    /** A search for nothing, in which an operator is replaced by a failing one. */
    TlcRequest probing(String operator) {
        return new TlcRequest(
                root,
                specification,
                false,
                constants,
                actors,
                List.of(),
                List.of(),
                List.of(),
                replacements,
                overrides,
                Optional.of(operator));
    }

    /** As the parent writes it. */
    public JsonObject json() {
        JsonObject json = new JsonObject();
        json.addProperty("root", root);
        json.addProperty("specification", specification);
        json.addProperty("deadlock", deadlock);
        json.add("constants", array(constants));
        json.add("actors", array(actors));
        json.add("invariants", array(invariants));
        json.add("temporal", array(temporal));
        json.add("witnesses", array(witnesses));
        JsonObject pairs = new JsonObject();
        replacements.forEach(pairs::addProperty);
        json.add("replacements", pairs);
        json.add("overrides", array(overrides));
        probe.ifPresent(operator -> json.addProperty("probe", operator));
        observes.ifPresent(operator -> json.addProperty("observes", operator));
        json.add("watched", array(watched));
        afterwards.ifPresent(config -> json.addProperty("afterwards", config));
        return json;
    }

    /** As the child reads it. */
    static TlcRequest of(JsonObject json) {
        Map<String, String> replacements = new TreeMap<>();
        json.getAsJsonObject("replacements")
                .asMap()
                .forEach((key, value) -> replacements.put(key, value.getAsString()));
        return new TlcRequest(
                json.get("root").getAsString(),
                json.get("specification").getAsString(),
                json.get("deadlock").getAsBoolean(),
                strings(json, "constants"),
                strings(json, "actors"),
                strings(json, "invariants"),
                strings(json, "temporal"),
                strings(json, "witnesses"),
                replacements,
                strings(json, "overrides"),
                Optional.ofNullable(json.get("probe")).map(JsonElement::getAsString),
                Optional.ofNullable(json.get("observes")).map(JsonElement::getAsString),
                strings(json, "watched"),
                Optional.ofNullable(json.get("afterwards")).map(JsonElement::getAsString));
    }

    static JsonArray array(Collection<String> strings) {
        JsonArray array = new JsonArray();
        strings.forEach(array::add);
        return array;
    }

    static List<String> strings(JsonObject json, String key) {
        return json.getAsJsonArray(key).asList().stream()
                .map(JsonElement::getAsString)
                .toList();
    }
}
