package org.pfnproof.engine.alloy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pfnproof.catalogue.Problem;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.alloy.child.AlloyReport.Remark;
import org.pfnproof.engine.alloy.child.AlloyRequest;
import org.pfnproof.engine.source.Comments;
import org.pfnproof.engine.source.InputsHash;
import org.pfnproof.engine.source.SourceFile;

/**
 * The Alloy files that a run may open: those of {@code specs/alloy}, and a variant's own beside them.
 *
 * @param root the root module's file
 * @param files file name to source, all in one folder for the child
 * @param problems why the run cannot take place
 */
record Sources(String root, Map<String, SourceFile> files, List<Problem> problems) {

    private static final String EXTENSION = ".als";
    private static final Pattern MODULE = Pattern.compile("(?m)^\\s*module\\s+(\\w+)");
    private static final Pattern MISSING_MODULE = Pattern.compile("File cannot be found\\. (\\w+)\\.als .*");

    static Sources of(Path specs, Run run) {
        Map<String, SourceFile> files = new TreeMap<>();
        List<Problem> problems = new ArrayList<>();
        add(specs.resolve("alloy"), files, problems);
        run.variant().ifPresent(variant -> add(variant.folder(), files, problems));
        String root = run.variant()
                        .map(variant -> variant.module())
                        .orElse(run.model().spec())
                + EXTENSION;
        if (problems.isEmpty() && !files.containsKey(root)) {
            Path folder = run.variant().map(variant -> variant.folder()).orElse(specs.resolve("alloy"));
            problems.add(Problem.at(folder.resolve(root).toString(), 0, 0, "There is no such file."));
        }
        return new Sources(root, files, List.copyOf(problems));
    }

    /** All files of {@code specs/alloy}, and one that is made on the spot. */
    static Sources with(Path specs, String module, String text) {
        Map<String, SourceFile> files = new TreeMap<>();
        List<Problem> problems = new ArrayList<>();
        add(specs.resolve("alloy"), files, problems);
        files.put(fileOf(module), new SourceFile(Path.of(fileOf(module)), text));
        return new Sources(fileOf(module), files, List.copyOf(problems));
    }

    private static void add(Path folder, Map<String, SourceFile> files, List<Problem> problems) {
        try (Stream<Path> list = Files.list(folder)) {
            for (Path path : list.filter(file -> file.toString().endsWith(EXTENSION))
                    .sorted()
                    .toList()) {
                SourceFile file = SourceFile.read(path);
                String name = folder.relativize(path).toString();
                misnamed(file, name).ifPresent(problems::add);
                SourceFile other = files.put(name, file);
                if (other != null) {
                    problems.add(Problem.at(path.toString(), 0, 0, "Has the name of " + other.path() + "."));
                }
            }
        } catch (SourceFile.UnreadableException e) {
            problems.add(e.problem());
        } catch (IOException e) {
            problems.add(Problem.at(folder.toString(), 0, 0, "Cannot be listed: " + e));
        }
    }

    /** Alloy itself does not mind a module whose name is not its file's, but no other module could open it by that name. */
    private static Optional<Problem> misnamed(SourceFile file, String name) {
        Matcher module = MODULE.matcher(Comments.ALLOY.withoutComments(file.text()));
        if (!module.find() || fileOf(module.group(1)).equals(name)) {
            return Optional.empty();
        }
        return Optional.of(Problem.at(
                file.path().toString(),
                line(file, module.end()),
                0,
                "The module is named " + module.group(1) + ", but the file is not " + fileOf(module.group(1)) + "."));
    }

    private static int line(SourceFile file, int offset) {
        return (int) file.text().substring(0, offset).lines().count();
    }

    /** The root module's name in the folder of the specs, for a variant's base. */
    static String fileOf(String module) {
        return module + EXTENSION;
    }

    /** The files for the child's run directory. */
    Map<String, String> forChild() {
        return files.entrySet().stream()
                .collect(Collectors.toMap(entry -> AlloyRequest.FOLDER + "/" + entry.getKey(), entry -> entry.getValue()
                        .text()));
    }

    /** The hash of those files that the root reaches. */
    String hash(Collection<String> reached) {
        return InputsHash.of(
                Comments.ALLOY,
                reached.stream().filter(files::containsKey).collect(Collectors.toMap(name -> name, name -> files.get(
                                name)
                        .text())));
    }

    /** What the child says of a file, with the file's own path. */
    Problem problem(Remark remark) {
        Matcher missing = MISSING_MODULE.matcher(remark.message());
        if (missing.matches()) {
            return missingModule(missing.group(1));
        }
        return remark.file().isEmpty()
                ? Problem.of(remark.message())
                : Problem.at(path(remark.file()), remark.line(), remark.column(), remark.message());
    }

    /** Alloy does not say where a module is opened that it cannot find. */
    private Problem missingModule(String module) {
        String message = "The module " + module + " cannot be found; there is no " + fileOf(module) + " in ";
        Pattern open = Pattern.compile("(?m)^\\s*open\\s+" + Pattern.quote(module) + "\\b");
        for (SourceFile file : files.values()) {
            Matcher opened = open.matcher(Comments.ALLOY.withoutComments(file.text()));
            if (opened.find()) {
                int line = (int) file.text().substring(0, opened.end()).lines().count();
                return Problem.at(
                        file.path().toString(), line, 0, message + file.path().getParent() + ".");
            }
        }
        return Problem.of(message + "the folder of the specs.");
    }

    /** A file's path as the user knows it. */
    String path(String file) {
        return files.containsKey(file) ? files.get(file).path().toString() : file;
    }
}
