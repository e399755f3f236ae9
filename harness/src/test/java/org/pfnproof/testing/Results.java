package org.pfnproof.testing;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.pfnproof.catalogue.Catalogue;
import org.pfnproof.catalogue.Property;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.RunResult;
import org.pfnproof.engine.Verdict;
import org.pfnproof.trace.Counterexample;
import org.pfnproof.trace.State;
import org.pfnproof.trace.Step;
import org.pfnproof.trace.Value;

/** Results of runs of the {@link Fixture}, as an engine would give them. */
public final class Results {

    private Results() {}

    /** The run of that name: {@code model} or {@code model+variant}. */
    public static Run run(String id) {
        Catalogue catalogue = Fixture.catalogue();
        String[] parts = id.split("\\+");
        return new Run(
                catalogue.models().stream()
                        .filter(model -> model.id().equals(parts[0]))
                        .findFirst()
                        .orElseThrow(),
                catalogue.variants().stream()
                        .filter(variant -> parts.length > 1 && variant.id().equals(parts[1]))
                        .findFirst());
    }

    /** What the catalogue expects. */
    public static RunResult expected(Run run) {
        return of(
                run, run.expectedViolation().<Verdict>map(Verdict.Violated::new).orElse(new Verdict.Holds()));
    }

    public static RunResult of(Run run, Verdict verdict) {
        Map<String, Boolean> witnesses = new LinkedHashMap<>();
        run.model().witnesses().stream().map(Property::id).forEach(id -> witnesses.put(id, true));
        return new RunResult(
                run,
                "Fake 1.0",
                verdict,
                Optional.of(new RunResult.States(run.model().distinctStates().orElse(7), 40, 5)),
                Map.of("Lock", 12L, "Unlock", 12L),
                witnesses,
                verdict instanceof Verdict.Violated violated
                        ? Optional.of(trace(run, violated.property()))
                        : Optional.empty(),
                List.of(),
                "fake --run " + run.id(),
                Duration.ofMillis(1500),
                List.of(),
                OptionalLong.empty(),
                false);
    }

    /** Two processes that both read before they write. */
    public static Counterexample trace(Run run, String property) {
        return counterexample(run, property, Counterexample.Kind.TRACE, OptionalInt.empty());
    }

    /** The same, repeated from its second step on for ever. */
    public static Counterexample lasso(Run run, String property) {
        return counterexample(run, property, Counterexample.Kind.LASSO, OptionalInt.of(1));
    }

    private static Counterexample counterexample(Run run, String property, Counterexample.Kind kind, OptionalInt loop) {
        State initial = state("idle", "idle", 0);
        State first = state("read", "idle", 0);
        State second = state("read", "read", 0);
        State third = state("done", "read", 1);
        return new Counterexample(
                kind,
                run.model().id(),
                run.variant().map(variant -> variant.id()),
                run.model().profile(),
                run.model().bounds(),
                "Fake 1.0",
                property,
                "sha256:" + "0".repeat(64),
                initial,
                List.of(
                        step("p1", "Read", initial, first),
                        step("p2", "Read", first, second),
                        step("p1", "Write", second, third)),
                loop,
                Optional.empty());
    }

    /** A head whose tail points elsewhere. */
    public static Counterexample instance(Run run) {
        Map<String, Value> variables = new LinkedHashMap<>();
        variables.put(
                "head",
                new Value.SetOf(new java.util.LinkedHashSet<>(List.of(
                        new Value.Tuple(List.of(new Value.Text("Page$10"), new Value.Text("Page$0"))),
                        new Value.Tuple(List.of(new Value.Text("Page$9"), new Value.Text("Page$0")))))));
        return new Counterexample(
                Counterexample.Kind.INSTANCE,
                run.model().id(),
                Optional.empty(),
                run.model().profile(),
                new JsonObject(),
                "Fake 1.0",
                "WellFormed",
                "sha256:" + "0".repeat(64),
                new State(variables),
                List.of(),
                OptionalInt.empty(),
                Optional.of("all p: Page | p.head.head = p.head"));
    }

    private static State state(String p1, String p2, long counter) {
        Map<Value, Value> pc = new LinkedHashMap<>();
        pc.put(new Value.Text("p1"), new Value.Text(p1));
        pc.put(new Value.Text("p2"), new Value.Text(p2));
        Map<String, Value> variables = new LinkedHashMap<>();
        variables.put("pc", new Value.Function(pc));
        variables.put("counter", new Value.Int(counter));
        return new State(variables);
    }

    private static Step step(String actor, String action, State before, State after) {
        return new Step(actor, action, Map.of("p", new Value.Text(actor)), before.changedIn(after), after);
    }
}
