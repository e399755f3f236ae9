package org.pfnproof.engine.tlc;

import com.google.gson.JsonParser;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.pfnproof.catalogue.Model;
import org.pfnproof.catalogue.Property;
import org.pfnproof.catalogue.Property.Kind;
import org.pfnproof.catalogue.Variant;
import org.pfnproof.engine.Limits;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.RunResult;
import org.pfnproof.engine.child.ChildRunner;

/** Builds models of the toy specs in the test resources. */
final class ToyModel {

    static final Path SPECS = resource("specs");
    private static final String BOUNDS = "{\"Workers\": [\"w1\", \"w2\"], \"Max\": 2}";

    private String spec = "Counter";
    private String specification = "Spec";
    private String bounds = BOUNDS;
    private final Map<String, String> substitutions = new LinkedHashMap<>();
    private List<String> symmetric = List.of();
    private final List<Property> properties = new ArrayList<>();
    private final List<Property> witnesses = new ArrayList<>();
    private final Map<String, String> neverTaken = new LinkedHashMap<>();
    private boolean deadlock;
    private Optional<String> violated = Optional.empty();
    private OptionalLong distinct = OptionalLong.empty();
    private Duration timeout = Duration.ofSeconds(60);
    private int heap = 256;
    private Optional<Variant> variant = Optional.empty();

    static ToyModel of(String spec) {
        ToyModel model = new ToyModel();
        model.spec = spec;
        return model;
    }

    ToyModel specification(String name) {
        specification = name;
        return this;
    }

    ToyModel bounds(String json) {
        bounds = json;
        return this;
    }

    ToyModel substitute(String name, String other) {
        substitutions.put(name, other);
        return this;
    }

    ToyModel symmetric(String... names) {
        symmetric = List.of(names);
        return this;
    }

    ToyModel checks(Kind kind, String... ids) {
        for (String id : ids) {
            properties.add(property(kind, id));
        }
        return this;
    }

    ToyModel witness(String... ids) {
        for (String id : ids) {
            witnesses.add(property(Kind.WITNESS, id));
        }
        return this;
    }

    ToyModel neverTaken(String action) {
        neverTaken.put(action, "for the test");
        return this;
    }

    ToyModel deadlock() {
        deadlock = true;
        return this;
    }

    ToyModel expecting(String property) {
        violated = Optional.of(property);
        return this;
    }

    ToyModel pinned(long states) {
        distinct = OptionalLong.of(states);
        return this;
    }

    ToyModel timeout(Duration limit) {
        timeout = limit;
        return this;
    }

    ToyModel heap(int mebibytes) {
        heap = mebibytes;
        return this;
    }

    ToyModel variant(String folder, String module, Map<String, String> overrides) {
        variant = Optional.of(new Variant(
                folder,
                "a variant",
                "",
                Map.of(),
                "",
                Model.Suite.QUICK,
                SPECS.resolve("variants").resolve(folder),
                module,
                overrides,
                Optional.of(property(Kind.INVARIANT, "NeverAboveMax")),
                List.of()));
        return this;
    }

    Run run() {
        Model model = new Model(
                "toy",
                "a toy",
                "",
                "linux-6.12",
                Model.EngineKind.TLC,
                Model.Suite.QUICK,
                spec,
                specification,
                JsonParser.parseString(bounds).getAsJsonObject(),
                substitutions,
                symmetric,
                properties,
                witnesses,
                neverTaken,
                deadlock,
                new Model.Expectation(violated),
                distinct,
                heap,
                timeout);
        return new Run(model, variant);
    }

    /** Runs it with the bundled TLC. */
    RunResult result() throws Exception {
        return result(SPECS);
    }

    /** Runs it on other specs. */
    RunResult result(Path specs) throws Exception {
        return result(specs, ChildRunner.open());
    }

    RunResult result(Path specs, ChildRunner children) throws Exception {
        return new TlcEngine(specs, TlcJar.bundled(), children)
                .run(run(), new Limits(timeout, heap), (run, distinctStates, generated, queue) -> {});
    }

    static Property property(Kind kind, String id) {
        return new Property(id, kind, "Counter", "a statement", "a rule");
    }

    private static Path resource(String name) {
        try {
            return Path.of(ToyModel.class.getResource(name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
