package org.pfnproof.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.pfnproof.compare.Shape;
import org.pfnproof.compare.runs.Figures;
import org.pfnproof.compare.runs.ProtocolRuns;
import org.pfnproof.compare.runs.ProtocolRuns.DetailedRun;
import org.pfnproof.compare.runs.ProtocolRuns.ProtocolRun;

/** The protocol under each shape's reference rules, as a part of the report. */
final class RunSections {

    private final CompareInput input;

    RunSections(CompareInput input) {
        this.input = input;
    }

    CompareSection section() {
        List<String> prose = new ArrayList<>();
        prose.add(
                "A page fault on ordinary memory that the host maps, over all behaviours of the models: the fewest and the most. Gets and puts:"
                        + " references taken and put, by the lookup or by the caller. Held: steps of the fault's own from the get to the put; 0 where"
                        + " the lookup puts what GUP has taken before it returns. Locked: steps under mmu_lock, taking and dropping it included."
                        + " *: while the host may take the page away at any moment; the others: while it does not. Steps are those of the specs: in the sketch's the"
                        + " get and the put of a lookup are two, and all that is done under mmu_lock is one, so its"
                        + " numbers are cut otherwise than the others'. The models retry-one* have the whole fault of a released kernel, from the"
                        + " snapshot on, with the steps P4 to P19.");
        List<List<String>> rows = new ArrayList<>();
        Set<String> models = new LinkedHashSet<>();
        for (ProtocolRun run : input.runs()) {
            models.add(run.model());
            rows.add(row(run.shape(), run.model(), run.states(), run.alone(), run.disturbed()));
        }
        for (DetailedRun run : input.detailed()) {
            models.add(run.model());
            rows.add(row(run.shape(), run.model(), run.states(), run.alone(), run.disturbed()));
        }
        for (ProtocolRun run : input.runs()) {
            prose.add("- " + run.shape() + ": under mmu_lock "
                    + String.join(", ", run.alone().locked())
                    + (run.alone().putsUnderLock().most() > 0 ? ", the put among them" : "")
                    + "; the host " + (run.disturbed().hostWhileHeld() ? "may" : "cannot")
                    + " take the page away while a reference is held" + ends(run) + ".");
        }
        for (Shape shape : input.comparison().shapes()) {
            ProtocolRuns.notModelled(shape.id())
                    .ifPresent(reason -> prose.add("- " + shape.id() + ": not modelled: " + reason + "."));
        }
        return new CompareSection(
                "References held, and work under mmu_lock",
                prose,
                List.of(
                        "shape",
                        "model",
                        "states",
                        "steps",
                        "gets puts",
                        "held",
                        "locked",
                        "gets puts*",
                        "held*",
                        "locked*"),
                rows,
                List.copyOf(models));
    }

    private static List<String> row(String shape, String model, int states, Figures alone, Figures disturbed) {
        return List.of(
                shape,
                model,
                String.valueOf(states),
                alone.steps().text(),
                alone.gets().text() + " " + alone.puts().text(),
                alone.held().text(),
                alone.underLock().text(),
                disturbed.gets().text() + " " + disturbed.puts().text(),
                disturbed.held().text(),
                disturbed.underLock().text());
    }

    private static String ends(ProtocolRun run) {
        if (run.shape().equals(ProtocolRuns.MEASURE)) {
            return "";
        }
        if (run.shape().equals("sketch")) {
            return "; its spec has other pages and callers, so what faults come to is not compared";
        }
        if (run.only().isEmpty() && run.missing().isEmpty()) {
            return "; faults come to what those of " + ProtocolRuns.MEASURE + " come to";
        }
        return "; not in " + ProtocolRuns.MEASURE + ": " + list(run.only()) + "; only there: " + list(run.missing());
    }

    private static String list(Set<String> ends) {
        return ends.isEmpty()
                ? "nothing"
                : ends.size() + ", as \"" + ends.iterator().next() + "\"";
    }
}
