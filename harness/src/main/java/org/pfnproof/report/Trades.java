package org.pfnproof.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.pfnproof.compare.Host;
import org.pfnproof.compare.Shape;
import org.pfnproof.compare.misuse.Finding.Verdict;
import org.pfnproof.compare.runs.ProtocolRuns.ProtocolRun;

/** What each shape gives and takes: the criteria in which it is first, and those in which it is last. */
final class Trades {

    private final CompareInput input;
    private final List<Criterion> criteria;

    Trades(CompareInput input) {
        this.input = input;
        Map<String, ProtocolRun> runs = input.runOfShape();
        criteria = List.of(
                new Criterion(
                        "share of meaningless calls",
                        shape -> (double) ShapeTable.meaningless(input, shape)
                                / shape.calls().size()),
                new Criterion("calls unguarded in silence", shape -> unguarded(shape)),
                new Criterion("share of mistakes that gcc lets pass", shape -> 1 - share(shape, Verdict.COMPILER)),
                new Criterion("share of silent mistakes", shape -> share(shape, Verdict.SILENT)),
                new Criterion(
                        "steps with a reference held",
                        shape -> most(
                                runs.get(shape.id()),
                                run -> run.disturbed().held().most())),
                new Criterion(
                        "steps under mmu_lock",
                        shape -> most(
                                runs.get(shape.id()),
                                run -> run.disturbed().underLock().most())));
    }

    /** Less is better; not a number where a shape has none. */
    private record Criterion(String text, ToDoubleFunction<Shape> value) {}

    private double unguarded(Shape shape) {
        return input.comparison().unprotected(shape, Host.RAM_WRITABLE)
                + input.comparison().unprotected(shape, Host.COUNTED_WRITABLE);
    }

    private double share(Shape shape, Verdict verdict) {
        int all = input.findings(shape.id()).size();
        return all == 0 ? Double.NaN : (double) input.count(shape.id(), verdict) / all;
    }

    /** The sketch's spec cuts its steps otherwise: it takes no part. */
    private static double most(ProtocolRun run, ToDoubleFunction<ProtocolRun> value) {
        return run == null || run.shape().equals("sketch") ? Double.NaN : value.applyAsDouble(run);
    }

    /** One line for each shape. */
    List<String> lines() {
        return input.comparison().shapes().stream().map(this::line).toList();
    }

    private String line(Shape shape) {
        List<String> least = new ArrayList<>();
        List<String> most = new ArrayList<>();
        for (Criterion criterion : criteria) {
            double own = criterion.value().applyAsDouble(shape);
            if (Double.isNaN(own)) {
                continue;
            }
            double[] all = input.comparison().shapes().stream()
                    .mapToDouble(criterion.value())
                    .filter(value -> !Double.isNaN(value))
                    .toArray();
            OptionalDouble first = Arrays.stream(all).min();
            OptionalDouble last = Arrays.stream(all).max();
            if (own == first.orElseThrow()) {
                least.add(criterion.text());
            } else if (own == last.orElseThrow()) {
                most.add(criterion.text());
            }
        }
        return shape.id() + ": least: " + texts(least) + "; most: " + texts(most) + ".";
    }

    private static String texts(List<String> texts) {
        return texts.isEmpty() ? "nothing" : texts.stream().collect(Collectors.joining(", "));
    }
}
