package org.pfnproof.report;

import java.util.List;

/**
 * One part of the report on the API shapes.
 *
 * @param prose paragraphs
 * @param header the table's; empty if there is none
 * @param rows each as long as the header
 * @param evidence models, variants or claims that {@code check} decides the same question with, by another way
 */
public record CompareSection(
        String title, List<String> prose, List<String> header, List<List<String>> rows, List<String> evidence) {

    public CompareSection {
        prose = List.copyOf(prose);
        rows = List.copyOf(rows);
    }
}
