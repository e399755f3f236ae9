package org.pfnproof.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.pfnproof.catalogue.Catalogue;
import org.pfnproof.catalogue.Nearest;
import org.pfnproof.trace.Counterexample;
import org.pfnproof.trace.CounterexampleFile;
import org.pfnproof.trace.TraceFormatException;

/** Finds the counterexample that somebody names: a file, or a model or variant whose counterexample is recorded. */
final class Recorded {

    private static final String EXTENSION = ".json";

    private final Path folder;

    Recorded(Path folder) {
        this.folder = folder;
    }

    /**
     * The counterexample.
     *
     * @throws UserException if there is none, or its file cannot be read
     */
    Counterexample named(String name, Catalogue catalogue) throws UserException {
        Optional<Path> file = file(name);
        if (file.isPresent()) {
            return read(file.get());
        }
        TreeMap<String, Counterexample> recorded = all();
        List<Counterexample> found = recorded.entrySet().stream()
                .filter(entry -> entry.getKey().equals(name)
                        || entry.getValue()
                                .variant()
                                .orElse(entry.getValue().model())
                                .equals(name))
                .map(Map.Entry::getValue)
                .toList();
        if (recorded.containsKey(name)) {
            return recorded.get(name);
        }
        if (found.size() == 1) {
            return found.get(0);
        }
        if (found.size() > 1) {
            throw new UserException("several counterexamples of \"" + name + "\" are recorded; name one: "
                    + String.join(", ", names(recorded, found)));
        }
        if (catalogue.names().contains(name)) {
            throw new UserException("no counterexample of \"" + name + "\" is recorded in " + folder + "; \"check "
                    + name + "\" shows what it finds.");
        }
        throw new UserException("there is neither a file nor a recorded counterexample \"" + name + "\""
                + Nearest.hint(
                        name,
                        Stream.concat(recorded.keySet().stream(), catalogue.names().stream())
                                .distinct()
                                .toList()));
    }

    private static List<String> names(TreeMap<String, Counterexample> recorded, List<Counterexample> found) {
        return recorded.entrySet().stream()
                .filter(entry -> found.contains(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Optional<Path> file(String name) {
        try {
            return Optional.of(Path.of(name)).filter(Files::isRegularFile);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** File name without extension to counterexample. */
    TreeMap<String, Counterexample> all() throws UserException {
        TreeMap<String, Counterexample> all = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return all;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(EXTENSION))
                    .sorted()
                    .toList()) {
                String name = folder.relativize(file).toString();
                all.put(name.substring(0, name.length() - EXTENSION.length()), read(file));
            }
        } catch (IOException e) {
            throw new UserException(folder + " cannot be listed: " + OutputFile.reason(e));
        }
        return all;
    }

    private static Counterexample read(Path file) throws UserException {
        try {
            return CounterexampleFile.read(file);
        } catch (TraceFormatException e) {
            throw new UserException(e.getMessage());
        }
    }
}
