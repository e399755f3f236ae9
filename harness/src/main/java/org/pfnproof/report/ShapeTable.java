package org.pfnproof.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.pfnproof.compare.CallClass;
import org.pfnproof.compare.Host;
import org.pfnproof.compare.Shape;
import org.pfnproof.compare.misuse.Finding;
import org.pfnproof.compare.misuse.Finding.Verdict;
import org.pfnproof.compare.runs.ProtocolRuns.ProtocolRun;

/** Shapes and criteria at a glance: the report's first part. */
final class ShapeTable {

    private ShapeTable() {}

    static CompareSection section(CompareInput input) {
        Map<String, ProtocolRun> runs = input.runOfShape();
        List<List<String>> rows = new ArrayList<>();
        for (Shape shape : input.comparison().shapes()) {
            List<Finding> findings = input.findings(shape.id());
            ProtocolRun run = runs.get(shape.id());
            rows.add(List.of(
                    shape.id(),
                    String.valueOf(shape.calls().size()),
                    String.valueOf(meaningless(input, shape)),
                    String.valueOf(unguarded(input, shape)),
                    findings.isEmpty() ? "-" : String.valueOf(findings.size()),
                    number(input, shape, findings, Verdict.COMPILER),
                    number(input, shape, findings, Verdict.RUN_TIME),
                    number(input, shape, findings, Verdict.SILENT),
                    findings.isEmpty()
                            ? "-"
                            : String.valueOf(
                                    findings.stream().filter(input::breaks).count()),
                    run == null ? "-" : run.disturbed().held().text(),
                    run == null ? "-" : run.disturbed().underLock().text()));
        }
        return new CompareSection(
                "The shapes at a glance",
                List.of(
                        "Each column has its part below, with the commands that show the same.",
                        "- calls: all that can be written; meaningless: those that do nothing of their own, or are caught.",
                        "- unguarded: calls that get a page with nothing held, no word on mmu_notifiers, and no WARN.",
                        "- mistakes, in C: by who notices them first: gcc, the kernel at run time, nobody (silent); break: silent ones that"
                                + " break a property of the protocol. The rest does what the right call does.",
                        "- held, locked: steps of a page fault with a reference held, and under mmu_lock, fewest-most."),
                List.of(
                        "shape",
                        "calls",
                        "meaningless",
                        "unguarded",
                        "mistakes",
                        "gcc",
                        "run time",
                        "silent",
                        "break",
                        "held",
                        "locked"),
                rows,
                List.of());
    }

    private static String number(CompareInput input, Shape shape, List<Finding> findings, Verdict verdict) {
        return findings.isEmpty() ? "-" : String.valueOf(input.count(shape.id(), verdict));
    }

    static int meaningless(CompareInput input, Shape shape) {
        return shape.calls().size()
                - input.comparison().classes(shape).get(CallClass.MEANINGFUL).size();
    }

    private static int unguarded(CompareInput input, Shape shape) {
        return input.comparison().unprotected(shape, Host.RAM_WRITABLE)
                + input.comparison().unprotected(shape, Host.COUNTED_WRITABLE);
    }
}
