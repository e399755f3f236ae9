package org.pfnproof.report;

import java.util.Map;
import org.pfnproof.report.html.Pages;

/** The comparison of the API shapes as one page that needs nothing else. */
public final class CompareHtml {

    private CompareHtml() {}

    public static String render(CompareInput input) {
        return Pages.fill("compare.ftlh", Map.of("css", Pages.file("base.css"), "parts", CompareSections.of(input)));
    }
}
