package org.pfnproof.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.pfnproof.compare.Host;
import org.pfnproof.compare.Shape;
import org.pfnproof.compare.misuse.Finding.Verdict;
import org.pfnproof.compare.runs.ProtocolRuns.ProtocolRun;

/** The answers in plain words, made from the numbers: the report's last part. */
final class CompareConclusion {

    private final CompareInput input;
    private final MistakeSections mistakes;

    CompareConclusion(CompareInput input) {
        this.input = input;
        this.mistakes = new MistakeSections(input);
    }

    CompareSection section() {
        List<String> prose = new ArrayList<>();
        prose.add("- " + flags());
        prose.add("- " + calls());
        prose.add("- Mistakes. Silent wherever they can be written: " + mistakes.alwaysSilent()
                + ". Silent in some shapes only: " + mistakes.sometimesSilent() + ".");
        prose.add("- " + cost());
        prose.add("- " + landed());
        prose.add("- " + trade());
        prose.add("Where each shape is first, and where it is last, among those that have the number:");
        new Trades(input).lines().forEach(line -> prose.add("- " + line));
        return new CompareSection(
                "Conclusion",
                prose,
                List.of(),
                List.of(),
                List.of("inputs-map-to-foll-flags", "sanity-check-changes-nothing"));
    }

    private String flags() {
        Set<String> without = new TreeSet<>();
        Set<String> with = new TreeSet<>();
        input.comparison().flagOf().forEach((in, flags) -> (flags.isEmpty() ? without : with).add(in.text()));
        return "Does every input map 1:1 to a FOLL_* flag? "
                + (without.isEmpty()
                        ? "Yes."
                        : "No: " + String.join(", ", without) + " have none; " + String.join(", ", with)
                                + " have one.");
    }

    private String calls() {
        List<Shape> shapes = input.comparison().shapes();
        ToIntFunction<Shape> meaningless = shape -> ShapeTable.meaningless(input, shape);
        int fewest = shapes.stream().mapToInt(meaningless).min().orElseThrow();
        int most = shapes.stream().mapToInt(meaningless).max().orElseThrow();
        return "Fewest meaningless calls: " + ids(shapes, meaningless, fewest) + "; most: "
                + ids(shapes, meaningless, most) + ".";
    }

    private static String ids(List<Shape> shapes, ToIntFunction<Shape> number, int value) {
        return shapes.stream()
                .filter(shape -> number.applyAsInt(shape) == value)
                .map(shape -> shape.id() + " (" + value + " of " + shape.calls().size() + ")")
                .collect(Collectors.joining(", "));
    }

    private String cost() {
        Map<Integer, Set<String>> held = new TreeMap<>();
        Map<Integer, Set<String>> locked = new TreeMap<>();
        Set<String> putsUnderLock = new LinkedHashSet<>();
        for (ProtocolRun run : input.runs()) {
            held.computeIfAbsent(run.disturbed().held().most(), key -> new LinkedHashSet<>())
                    .add(run.shape());
            locked.computeIfAbsent(run.disturbed().underLock().most(), key -> new LinkedHashSet<>())
                    .add(run.shape());
            if (run.disturbed().putsUnderLock().most() > 0) {
                putsUnderLock.add(run.shape());
            }
        }
        return "Cost of a page fault, in steps as the specs cut them. Steps with a reference held, at most: "
                + text(held)
                + ". Steps under mmu_lock, at most: " + text(locked) + ". Put under mmu_lock: "
                + (putsUnderLock.isEmpty() ? "nowhere" : String.join(", ", putsUnderLock)) + ".";
    }

    private static String text(Map<Integer, Set<String>> shapes) {
        return shapes.entrySet().stream()
                .map(each -> each.getKey() + " in " + String.join(", ", each.getValue()))
                .collect(Collectors.joining("; "));
    }

    private String landed() {
        Shape sketch = input.comparison().shape("sketch");
        Shape landed = input.comparison().shape("6.13");
        int before = unguarded(sketch, Host.COUNTED_WRITABLE);
        int after = unguarded(landed, Host.COUNTED_WRITABLE);
        return "From the thread's sketch to what landed. Rejected in the sketch, at least in part, and not at all in 6.13: "
                + mistakes.lost("sketch", "6.13") + "; the other way round: " + mistakes.lost("6.13", "sketch")
                + ". " + (after > before ? "A check was lost" : "No check was lost")
                + ": calls that get a counted page of a PFNMAP area with nothing held, and without a word on mmu_notifiers, are "
                + before
                + " in the sketch and " + after + " in 6.13; for memory, "
                + unguarded(sketch, Host.RAM_WRITABLE) + " and " + unguarded(landed, Host.RAM_WRITABLE)
                + ", since there every page comes with its reference. In return, the sentinel is gone, which refused a caller with a"
                + " snapshot in " + input.comparison().refusedSnapshots(true) + " of "
                + input.comparison().environments()
                + " environments while mmu_seq was 0, and so are the addresses that the sketch returned as pfns for "
                + input.comparison().badSlots().size() + " kinds of bad slot.";
    }

    private int unguarded(Shape shape, Host host) {
        return input.comparison().unprotected(shape, host);
    }

    private String trade() {
        return "The trade. Positional arguments of different types are what a compiler checks: it rejects "
                + share("bools-6.12") + " of the bools', " + share("6.13") + " of 6.13's, and " + share("v11")
                + " of v11's mistakes, whose fields may be forgotten without a word. A struct's checks come at run time: "
                + runTime("v11") + " in v11, " + runTime("bools-6.12")
                + " in bools-6.12. A bool cannot be given a flag that is internal"
                + " to mm, and a flags argument can. A lookup that puts its reference before it returns holds the least, and every use"
                + " after that rests on the retry test alone, of which no compiler and no WARN asks whether it was made.";
    }

    private String share(String shape) {
        return input.count(shape, Verdict.COMPILER) + " of "
                + input.findings(shape).size();
    }

    private int runTime(String shape) {
        return input.count(shape, Verdict.RUN_TIME);
    }
}
