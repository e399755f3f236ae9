package org.pfnproof.engine.tlc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pfnproof.catalogue.Problem;
import org.pfnproof.catalogue.Problem.Location;
import org.pfnproof.engine.source.Comments;
import org.pfnproof.engine.source.SourceFile;

/**
 * The modules that a run needs: a root module and whatever it extends or instantiates, as far as it lies in the given
 * folders. Modules found nowhere are left to TLC, which has standard modules of its own.
 *
 * @param modules module name to source
 * @param problems files that are unreadable or ambiguous
 */
record SpecSources(Map<String, SourceFile> modules, List<Problem> problems) {

    private static final String EXTENSION = ".tla";
    private static final Pattern EXTENDS = Pattern.compile("\\bEXTENDS\\s+(\\w+(?:\\s*,\\s*\\w+)*)");
    private static final Pattern INSTANCE = Pattern.compile("\\bINSTANCE\\s+(\\w+)");

    SpecSources {
        modules = Map.copyOf(modules);
        problems = List.copyOf(problems);
    }

    /** Reads the modules of one root. */
    static SpecSources read(String root, List<Path> folders) {
        return read(List.of(root), folders);
    }

    /** Reads the modules from folders, searched with all of their subfolders. */
    static SpecSources read(List<String> roots, List<Path> folders) {
        List<Problem> problems = new ArrayList<>();
        Map<String, List<Path>> files = index(folders, problems);
        Map<String, SourceFile> modules = new TreeMap<>();
        Deque<String> pending = new ArrayDeque<>(roots);
        Set<String> seen = new HashSet<>();
        while (!pending.isEmpty()) {
            String name = pending.remove();
            List<Path> found = files.getOrDefault(name, List.of());
            if (!seen.add(name) || found.isEmpty()) {
                continue;
            }
            if (found.size() > 1) {
                problems.add(Problem.at(found.get(1).toString(), 0, 0, "Has the same name as " + found.get(0) + "."));
            }
            try {
                SourceFile source = SourceFile.read(found.get(0));
                modules.put(name, source);
                pending.addAll(needed(source.text()));
            } catch (SourceFile.UnreadableException e) {
                problems.add(e.problem());
            }
        }
        roots.stream()
                .filter(root -> !files.containsKey(root))
                .forEach(root -> problems.add(Problem.of("There is no module " + root + EXTENSION + " in "
                        + folders.stream().map(Path::toString).collect(Collectors.joining(" or ")) + ".")));
        if (modules.containsKey(McFiles.ROOT)) {
            problems.add(Problem.at(
                    modules.get(McFiles.ROOT).path().toString(),
                    0,
                    0,
                    "The name " + McFiles.ROOT + " is kept for the generated module."));
        }
        return new SpecSources(modules, problems);
    }

    /** Module file name to text, for a run directory. */
    Map<String, String> files() {
        Map<String, String> files = new TreeMap<>();
        modules.forEach((name, source) -> files.put(name + EXTENSION, source.text()));
        return files;
    }

    /** The same problem with the user's own file for the module's name. */
    Problem located(Problem problem) {
        Optional<Location> place = problem.location().map(location -> {
            SourceFile source = modules.get(location.file());
            String file = source == null ? location.file() : source.path().toString();
            return new Location(file, location.line(), location.column());
        });
        return new Problem(problem.message(), place);
    }

    private static Map<String, List<Path>> index(List<Path> folders, List<Problem> problems) {
        Map<String, List<Path>> files = new TreeMap<>();
        for (Path folder : folders) {
            try (Stream<Path> tree = Files.walk(folder)) {
                tree.filter(file -> file.toString().endsWith(EXTENSION))
                        .sorted()
                        .forEach(file -> {
                            String name = file.getFileName().toString();
                            files.computeIfAbsent(
                                            name.substring(0, name.length() - EXTENSION.length()),
                                            key -> new ArrayList<>())
                                    .add(file);
                        });
            } catch (IOException | UncheckedIOException e) {
                problems.add(Problem.at(folder.toString(), 0, 0, "Cannot be read: " + e));
            }
        }
        return files;
    }

    private static List<String> needed(String text) {
        String plain = Comments.TLA.withoutComments(text);
        List<String> names = new ArrayList<>();
        Matcher extended = EXTENDS.matcher(plain);
        while (extended.find()) {
            names.addAll(List.of(extended.group(1).split("\\s*,\\s*")));
        }
        Matcher instantiated = INSTANCE.matcher(plain);
        while (instantiated.find()) {
            names.add(instantiated.group(1));
        }
        return names;
    }
}
