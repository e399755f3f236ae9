package org.pfnproof.report;

import java.util.ArrayList;
import java.util.List;
import org.pfnproof.check.Assessment;
import org.pfnproof.check.CheckResult;
import org.pfnproof.engine.RunResult;

/** What somebody who has read a report may want to type next. */
final class NextSteps {

    private NextSteps() {}

    static String after(CheckResult check) {
        List<String> hints = new ArrayList<>();
        check.results().stream()
                .filter(result -> !Assessment.of(result).asExpected())
                .findFirst()
                .ifPresent(result -> hints.add(hint("check " + name(result), "this run alone, with its interleaving")));
        if (!check.selection().named()) {
            check.results().stream()
                    .filter(result -> result.run().variant().isPresent())
                    .reduce((first, second) -> second)
                    .ifPresent(result -> hints.add(hint("check " + name(result), "the interleaving of one variant")));
            hints.add(hint("check --verbose", "the interleavings of all variants"));
        }
        hints.add(hint("list claims", "the claims that can be checked; also models, variants, properties"));
        return "Next:\n" + String.join("\n", hints);
    }

    private static String name(RunResult result) {
        return result.run()
                .variant()
                .map(variant -> variant.id())
                .orElse(result.run().model().id());
    }

    private static String hint(String command, String what) {
        return Lines.prose("harness/pfnproof " + command, 80, "  ") + "\n      " + what;
    }
}
