package org.pfnproof.catalogue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong in the data files, so that all of it is told at once. */
final class Problems {

    private final Path root;
    private final List<Problem> found = new ArrayList<>();

    Problems(Path root) {
        this.root = root;
    }

    void add(Path file, String message) {
        add(file, 0, 0, message);
    }

    void add(Path file, int line, int column, String message) {
        found.add(Problem.at(name(file), line, column, message));
    }

    /** A file as the user knows it: from the folder {@code specs} on. */
    String name(Path file) {
        Path top = root.toAbsolutePath().normalize().getParent();
        return (top == null ? file : top.relativize(file.toAbsolutePath().normalize()))
                .toString()
                .replace('\\', '/');
    }

    int size() {
        return found.size();
    }

    List<Problem> all() {
        return List.copyOf(found);
    }
}
