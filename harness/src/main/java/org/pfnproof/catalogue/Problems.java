package org.pfnproof.catalogue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects what is wrong in the data files, so that all of it is told at once. */
final class Problems {

    private final Optional<Path> root;
    private final List<Problem> found = new ArrayList<>();

    /** In a checkout: files are named from the folder {@code specs} on. */
    Problems(Path root) {
        this.root = Optional.of(root);
    }

    /** Anywhere else: files are named as they were given. */
    Problems() {
        this.root = Optional.empty();
    }

    void add(Path file, String message) {
        add(file, 0, 0, message);
    }

    void add(Path file, int line, int column, String message) {
        found.add(Problem.at(name(file), line, column, message));
    }

    /** A file as the user knows it. */
    String name(Path file) {
        return root.map(specs -> specs.toAbsolutePath().normalize().getParent())
                .map(top -> top.relativize(file.toAbsolutePath().normalize()))
                .orElse(file)
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
