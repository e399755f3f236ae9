package org.pfnproof.report;

import java.util.List;

/**
 * One part of the report on the API shapes.
 *
 * @param prose paragraphs
 * @param header the table's; empty if there is none
 * @param rows each as long as the header
 * @param evidence models, variants or claims that {@code check} decides the same question with, by another way
 * @param details what a page shows on demand; the text has a command for it
 */
public record CompareSection(
        String title,
        List<String> prose,
        List<String> header,
        List<List<String>> rows,
        List<String> evidence,
        List<Detail> details) {

    /** Preformatted text under a line of its own. */
    public record Detail(String title, String text) {}

    CompareSection(
            String title, List<String> prose, List<String> header, List<List<String>> rows, List<String> evidence) {
        this(title, prose, header, rows, evidence, List.of());
    }

    public CompareSection {
        prose = List.copyOf(prose);
        rows = List.copyOf(rows);
        details = List.copyOf(details);
    }
}
