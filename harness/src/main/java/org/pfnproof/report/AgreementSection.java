package org.pfnproof.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pfnproof.compare.agreement.Agreement;
import org.pfnproof.compare.agreement.Disagreement;

/** What Alloy says to the outcomes that this report is made of. */
final class AgreementSection {

    private AgreementSection() {}

    static CompareSection section(Optional<Agreement> asked) {
        List<String> prose = new ArrayList<>();
        if (asked.isEmpty()) {
            prose.add(
                    "All outcomes here come from the enumeration in Java. Alloy, which describes the shapes a second time, was not asked.");
        } else {
            Agreement agreement = asked.get();
            prose.add(String.format(
                    "The enumeration in Java and the shapes in Alloy were held against each other, in all %,d outcomes: %s.",
                    agreement.outcomes(), agreement.disagreements().isEmpty() ? "they agree" : "THEY DISAGREE"));
            agreement.disagreements().forEach(each -> prose.add("- " + text(each)));
            if (!agreement.unknown().isEmpty()) {
                prose.add("Shapes that Alloy does not have: " + String.join(", ", agreement.unknown()) + ".");
            }
        }
        return new CompareSection("Two descriptions", prose, List.of(), List.of(), List.of("api-shapes"));
    }

    private static String text(Disagreement each) {
        return each.what() + (each.call().isEmpty() ? "" : ", " + each.call())
                + (each.environment().isEmpty() ? "" : ", " + each.environment()) + ": in Java " + each.java()
                + "; in Alloy "
                + each.alloy() + ".";
    }
}
