package org.pfnproof.engine.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The definitions in the modules of the TLA+ specs.
 *
 * @param modules module to its definitions, in their order
 */
public record Definitions(Map<String, List<Definition>> modules) {

    private static final String EXTENSION = ".tla";

    public Definitions {
        modules = Collections.unmodifiableMap(new TreeMap<>(modules));
    }

    /**
     * Reads {@code specs/tla}. What cannot be read has no definitions; whoever runs it says so.
     *
     * @param specs the folder {@code specs}
     */
    public static Definitions read(Path specs) {
        Map<String, List<Definition>> modules = new TreeMap<>();
        try (Stream<Path> files = Files.list(specs.resolve("tla"))) {
            files.filter(file -> file.toString().endsWith(EXTENSION)).forEach(file -> {
                String name = String.valueOf(file.getFileName());
                String module = name.substring(0, name.length() - EXTENSION.length());
                modules.put(module, of(module, file));
            });
        } catch (IOException e) {
            return new Definitions(modules);
        }
        return new Definitions(modules);
    }

    /** The definitions in one file; none if it cannot be read. */
    public static List<Definition> of(String module, Path file) {
        try {
            return Definition.of(module, SourceFile.read(file).text());
        } catch (SourceFile.UnreadableException e) {
            return List.of();
        }
    }

    /** All definitions of some modules. */
    public List<Definition> in(Collection<String> names) {
        return names.stream()
                .flatMap(name -> modules.getOrDefault(name, List.of()).stream())
                .toList();
    }

    /** All definitions of an operator, in whatever modules. */
    public List<Definition> named(String operator) {
        return in(modules.keySet()).stream()
                .filter(definition -> definition.name().equals(operator))
                .toList();
    }

    /** The definition of an operator in one of some modules. */
    public Optional<Definition> find(String operator, Collection<String> names) {
        return in(names).stream()
                .filter(definition -> definition.name().equals(operator))
                .findFirst();
    }
}
