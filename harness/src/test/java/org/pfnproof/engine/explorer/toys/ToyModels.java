package org.pfnproof.engine.explorer.toys;

import com.google.gson.JsonParser;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.pfnproof.catalogue.Model;
import org.pfnproof.catalogue.Property;
import org.pfnproof.catalogue.Property.Kind;

/** Models of toys. */
public final class ToyModels {

    private ToyModels() {}

    /**
     * A model that holds.
     *
     * @param pinned the number of its states, if it is known
     * @param rules ids of invariants, and of witnesses after a question mark
     */
    public static Model of(
            String spec,
            int size,
            int heap,
            List<String> symmetric,
            Map<String, String> neverTaken,
            OptionalLong pinned,
            String... rules) {
        return new Model(
                "toy",
                "A toy",
                "",
                "linux-6.12",
                Model.EngineKind.EXPLORER,
                Model.Suite.QUICK,
                spec,
                "Spec",
                // The third philosopher is no model value: not an actor.
                JsonParser.parseString("{\"SIZE\": " + size + ", \"PROCESSES\": [\"p0\", \"p1\"]}")
                        .getAsJsonObject(),
                Map.of(),
                symmetric,
                Arrays.stream(rules)
                        .filter(rule -> !rule.startsWith("?"))
                        .map(rule -> property(rule, Kind.INVARIANT))
                        .toList(),
                Arrays.stream(rules)
                        .filter(rule -> rule.startsWith("?"))
                        .map(rule -> property(rule.substring(1), Kind.WITNESS))
                        .toList(),
                neverTaken,
                true,
                new Model.Expectation(Optional.empty()),
                pinned,
                heap,
                Duration.ofMinutes(5));
    }

    private static Property property(String id, Kind kind) {
        return new Property(id, kind, "Toy", id + ".", "none");
    }
}
