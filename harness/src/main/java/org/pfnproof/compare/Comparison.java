package org.pfnproof.compare;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** All that the enumeration of the shapes says. */
public final class Comparison {

    private final List<Shape> shapes;
    private final Map<String, Map<CallClass, List<Call>>> classes = new ConcurrentHashMap<>();

    private Comparison(List<Shape> shapes) {
        this.shapes = shapes;
    }

    /** Makes every call of every shape in every environment. */
    public static Comparison make() {
        return new Comparison(Shapes.all());
    }

    /** The same with another shape in the place of the one that has its id. */
    public Comparison with(Shape other) {
        return new Comparison(shapes.stream()
                .map(shape -> shape.id().equals(other.id()) ? other : shape)
                .toList());
    }

    public List<Shape> shapes() {
        return shapes;
    }

    public int environments() {
        return Environment.all().size();
    }

    public Shape shape(String id) {
        return shapes.stream()
                .filter(shape -> shape.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no shape " + id));
    }

    public Map<CallClass, List<Call>> classes(Shape shape) {
        return classes.computeIfAbsent(shape.id(), id -> CallClass.of(shape));
    }

    /** Behaviours that some shape offers without a WARN, and this one with no call: impossible to write. */
    public int impossible(Shape shape) {
        Set<List<Outcome>> all = shapes.stream()
                .flatMap(each -> each.calls().stream())
                .map(Call::behaviour)
                .filter(Comparison::isQuiet)
                .collect(Collectors.toSet());
        shape.calls().forEach(call -> all.remove(call.behaviour()));
        return all.size();
    }

    private static boolean isQuiet(List<Outcome> behaviour) {
        return behaviour.stream().allMatch(outcome -> outcome.report() == Outcome.Report.NONE);
    }

    /** For each pair of different shapes. */
    public List<Counterparts> counterparts() {
        List<Counterparts> all = new ArrayList<>();
        for (Shape from : shapes) {
            for (Shape to : shapes) {
                if (from != to) {
                    all.add(Counterparts.of(from, to));
                }
            }
        }
        return List.copyOf(all);
    }

    public List<Difference> differences(Shape from, Shape to) {
        return Differences.between(from, to);
    }

    /** What changes from each shape to the one that came after it. */
    public Map<String, List<Difference>> steps() {
        Map<String, List<Difference>> steps = new LinkedHashMap<>();
        List<Shape> history = List.of(
                shape("bools-6.1"),
                shape("bools-6.12"),
                shape("v6"),
                shape("sketch"),
                shape("v7"),
                shape("v8"),
                shape("v9"),
                shape("v11"),
                shape("6.13"));
        for (int i = 1; i < history.size(); i++) {
            Shape from = history.get(i - 1);
            Shape to = history.get(i);
            steps.put(from.id() + " -> " + to.id(), differences(from, to));
        }
        return steps;
    }

    /** The thread's claim: each input of the bools and of 6.13, with its flags. */
    public Map<Input, Set<Input>> flagOf() {
        Map<Input, Set<Input>> all = new LinkedHashMap<>();
        Shape bools = shape("bools-6.12");
        all.putAll(FlagOf.of(bools, bools.inputs(), Set.of(), shape("all-flags"), Set.of(Input.GET)));
        all.putAll(FlagOf.of(
                shape("6.13-static"),
                Set.of(Input.PIN),
                Set.of(Input.PAGE_OUT),
                shape("all-flags"),
                Set.of(Input.GET)));
        return all;
    }

    /** Calls of several bools that each have a flag, which the flags together do not say. */
    public List<Call> flagExceptions() {
        Shape bools = shape("bools-6.12");
        return FlagOf.exceptions(
                bools,
                FlagOf.of(bools, bools.inputs(), Set.of(), shape("all-flags"), Set.of(Input.GET)),
                Set.of(),
                shape("all-flags"),
                Set.of(Input.GET));
    }

    /** What a bad slot comes to in the sketch's kvm_follow_pfn(), and in the bools. */
    public List<BadSlot> badSlots() {
        Set<BadSlot> all = new LinkedHashSet<>();
        for (boolean narrow : List.of(false, true)) {
            List<Environment> environments = Environment.all(false, narrow);
            List<Outcome> sketch = Shapes.sketchWrapper(environments).behaviour();
            List<Outcome> bools =
                    shape("bools-6.12").call(EnumSet.of(Input.WRITE)).behaviour();
            for (int i = 0; i < environments.size(); i++) {
                if (bools.get(i).result() != sketch.get(i).result()) {
                    all.add(new BadSlot(
                            environments.get(i).slot(),
                            narrow ? 32 : 64,
                            bools.get(i).result(),
                            sketch.get(i).result()));
                }
            }
        }
        return List.copyOf(all);
    }

    /** What the page fault takes the same slot for. */
    public record BadSlot(Environment.Slot slot, int bits, Outcome.Result bools, Outcome.Result sketch) {}

    /** In how many environments a caller of the sketch who gives a snapshot is warned at: while mmu_seq is 0, and later. */
    public int refusedSnapshots(boolean firstSeq) {
        return (int) Shapes.sketchSnapshot(Environment.all(firstSeq, false)).behaviour().stream()
                .filter(outcome -> outcome.report() == Outcome.Report.WARN)
                .count();
    }

    /**
     * Calls that get a page with nothing held of it, no word of the caller's on mmu_notifiers, and no WARN.
     *
     * @param host a place where the page has a count
     */
    public int unprotected(Shape shape, Host host) {
        int place =
                Environment.all().indexOf(new Environment(Environment.Slot.USABLE, host, false, false, false, false));
        return (int) shape.calls().stream()
                .filter(call -> !call.has(Input.GUARDED))
                .map(call -> call.behaviour().get(place))
                .filter(outcome -> outcome.result() == Outcome.Result.FRAME
                        && outcome.held() == Outcome.Held.NOTHING
                        && outcome.report() == Outcome.Report.NONE)
                .count();
    }

    /** All calls of the sketch while mmu_seq is 0, with an outcome for each of {@code Environment.all(true, false)}. */
    public List<Call> sketchWhileZero() {
        return Shapes.sketch(Environment.all(true, false));
    }

    /** kvm_follow_pfn() of the sketch, which takes no inputs, with an outcome for each of the environments. */
    public Call sketchWrapper(List<Environment> environments) {
        return Shapes.sketchWrapper(environments);
    }

    /** Every end of every version's page fault that got a frame. */
    public List<FaultEnd> faultEnds() {
        return FaultEnd.all(shapes);
    }

    /** Those ends of a page fault that leave a reference too many or too few. */
    public List<FaultEnd> unbalanced() {
        return faultEnds().stream().filter(end -> end.balance() != 0).toList();
    }
}
