package org.pfnproof.catalogue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.harrel.jsonschema.Error;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.GsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The JSON schemas of {@code specs/schema}, packed into the harness. Says what a document lacks in words for whoever wrote it;
 * a schema that is itself wrong is a defect of pfnproof and thrown as such.
 */
public final class Schemas {

    private static final String BASE = "pfnproof:/schema/";
    private static final List<String> NAMES = List.of(
            "bugs",
            "call-sites",
            "check",
            "claims",
            "compare",
            "conform",
            "counterexample",
            "diagrams",
            "functions",
            "kill-matrix",
            "matrix",
            "model",
            "mutants",
            "patch",
            "patch-check",
            "profiles",
            "properties",
            "trace",
            "variant");

    private final Map<String, JsonObject> schemas;
    private final Validator validator;

    /** Reads all of them. */
    public Schemas() {
        schemas = NAMES.stream().collect(Collectors.toUnmodifiableMap(name -> name, Schemas::load));
        validator = new ValidatorFactory()
                .withJsonNodeFactory(new GsonNode.Factory())
                .createValidator();
        schemas.forEach((name, schema) -> validator.registerSchema(uri(name), (Object) schema));
    }

    /**
     * Compares a document with a schema.
     *
     * @param name the schema's name, for example {@code model}
     * @param document what to validate
     * @return one sentence each, beginning with the JSON pointer of the place; empty if it is valid
     */
    public List<String> violations(String name, JsonElement document) {
        List<Error> errors = validator.validate(uri(name), (Object) document).getErrors();
        return errors.stream()
                .filter(error -> !insideAlternative(error.getEvaluationPath()))
                .map(error -> SchemaErrors.sentence(error, rule(error), at(document, error.getInstanceLocation())))
                .sorted()
                .toList();
    }

    /** Why each alternative of a oneOf failed only confuses: the sentence of the oneOf itself says what was expected. */
    private static boolean insideAlternative(String evaluationPath) {
        return evaluationPath.contains("/oneOf/");
    }

    /** The part of the schema that is not met; for a name that is not allowed, the schema of the object it stands in. */
    private JsonElement rule(Error error) {
        String[] location = error.getSchemaLocation().split("#", -1);
        String name = location[0].substring(BASE.length()).replace(".schema.json", "");
        return at(
                schemas.get(name),
                location[1].replaceFirst("/additionalProperties$", error.getKeyword() == null ? "" : "$0"));
    }

    private static JsonElement at(JsonElement root, String pointer) {
        return Stream.of(pointer.split("/"))
                .skip(1)
                .map(part -> part.replace("~1", "/").replace("~0", "~"))
                .reduce(root, Schemas::child, (left, right) -> right);
    }

    private static JsonElement child(JsonElement parent, String name) {
        if (parent instanceof JsonArray array && name.matches("\\d+") && Integer.parseInt(name) < array.size()) {
            return array.get(Integer.parseInt(name));
        }
        return parent instanceof JsonObject object && object.has(name) ? object.get(name) : new JsonObject();
    }

    private static URI uri(String name) {
        return URI.create(BASE + name + ".schema.json");
    }

    private static JsonObject load(String name) {
        String resource = "/org/pfnproof/schema/" + name + ".schema.json";
        try (InputStream in = Schemas.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the schema " + resource + " is missing from the build");
            }
            return JsonParser.parseString(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .getAsJsonObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
