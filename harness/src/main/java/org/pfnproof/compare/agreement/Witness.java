package org.pfnproof.compare.agreement;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.pfnproof.compare.Call;
import org.pfnproof.compare.Comparison;
import org.pfnproof.compare.Environment;
import org.pfnproof.compare.Host;
import org.pfnproof.compare.Input;
import org.pfnproof.trace.State;
import org.pfnproof.trace.Value;

/** An instance of Alloy with one lookup, read back: which call it is, where it is made, and what comes of it there. */
record Witness(String shape, Set<Input> inputs, Environment environment, String outcome) {

    private static final List<String> OUTCOME = List.of("pfn", "needsIo", "writable", "held", "report");

    static Witness of(State instance) {
        Set<Input> inputs = EnumSet.noneOf(Input.class);
        second(instance, "asks").forEach(name -> inputs.add(named(Input.values(), AlloyWords::of, name)));
        Environment environment = new Environment(
                one(instance, "slot", Environment.Slot.values(), AlloyWords::of),
                one(instance, "host", Host.values(), AlloyWords::of),
                has(instance, "SignalPending"),
                has(instance, "UnsafeAllowed"),
                has(instance, "SeqIsZero"),
                has(instance, "ThirtyTwoBit"));
        String outcome = OUTCOME.stream()
                .map(field -> field + " = " + second(instance, field))
                .collect(Collectors.joining(", "));
        return new Witness(second(instance, "shape").iterator().next(), inputs, environment, outcome);
    }

    /** What the check says that found this instance. */
    Disagreement disagreement(String check, Comparison comparison) {
        return switch (check) {
            case TablesModule.WRAPPER ->
                new Disagreement(
                        "sketch, kvm_follow_pfn()",
                        "nothing",
                        where(),
                        comparison
                                .sketchWrapper(List.of(environment))
                                .behaviour()
                                .get(0)
                                .toString(),
                        outcome);
            case TablesModule.FAULTS ->
                new Disagreement(
                        "ends of page faults", text(), where(), "see FaultEnd.java", "see FaultReferences.als");
            case TablesModule.POSSIBLE -> ofShape(shape, comparison, "not this outcome");
            default -> ofShape(shape, comparison, outcome);
        };
    }

    private Disagreement ofShape(String sig, Comparison comparison, String alloy) {
        String id = AlloyWords.SHAPES.entrySet().stream()
                .filter(entry -> entry.getValue().equals(sig))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
        boolean whileZero = id.equals("sketch") && environment.firstSeq();
        List<Call> calls =
                whileZero ? comparison.sketchWhileZero() : comparison.shape(id).calls();
        List<Environment> environments = Environment.all(whileZero, false);
        Environment plain = new Environment(
                environment.slot(), environment.host(), environment.signal(), environment.unsafe(), whileZero, false);
        String java = calls.stream()
                .filter(call -> call.inputs().equals(inputs))
                .map(call -> call.behaviour().get(environments.indexOf(plain)).toString())
                .findFirst()
                .orElse("a call that cannot be written");
        return new Disagreement(id, text(), where(), java, alloy);
    }

    private String text() {
        return new Call(inputs, List.of()).text();
    }

    private String where() {
        return environment.host().text() + ", slot " + environment.slot()
                + (environment.signal() ? ", signal" : "")
                + (environment.unsafe() ? ", unsafe mappings" : "")
                + (environment.firstSeq() ? ", mmu_seq 0" : "")
                + (environment.narrow() ? ", 32 bits" : "");
    }

    private static <T> T one(State instance, String field, T[] values, Function<T, String> name) {
        return named(values, name, second(instance, field).iterator().next());
    }

    private static <T> T named(T[] values, Function<T, String> name, String wanted) {
        return Arrays.stream(values)
                .filter(value -> name.apply(value).equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Alloy names an unknown " + wanted));
    }

    private static boolean has(State instance, String sig) {
        return !elements(instance, sig).isEmpty();
    }

    private static Set<Value> elements(State instance, String name) {
        Value value = instance.variables().get(name);
        if (value instanceof Value.SetOf set) {
            return set.elements();
        }
        throw new IllegalStateException("Alloy's instance has no " + name);
    }

    /** What a field has of the one lookup, or of the one environment. */
    private static Set<String> second(State instance, String field) {
        return elements(instance, field).stream()
                .map(pair -> ((Value.Tuple) pair).elements().get(1).toString())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
