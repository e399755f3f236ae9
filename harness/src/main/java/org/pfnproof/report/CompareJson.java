package org.pfnproof.report;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Collection;
import java.util.Locale;
import java.util.function.Function;
import org.pfnproof.compare.Call;
import org.pfnproof.compare.Comparison;
import org.pfnproof.compare.Counterparts;
import org.pfnproof.compare.Difference;
import org.pfnproof.compare.FaultEnd;
import org.pfnproof.compare.Host;
import org.pfnproof.compare.Input;
import org.pfnproof.compare.Shape;

/** The comparison of the API shapes as JSON, in the form of {@code specs/schema/compare.schema.json}. */
public final class CompareJson {

    private static final int SCHEMA = 1;

    private final Versions versions;
    private final Gson gson =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    public CompareJson(Versions versions) {
        this.versions = versions;
    }

    /** The document's text, ending with a newline. */
    public String render(CompareInput input) {
        Comparison comparison = input.comparison();
        JsonObject document = new JsonObject();
        document.addProperty("schema", SCHEMA);
        JsonObject tool = new JsonObject();
        tool.addProperty("pfnproof", versions.pfnproof());
        tool.addProperty("java", versions.java());
        document.add("tool", tool);
        document.addProperty("environments", comparison.environments());
        document.add("shapes", array(comparison.shapes(), shape -> json(comparison, shape)));
        document.add("counterparts", array(comparison.counterparts(), CompareJson::json));
        JsonArray differences = new JsonArray();
        comparison.steps().forEach((step, found) -> found.forEach(each -> differences.add(json(step, each))));
        document.add("differences", differences);
        JsonArray flags = new JsonArray();
        comparison.flagOf().forEach((each, own) -> {
            JsonObject json = new JsonObject();
            json.addProperty("input", each.text());
            json.add("flags", inputs(own));
            flags.add(json);
        });
        document.add("flags", flags);
        document.add("flagExceptions", array(comparison.flagExceptions(), call -> inputs(call.inputs())));
        document.add("badSlots", array(comparison.badSlots(), CompareJson::json));
        JsonObject refused = new JsonObject();
        refused.addProperty("whileZero", comparison.refusedSnapshots(true));
        refused.addProperty("later", comparison.refusedSnapshots(false));
        document.add("refusedSnapshots", refused);
        document.add("unbalanced", array(comparison.unbalanced(), CompareJson::json));
        new CompareExtraJson(input).addTo(document);
        return gson.toJson(document) + "\n";
    }

    private static <T> JsonArray array(Collection<T> values, Function<T, JsonElement> write) {
        JsonArray array = new JsonArray();
        values.forEach(value -> array.add(write.apply(value)));
        return array;
    }

    private static JsonArray inputs(Collection<Input> inputs) {
        return Json.strings(inputs.stream().map(Input::text).toList());
    }

    private static JsonArray names(Collection<? extends Enum<?>> values) {
        return Json.strings(values.stream().map(Enum::name).toList());
    }

    private static JsonObject json(Comparison comparison, Shape shape) {
        JsonObject json = new JsonObject();
        json.addProperty("id", shape.id());
        json.addProperty("title", shape.title());
        json.add("inputs", inputs(shape.inputs()));
        json.addProperty("calls", shape.calls().size());
        JsonObject classes = new JsonObject();
        comparison
                .classes(shape)
                .forEach((each, calls) ->
                        classes.add(each.name().toLowerCase(Locale.ROOT), array(calls, call -> inputs(call.inputs()))));
        json.add("classes", classes);
        json.addProperty("impossible", comparison.impossible(shape));
        JsonObject unprotected = new JsonObject();
        unprotected.addProperty("memory", comparison.unprotected(shape, Host.RAM_WRITABLE));
        unprotected.addProperty("pfnmap", comparison.unprotected(shape, Host.COUNTED_WRITABLE));
        json.add("unprotected", unprotected);
        return json;
    }

    private static JsonObject json(Counterparts pair) {
        JsonObject json = new JsonObject();
        json.addProperty("from", pair.from());
        json.addProperty("to", pair.to());
        json.addProperty("calls", pair.of());
        json.addProperty("with", pair.with());
        json.add("without", array(pair.without(), (Call call) -> inputs(call.inputs())));
        return json;
    }

    private static JsonObject json(String step, Difference difference) {
        JsonObject json = new JsonObject();
        json.addProperty("step", step);
        json.addProperty("change", difference.change());
        json.add("always", inputs(difference.always()));
        json.add("never", inputs(difference.never()));
        json.add("hosts", names(difference.hosts()));
        json.add("slots", names(difference.slots()));
        json.addProperty("pairs", difference.pairs());
        json.addProperty("witness", difference.witness());
        return json;
    }

    private static JsonObject json(Comparison.BadSlot slot) {
        JsonObject json = new JsonObject();
        json.addProperty("slot", slot.slot().name());
        json.addProperty("bits", slot.bits());
        json.addProperty("bools", slot.bools().name());
        json.addProperty("sketch", slot.sketch().name());
        return json;
    }

    private static JsonObject json(FaultEnd end) {
        JsonObject json = new JsonObject();
        json.addProperty("shape", end.shape());
        json.addProperty("exit", end.exit());
        json.addProperty("host", end.host().name());
        json.addProperty("balance", end.balance());
        return json;
    }
}
