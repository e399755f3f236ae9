package org.pfnproof.catalogue;

import java.util.List;
import java.util.stream.Collectors;

/** The data files are wrong. Carries every problem found, not only the first. */
public final class CatalogueException extends Exception {

    private final transient List<Problem> problems;

    public CatalogueException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** What is wrong and where, in the order of the files. */
    public List<Problem> problems() {
        return problems;
    }
}
