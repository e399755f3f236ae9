package org.pfnproof.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.pfnproof.catalogue.Catalogue;
import org.pfnproof.catalogue.CatalogueException;
import org.pfnproof.check.CheckRequest;
import org.pfnproof.check.Selector;
import org.pfnproof.check.Toolbox;
import org.pfnproof.check.UnknownNameException;
import org.pfnproof.check.UnusableToolException;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.cache.RunKey;

/**
 * The runs that a change of the checkout since a revision may decide otherwise: those whose inputs are not what they were, by the same
 * hash as that of kept results; new ones; and all of them if the harness itself has changed.
 */
final class ChangedRuns {

    private static final String[] PROGRAM = {"harness/src/main", "harness/pom.xml", "pom.xml"};

    private final Environment environment;
    private final Git git;
    private final String revision;

    ChangedRuns(Environment environment, String revision) {
        this.environment = environment;
        this.git = new Git(environment.home());
        this.revision = revision;
    }

    /**
     * Those of the runs that the change touches.
     *
     * @param tools the checkers on the specs as they are now
     * @param jar the TLC to use, if not the bundled one
     * @throws UserException if there is no such revision, or no git
     */
    List<Run> of(List<Run> runs, Toolbox tools, Optional<Path> jar)
            throws UserException, InterruptedException, UnusableToolException {
        git.run("rev-parse", "--git-dir");
        if (git.run("rev-list", "--max-count=1", "--ignore-missing", "--end-of-options", revision, "--")
                .isBlank()) {
            throw new UserException("--changed: there is no git revision " + revision);
        }
        if (programChanged()) {
            environment.err().println("pfnproof: the harness has changed since " + revision + ": everything is run.");
            return runs;
        }
        try {
            Path folder = Files.createTempDirectory("pfnproof-revision");
            try {
                Map<String, Optional<String>> before = keys(unpack(folder), jar);
                return runs.stream()
                        .filter(run -> changed(key(run, tools), before.get(run.id())))
                        .toList();
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new UserException("--changed: the specs of " + revision + " cannot be read: " + OutputFile.reason(e));
        }
    }

    private static boolean changed(Optional<String> now, Optional<String> before) {
        return before == null || now.isEmpty() || !now.equals(before);
    }

    private boolean programChanged() throws UserException, InterruptedException {
        String[] changed = Stream.concat(Stream.of("diff", "--name-only", revision, "--"), Stream.of(PROGRAM))
                .toArray(String[]::new);
        String[] added = Stream.concat(
                        Stream.of("ls-files", "--others", "--exclude-standard", "--"), Stream.of(PROGRAM))
                .toArray(String[]::new);
        return !git.run(changed).isBlank() || !git.run(added).isBlank();
    }

    private Path unpack(Path folder) throws IOException, UserException, InterruptedException {
        Path archive = folder.resolve("specs.zip");
        git.run("archive", "--format=zip", "-o", archive.toAbsolutePath().toString(), revision, "specs");
        try (InputStream in = Files.newInputStream(archive);
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = folder.resolve(entry.getName()).normalize();
                if (!file.startsWith(folder)) {
                    throw new IOException("odd name in git's archive: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(Objects.requireNonNull(file.getParent()));
                    Files.copy(zip, file);
                }
            }
        }
        return folder.resolve("specs");
    }

    /** What each run depended on then; nothing if the specs of then cannot be read by this harness. */
    private Map<String, Optional<String>> keys(Path specs, Optional<Path> jar) throws UnusableToolException {
        try {
            Toolbox tools = environment.tools().open(specs, jar);
            Selector selector = new Selector(Catalogue.load(specs));
            return selector.select(CheckRequest.everything()).runs().stream()
                    .collect(Collectors.toMap(Run::id, run -> key(run, tools), (one, same) -> one));
        } catch (CatalogueException | UnknownNameException e) {
            environment
                    .err()
                    .println("pfnproof: the catalogue of " + revision
                            + " cannot be read by this harness: everything is run.");
            return Map.of();
        }
    }

    private static Optional<String> key(Run run, Toolbox tools) {
        return RunKey.of("", tools.engine(run.model().engine()), run);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
