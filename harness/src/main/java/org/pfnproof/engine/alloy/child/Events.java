package org.pfnproof.engine.alloy.child;

import edu.mit.csail.sdg.ast.ExprVar;
import edu.mit.csail.sdg.ast.Func;
import edu.mit.csail.sdg.parser.CompModule;
import edu.mit.csail.sdg.translator.A4Solution;
import edu.mit.csail.sdg.translator.A4Tuple;
import edu.mit.csail.sdg.translator.A4TupleSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pfnproof.trace.Value;

/**
 * Tells which event a step is. A spec says so by a function without parameters for each event, whose name is the event's with an
 * underscore before it and whose value in a state is the set of arguments with which the event happens there:
 * {@code fun _put: Holder -> Page { { h: Holder, p: Page | put[h, p] } }}. The names of the arguments are taken from the
 * predicate {@code put}.
 *
 * <p>Two events can describe the same change. Then the root module's is named before those of the modules it opens, and
 * within a module the one that stands first: so a variant's own event is the one that is shown.
 */
final class Events {

    /** Signatures whose atoms act; of all other events the actor is {@link #HOST}. */
    private static final Set<String> ACTORS = Set.of("Holder", "Vcpu", "Invalidator");

    private static final String HOST = "mm";

    private final List<Func> events;
    private final List<Func> predicates;

    /** One event with its arguments. */
    record Event(String actor, String action, Map<String, Value> arguments) {}

    Events(CompModule world, Places places) {
        List<Func> all = world.getAllReachableModules().makeConstList().stream()
                .flatMap(module -> module.getAllFunc().makeConstList().stream())
                .filter(function -> places.isOurs(function.pos))
                .toList();
        this.predicates = all.stream().filter(function -> function.isPred).toList();
        this.events = all.stream()
                .filter(function -> !function.isPred && function.count() == 0)
                .filter(function -> Atoms.plain(function.label).startsWith("_"))
                .sorted(Comparator.comparing((Func function) -> !function.label.startsWith("this/"))
                        .thenComparing(function -> function.pos.filename)
                        .thenComparingInt(function -> function.pos.y))
                .toList();
    }

    /** The event that happens in a state, or {@code stutter} if nothing changes, or {@code step} if no event says so. */
    Event of(A4Solution solution, int state, boolean unchanged) {
        for (Func event : events) {
            Optional<A4Tuple> arguments = first((A4TupleSet) solution.eval(event.call(), state));
            if (arguments.isPresent()) {
                return event(Atoms.plain(event.label).substring(1), arguments.get());
            }
        }
        return new Event(HOST, unchanged ? "stutter" : "step", Map.of());
    }

    private static Optional<A4Tuple> first(A4TupleSet tuples) {
        for (A4Tuple tuple : tuples) {
            return Optional.of(tuple);
        }
        return Optional.empty();
    }

    private Event event(String action, A4Tuple tuple) {
        List<Value> values = Atoms.elements(tuple);
        List<String> names = names(action, values.size());
        Map<String, Value> arguments = new LinkedHashMap<>();
        for (int i = 0; i < values.size(); i++) {
            arguments.put(names.get(i), values.get(i));
        }
        boolean acts = ACTORS.contains(Atoms.plain(tuple.sig(0).label));
        return new Event(acts ? values.get(0).toString() : HOST, action, arguments);
    }

    private List<String> names(String action, int count) {
        return predicates.stream()
                .filter(predicate -> Atoms.plain(predicate.label).equals(action) && predicate.count() == count)
                .findFirst()
                .map(predicate -> predicate.params().stream()
                        .map((ExprVar parameter) -> parameter.label)
                        .toList())
                .orElseGet(() -> java.util.stream.IntStream.range(0, count)
                        .mapToObj(index -> "argument" + index)
                        .toList());
    }
}
