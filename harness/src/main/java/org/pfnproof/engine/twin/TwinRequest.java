package org.pfnproof.engine.twin;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.pfnproof.catalogue.JavaChange;
import org.pfnproof.catalogue.Model;
import org.pfnproof.catalogue.Property;
import org.pfnproof.catalogue.Variant;
import org.pfnproof.engine.Run;
import org.pfnproof.kernel.PatchLoader;
import org.pfnproof.kernel.Protocol;

/**
 * Which reference implementation is meant, in a form that a JVM can hand to another.
 *
 * @param factory the name of a {@link ProtocolFactory}
 * @param spec the spec's module
 * @param specification the operator that is the specification
 * @param bounds as in the model's JSON
 * @param substitutions the model's
 * @param variant the variant's id, if one is applied
 * @param boundary invariants: neither side takes a step from a state that violates one of them
 * @param predicates properties and witnesses that are to be compared in each state and step
 * @param change what the variant puts in the place of functions, where that is no part of this program
 */
public record TwinRequest(
        String factory,
        String spec,
        String specification,
        JsonObject bounds,
        Map<String, String> substitutions,
        Optional<String> variant,
        List<String> boundary,
        List<String> predicates,
        Optional<JavaChange> change) {

    private static final String CHANGE = "change";

    public TwinRequest {
        bounds = bounds.deepCopy();
        substitutions = Map.copyOf(substitutions);
        boundary = List.copyOf(boundary);
        predicates = List.copyOf(predicates);
    }

    /** The twin of a run. */
    public static TwinRequest of(Run run, Class<? extends ProtocolFactory> factory) {
        Model model = run.model();
        Optional<JavaChange> change = run.variant().flatMap(Variant::java);
        Map<String, String> substitutions = new TreeMap<>(model.substitutions());
        change.ifPresent(java -> substitutions.putAll(java.beneath()));
        return new TwinRequest(
                factory.getName(),
                model.spec(),
                model.specification(),
                model.bounds(),
                substitutions,
                run.variant().map(Variant::id),
                run.boundary().stream().map(Property::id).toList(),
                List.of(),
                change);
    }

    /** The same, with another boundary. */
    public TwinRequest upTo(List<Property> invariants) {
        return new TwinRequest(
                factory,
                spec,
                specification,
                bounds,
                substitutions,
                variant,
                invariants.stream().map(Property::id).toList(),
                predicates,
                change);
    }

    /** The same, with what is to be compared in each state and step. */
    public TwinRequest comparing(List<Property> said) {
        return new TwinRequest(
                factory,
                spec,
                specification,
                bounds,
                substitutions,
                variant,
                boundary,
                said.stream().map(Property::id).toList(),
                change);
    }

    /**
     * Makes the reference implementation.
     *
     * @return empty if there is none
     * @throws IllegalStateException if the factory cannot be made; whatever the factory throws goes on
     */
    public Optional<Protocol<?>> create() {
        return create(loader());
    }

    /** The same, of the classes that a class loader finds. */
    public Optional<Protocol<?>> create(ClassLoader loader) {
        Map<String, Object> constants = new LinkedHashMap<>();
        bounds.asMap().forEach((name, value) -> constants.put(name, plain(value)));
        return instance(loader).create(spec, specification, constants, new TreeMap<>(substitutions), variant);
    }

    private ProtocolFactory instance(ClassLoader loader) {
        try {
            return Class.forName(factory, true, loader)
                    .asSubclass(ProtocolFactory.class)
                    .getConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the class " + factory + " cannot make reference implementations: " + e, e);
        }
    }

    private ClassLoader loader() {
        ClassLoader own = TwinRequest.class.getClassLoader();
        if (change.isEmpty()) {
            return own;
        }
        Map<String, byte[]> classes = new TreeMap<>();
        change.get()
                .classes()
                .forEach((name, text) -> classes.put(name, Base64.getDecoder().decode(text)));
        return new PatchLoader(variant.orElseThrow(), change.get().className(), classes, factory, own);
    }

    /** As the parent writes it. */
    public JsonObject json() {
        JsonObject json = new JsonObject();
        json.addProperty("factory", factory);
        json.addProperty("spec", spec);
        json.addProperty("specification", specification);
        json.add("bounds", bounds);
        JsonObject pairs = new JsonObject();
        new TreeMap<>(substitutions).forEach(pairs::addProperty);
        json.add("substitutions", pairs);
        variant.ifPresent(id -> json.addProperty("variant", id));
        json.add("boundary", strings(boundary));
        // Not a part of what is explored.
        if (!predicates.isEmpty()) {
            json.add("predicates", strings(predicates));
        }
        change.ifPresent(java -> json.add(CHANGE, new Gson().toJsonTree(java)));
        return json;
    }

    private static JsonArray strings(List<String> texts) {
        JsonArray array = new JsonArray();
        texts.forEach(array::add);
        return array;
    }

    private static List<String> strings(JsonElement array) {
        return array.getAsJsonArray().asList().stream()
                .map(JsonElement::getAsString)
                .toList();
    }

    /** As the child reads it. */
    public static TwinRequest of(JsonObject json) {
        Map<String, String> substitutions = new TreeMap<>();
        json.getAsJsonObject("substitutions")
                .asMap()
                .forEach((name, other) -> substitutions.put(name, other.getAsString()));
        return new TwinRequest(
                json.get("factory").getAsString(),
                json.get("spec").getAsString(),
                json.get("specification").getAsString(),
                json.getAsJsonObject("bounds"),
                substitutions,
                Optional.ofNullable(json.get("variant")).map(JsonElement::getAsString),
                strings(json.get("boundary")),
                Optional.ofNullable(json.get("predicates"))
                        .map(TwinRequest::strings)
                        .orElse(List.of()),
                Optional.ofNullable(json.get(CHANGE)).map(change -> new Gson().fromJson(change, JavaChange.class)));
    }

    private static Object plain(JsonElement element) {
        if (element instanceof JsonArray array) {
            return array.asList().stream().map(TwinRequest::plain).toList();
        }
        if (element instanceof JsonObject object) {
            Map<String, Object> map = new LinkedHashMap<>();
            object.asMap().forEach((key, value) -> map.put(key, plain(value)));
            return map;
        }
        if (element.getAsJsonPrimitive().isBoolean()) {
            return element.getAsBoolean();
        }
        return element.getAsJsonPrimitive().isNumber() ? (Object) element.getAsInt() : element.getAsString();
    }
}
