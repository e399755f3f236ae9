package org.pfnproof.engine.mutant;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * One small change of one operator of a module.
 *
 * @param module the module's name
 * @param operator the operator's name
 * @param kind what is changed
 * @param ordinal its number among those of this kind in this operator, from 1
 * @param edits the change in the module's text
 */
public record Mutant(String module, String operator, Kind kind, int ordinal, List<Edit> edits) {

    public Mutant {
        edits = List.copyOf(edits);
    }

    /** Stays the same as long as the operator is not edited: {@code PageFault.hva_to_pfn.drop-conjunct.2}. */
    public String id() {
        return module + "." + operator + "." + kind.label() + "." + ordinal;
    }

    /** The line of the first edit. */
    public int line() {
        return edits.stream().mapToInt(Edit::beginLine).min().orElseThrow();
    }

    /** For another process. */
    public JsonObject json() {
        JsonObject json = new JsonObject();
        json.addProperty("module", module);
        json.addProperty("operator", operator);
        json.addProperty("kind", kind.name());
        json.addProperty("ordinal", ordinal);
        JsonArray array = new JsonArray();
        edits.forEach(edit -> array.add(edit.json()));
        json.add("edits", array);
        return json;
    }

    /** Reads what another process wrote. */
    public static Mutant of(JsonObject json) {
        List<Edit> edits = new ArrayList<>();
        json.getAsJsonArray("edits").forEach(edit -> edits.add(Edit.of(edit.getAsJsonObject())));
        return new Mutant(
                json.get("module").getAsString(),
                json.get("operator").getAsString(),
                Kind.valueOf(json.get("kind").getAsString()),
                json.get("ordinal").getAsInt(),
                edits);
    }
}
