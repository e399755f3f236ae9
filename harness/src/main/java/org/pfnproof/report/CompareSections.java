package org.pfnproof.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.pfnproof.compare.Call;
import org.pfnproof.compare.CallClass;
import org.pfnproof.compare.Comparison;
import org.pfnproof.compare.Difference;
import org.pfnproof.compare.FaultEnd;
import org.pfnproof.compare.Host;
import org.pfnproof.compare.Input;
import org.pfnproof.compare.Shape;

/** The comparison of the API shapes as parts of a report, in words and tables; every figure and every list is made from the comparison. */
public final class CompareSections {

    private final Comparison comparison;

    private CompareSections(Comparison comparison) {
        this.comparison = comparison;
    }

    /** All parts: numbers at a glance first, the answers in plain words last. */
    public static List<CompareSection> of(CompareInput input) {
        CompareSections sections = new CompareSections(input.comparison());
        MistakeSections mistakes = new MistakeSections(input);
        return List.of(
                ShapeTable.section(input),
                sections.classes(),
                sections.flags(),
                mistakes.inC(),
                mistakes.inJava(),
                mistakes.silent(),
                new RunSections(input).section(),
                CallSiteSection.section(input),
                sections.unprotected(),
                sections.sketch(),
                sections.faultEnds(),
                sections.counterparts(),
                sections.differences(),
                AgreementSection.section(input.agreement()),
                sections.missing(),
                new CompareConclusion(input).section());
    }

    private static CompareSection prose(String title, List<String> prose, List<String> evidence) {
        return new CompareSection(title, prose, List.of(), List.of(), evidence);
    }

    private CompareSection classes() {
        List<String> header = List.of(
                "shape",
                "calls",
                "meaningful",
                "redundant",
                "contradictory",
                "useless",
                "caught at times",
                "caught",
                "impossible");
        List<List<String>> rows = new ArrayList<>();
        for (Shape shape : comparison.shapes()) {
            List<String> row = new ArrayList<>(
                    List.of(shape.id(), String.valueOf(shape.calls().size())));
            comparison.classes(shape).values().forEach(calls -> row.add(String.valueOf(calls.size())));
            row.add(String.valueOf(comparison.impossible(shape)));
            rows.add(row);
        }
        List<String> prose = new ArrayList<>();
        prose.add(
                "All calls that can be written, made in each of " + comparison.environments()
                        + " environments. Pointers are given or NULL, flags set or clear; gfn, slot and the hva output are always right.");
        for (CallClass each : CallClass.values()) {
            prose.add("- " + each.name().toLowerCase(Locale.ROOT).replace('_', ' ') + ": " + each.text() + ".");
        }
        prose.add(
                "- impossible: behaviours, free of WARN and BUG, that some shape offers and this one cannot ask for.");
        for (Shape shape : comparison.shapes()) {
            prose.add("- " + shape.id() + ": " + shape.title() + "; inputs " + texts(shape.inputs()) + ".");
        }
        return new CompareSection(
                "What can be written", prose, header, rows, List.of("lookup-all-inputs", "lookup-contradictory"));
    }

    private CompareSection counterparts() {
        List<String> header = new ArrayList<>(List.of("from \\ to", "calls"));
        comparison.shapes().forEach(shape -> header.add(shape.id()));
        Map<String, List<String>> rows = new LinkedHashMap<>();
        comparison.shapes().forEach(shape -> rows.put(shape.id(), new ArrayList<>(List.of(shape.id()))));
        comparison.counterparts().forEach(pair -> {
            List<String> row = rows.get(pair.from());
            if (row.size() == 1) {
                row.add(String.valueOf(pair.of()));
            }
            if (header.get(row.size()).equals(pair.from())) {
                row.add("-");
            }
            row.add(String.valueOf(pair.with()));
        });
        rows.values().stream().filter(row -> row.size() < header.size()).forEach(row -> row.add("-"));
        return new CompareSection(
                "Calls with a counterpart",
                List.of(
                        "How many calls there are of the row's shape, and for how many of them the column's has one that does the same in every environment: result, need of"
                                + " I/O, writable, what is held of the page, WARN and BUG. Calls with flags internal to mm are left out; JSON lists the"
                                + " calls that have none."),
                header,
                List.copyOf(rows.values()),
                List.of());
    }

    private CompareSection flags() {
        List<List<String>> rows = new ArrayList<>();
        comparison
                .flagOf()
                .forEach((input, flags) -> rows.add(List.of(input.text(), flags.isEmpty() ? "none" : texts(flags))));
        List<Call> exceptions = comparison.flagExceptions();
        return new CompareSection(
                "Inputs and flags",
                List.of(
                        "An input has a flag if a lookup with the one does what a lookup with the other does, in every environment, and not"
                                + " what a lookup without does. Calls of several inputs that have flags and do not do what the flags do together: "
                                + exceptions.size() + "."),
                List.of("input", "flag"),
                rows,
                List.of(
                        "inputs-map-to-foll-flags",
                        "foll-flags",
                        "foll-flag-for-atomic",
                        "foll-flag-for-map-writable",
                        "foll-flag-for-pin"));
    }

    private CompareSection differences() {
        List<String> prose = new ArrayList<>();
        prose.add(
                "Calls that ask for the same, from each shape to the next. What only one of the two has a word for in the contract with the"
                        + " caller (" + texts(List.of(Input.GET, Input.GUARDED, Input.ALLOW_UNCOUNTED, Input.PAGE_OUT))
                        + ") is tried in each way. \"if\": in each pair of calls that differs so; \"not\": in none.");
        comparison.steps().forEach((step, differences) -> {
            prose.add(step + ": " + (differences.isEmpty() ? "no difference." : differences.size() + " differences."));
            differences.forEach(difference -> prose.add("- " + text(difference)));
        });
        return prose(
                "Differences",
                prose,
                List.of(
                        "follow-pfn-v8-read-only",
                        "follow-pfn-v11-read-only",
                        "follow-pfn-v8-mmio",
                        "follow-pfn-v6",
                        "follow-pfn-6.13"));
    }

    private static String text(Difference difference) {
        return difference.change()
                + (difference.always().isEmpty() ? "" : "; if " + texts(difference.always()))
                + (difference.never().isEmpty() ? "" : "; not " + texts(difference.never()))
                + "; where: " + hosts(difference.hosts()) + "; " + difference.pairs() + " pairs of calls, the smallest "
                + difference.witness() + ".";
    }

    private static String hosts(Set<Host> hosts) {
        return hosts.size() == Host.values().length
                ? "anywhere"
                : hosts.stream().map(Host::text).collect(Collectors.joining(" / "));
    }

    static String texts(Collection<Input> inputs) {
        return inputs.stream().map(Input::text).collect(Collectors.joining(", "));
    }

    private CompareSection unprotected() {
        return new CompareSection(
                "Pages without reference or guard",
                List.of(
                        "Calls that get a counted page of which nothing is held afterwards, although the caller does not say that it follows the"
                                + " mmu_notifiers, and nothing warns. Where a shape has no word for that, only documentation tells the caller."),
                List.of("shape", "memory", "PFNMAP"),
                comparison.shapes().stream()
                        .map(shape -> List.of(
                                shape.id(),
                                String.valueOf(comparison.unprotected(shape, Host.RAM_WRITABLE)),
                                String.valueOf(comparison.unprotected(shape, Host.COUNTED_WRITABLE))))
                        .toList(),
                List.of("follow-pfn-unheld", "sketch-careless-caller", "sketch-no-sanity-check"));
    }

    private CompareSection sketch() {
        List<List<String>> rows = comparison.badSlots().stream()
                .map(slot -> List.of(
                        slot.slot().name(),
                        String.valueOf(slot.bits()),
                        slot.bools().name(),
                        slot.sketch().name()))
                .toList();
        return new CompareSection(
                "The sketch's errors and its sentinel",
                List.of(
                        "kvm_follow_pfn() of the sketch returns KVM_HVA_ERR_BAD and KVM_HVA_ERR_RO_BAD as kvm_pfn_t. What the page fault takes"
                                + " them for, beside what the bools return for the same slot; the bits are those of x86's PAGE_OFFSET.",
                        "A caller that gives its snapshot and no FOLL_GET is warned at in "
                                + comparison.refusedSnapshots(true)
                                + " environments while mmu_seq is still 0, and in " + comparison.refusedSnapshots(false)
                                + " later, of "
                                + comparison.environments() + "."),
                List.of("slot", "bits", "bools", "sketch"),
                rows,
                List.of(
                        "sketch-bad-slots",
                        "sketch-bad-slots-mean-something-else",
                        "sketch-bad-slots-32-bit",
                        "sketch-seq-from-zero"));
    }

    private CompareSection faultEnds() {
        Map<List<String>, List<Host>> kinds = new LinkedHashMap<>();
        for (FaultEnd end : comparison.unbalanced()) {
            kinds.computeIfAbsent(
                            List.of(end.shape(), end.exit(), String.valueOf(end.balance())), kind -> new ArrayList<>())
                    .add(end.host());
        }
        List<List<String>> rows = new ArrayList<>();
        kinds.forEach((kind, hosts) -> rows.add(List.of(
                kind.get(0),
                kind.get(1),
                kind.get(2),
                hosts.stream().map(Enum::name).collect(Collectors.joining(" ")))));
        return new CompareSection(
                "Page faults that put too much or too little",
                List.of(
                        "The references that the x86 page fault's lookup leaves with it, less those that it puts, on each of two ways to the end;"
                                + " balanced ones are not shown. \"late retry\" is the exit before mmu_lock that came to the tree in 6.8"
                                + " (d02c357e5bfa) and releases by pfn; a version of the series is taken as merged with it, unchanged."),
                List.of("shape", "exit", "balance", "where"),
                rows,
                List.of("follow-pfn-v11-early-retry"));
    }

    private CompareSection missing() {
        return prose(
                "Not answered here",
                List.of(
                        "The lookup is one step here: nothing changes meanwhile. A writable result is compared only where a call asks for it."),
                List.of("follow-pfn", "lookup-spurious-fault"));
    }
}
