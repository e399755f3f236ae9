package org.pfnproof.cli;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.commons.text.WordUtils;
import org.pfnproof.catalogue.Bug;
import org.pfnproof.catalogue.Catalogue;
import org.pfnproof.catalogue.Claim;
import org.pfnproof.catalogue.Model;
import org.pfnproof.catalogue.Profile;
import org.pfnproof.catalogue.Property;
import org.pfnproof.catalogue.Variant;

/** The catalogue's items in the form in which they are listed. */
final class Listing {

    private static final int WIDTH = 76;
    private static final Gson GSON = new Gson();

    private Listing() {}

    static JsonArray of(Catalogue catalogue, ListCommand.Kind kind) {
        JsonArray array = new JsonArray();
        items(catalogue, kind).forEach(array::add);
        return array;
    }

    /** The id, and below it one sentence. */
    static String text(JsonArray items, ListCommand.Kind kind) {
        String sentence =
                switch (kind) {
                    case CLAIMS, PROPERTIES -> "statement";
                    case MODELS, VARIANTS, PROFILES -> "title";
                    case BUGS -> "bug";
                };
        return StreamSupport.stream(items.spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .map(item -> item.get("id").getAsString() + details(item) + "\n    "
                        + WordUtils.wrap(item.get(sentence).getAsString(), WIDTH, "\n    ", false) + "\n" + more(item))
                .collect(Collectors.joining());
    }

    /** Of a variant where it comes from, of a bug what goes wrong and what shows it. */
    private static String more(JsonObject item) {
        StringBuilder more = new StringBuilder();
        if (item.has("source")) {
            item.getAsJsonObject("source")
                    .asMap()
                    .forEach((label, text) -> more.append(line(label + ": " + text.getAsString())));
            more.append(line("models: " + names(item, "models")));
        } else if (item.has("race")) {
            more.append(line("race: " + item.get("race").getAsString()));
            item.getAsJsonArray("fixes")
                    .forEach(fix -> more.append(line("fix: "
                            + fix.getAsJsonObject().asMap().values().stream()
                                    .map(JsonElement::getAsString)
                                    .collect(Collectors.joining(", ")))));
            more.append(
                    item.has("reason")
                            ? line("not shown: " + item.get("reason").getAsString())
                            : line("shown by: "
                                    + Stream.of(names(item, "variants"), names(item, "models"))
                                            .filter(names -> !names.isEmpty())
                                            .collect(Collectors.joining(", "))));
        }
        return more.toString();
    }

    private static String names(JsonObject item, String list) {
        return item.getAsJsonArray(list).asList().stream()
                .map(JsonElement::getAsString)
                .collect(Collectors.joining(", "));
    }

    private static String line(String text) {
        return "      " + WordUtils.wrap(text, WIDTH - 2, "\n        ", false) + "\n";
    }

    private static String details(JsonObject item) {
        List<String> details = List.of("kind", "engine", "suite", "bounds", "violates", "expected").stream()
                .filter(item::has)
                .map(name -> item.get(name))
                .map(value -> value.isJsonPrimitive() ? value.getAsString() : value.toString())
                .toList();
        return details.isEmpty() ? "" : "  " + String.join("  ", details);
    }

    private static List<JsonObject> items(Catalogue catalogue, ListCommand.Kind kind) {
        return switch (kind) {
            case CLAIMS -> catalogue.claims().stream().map(Listing::claim).toList();
            case MODELS -> catalogue.models().stream().map(Listing::model).toList();
            case VARIANTS ->
                catalogue.variants().stream()
                        .map(variant -> variant(variant, catalogue.bugs()))
                        .toList();
            case BUGS -> catalogue.bugs().stream().map(Listing::bug).toList();
            case PROPERTIES ->
                catalogue.properties().stream().map(Listing::property).toList();
            case PROFILES -> catalogue.profiles().stream().map(Listing::profile).toList();
        };
    }

    private static JsonObject claim(Claim claim) {
        JsonObject json = object(claim.id());
        json.addProperty("statement", claim.statement());
        json.addProperty("speaker", claim.speaker());
        json.addProperty("place", claim.place());
        json.addProperty("expected", claim.expected().name());
        json.addProperty("explanation", claim.explanation());
        return json;
    }

    private static JsonObject model(Model model) {
        JsonObject json = object(model.id());
        json.addProperty("title", model.title());
        json.addProperty("description", model.description());
        json.addProperty("profile", model.profile());
        json.addProperty("engine", lower(model.engine()));
        json.addProperty("suite", lower(model.suite()));
        json.addProperty("spec", model.spec());
        json.add("substitutions", GSON.toJsonTree(new TreeMap<>(model.substitutions())));
        json.add("bounds", model.bounds());
        json.add("properties", ids(model.properties()));
        json.add("witnesses", ids(model.witnesses()));
        json.addProperty(
                "expected",
                model.expected().violated().map(id -> "VIOLATED " + id).orElse("HOLDS"));
        model.distinctStates().ifPresent(count -> json.addProperty("distinctStates", count));
        return json;
    }

    private static JsonObject bug(Bug bug) {
        JsonObject json = object(bug.id());
        json.addProperty("bug", bug.what());
        json.addProperty("race", bug.race());
        JsonArray fixes = new JsonArray();
        bug.fixes().forEach(fix -> fixes.add(fix(fix)));
        json.add("fixes", fixes);
        json.add(
                "variants",
                GSON.toJsonTree(bug.variants().stream().map(Variant::id).toList()));
        json.add("models", GSON.toJsonTree(bug.models().stream().map(Model::id).toList()));
        bug.reason().ifPresent(reason -> json.addProperty("reason", reason));
        return json;
    }

    private static JsonObject fix(Bug.Fix fix) {
        JsonObject json = new JsonObject();
        fix.commit().ifPresent(commit -> json.addProperty("commit", commit));
        fix.subject().ifPresent(subject -> json.addProperty("subject", subject));
        fix.release().ifPresent(release -> json.addProperty("release", release));
        fix.cve().ifPresent(cve -> json.addProperty("cve", cve));
        fix.message().ifPresent(message -> json.addProperty("message", message));
        fix.repairs().ifPresent(commit -> json.addProperty("repairs", commit));
        return json;
    }

    private static JsonObject variant(Variant variant, List<Bug> bugs) {
        JsonObject json = object(variant.id());
        json.addProperty("title", variant.title());
        json.addProperty("description", variant.description());
        json.add("source", GSON.toJsonTree(new TreeMap<>(variant.source())));
        json.addProperty("fix", variant.fix());
        json.add(
                "bugs",
                GSON.toJsonTree(bugs.stream()
                        .filter(bug -> bug.variants().contains(variant))
                        .map(Bug::id)
                        .toList()));
        variant.violates().ifPresent(property -> json.addProperty("violates", property.id()));
        json.add(
                "models",
                GSON.toJsonTree(variant.models().stream().map(Model::id).toList()));
        return json;
    }

    private static JsonObject property(Property property) {
        JsonObject json = object(property.id());
        json.addProperty("kind", lower(property.kind()));
        json.addProperty("module", property.module());
        json.addProperty("statement", property.statement());
        json.addProperty("rule", property.rule());
        return json;
    }

    private static JsonObject profile(Profile profile) {
        JsonObject json = object(profile.id());
        json.addProperty("title", profile.title());
        json.addProperty("description", profile.description());
        JsonObject specs = new JsonObject();
        new TreeMap<>(profile.specs()).forEach((spec, change) -> {
            JsonObject changed = new JsonObject();
            changed.addProperty("module", change.module());
            changed.add("substitutions", GSON.toJsonTree(new TreeMap<>(change.substitutions())));
            specs.add(spec, changed);
        });
        json.add("specs", specs);
        return json;
    }

    private static JsonElement ids(List<Property> properties) {
        return GSON.toJsonTree(properties.stream().map(Property::id).toList());
    }

    private static JsonObject object(String id) {
        JsonObject json = new JsonObject();
        json.addProperty("id", id);
        return json;
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
