package org.pfnproof.report;

import java.util.ArrayList;
import java.util.List;
import org.pfnproof.compare.Shape;
import org.pfnproof.compare.sites.TranslatedSite;
import org.pfnproof.compare.sites.Translation;

/** The kernels' own calls of the API, in every shape. */
final class CallSiteSection {

    private CallSiteSection() {}

    static CompareSection section(CompareInput input) {
        List<String> header = new ArrayList<>(List.of("call site"));
        input.comparison().shapes().stream().map(Shape::id).forEach(header::add);
        List<List<String>> rows =
                input.sites().stream().map(CallSiteSection::row).toList();
        return new CompareSection(
                "Call sites",
                List.of(
                        "Where Linux calls the API, and the same call in every shape: it asks for the same, and says that it follows the mmu_notifiers if and only"
                                + " if it does. =: the same outcome in all "
                                + input.comparison().environments()
                                + " environments. A number: in so many another one, reads and writes together. none: the shape has no word for"
                                + " something that the call asks for. docs/call-sites.md has each call, how it is written there, and what changes."),
                rows.isEmpty() ? List.of() : header,
                rows,
                List.of("api-shapes", "api-shapes-read-only-v8", "api-shapes-late-retry"));
    }

    private static List<String> row(TranslatedSite each) {
        List<String> row = new ArrayList<>(List.of(each.site().id()));
        each.translations().stream().map(CallSiteSection::cell).forEach(row::add);
        return row;
    }

    private static String cell(Translation there) {
        return switch (there.kind()) {
            case SAME -> "=";
            case DIFFERENT -> String.valueOf(there.environments());
            case NO_CALL -> "none";
        };
    }
}
