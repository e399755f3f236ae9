package org.pfnproof.catalogue;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads a {@link Patch}. */
final class PatchReader {

    private static final String EXTENSION = ".tla";

    private final Path folder;
    private final Catalogue catalogue;
    private final Problems problems = new Problems();

    PatchReader(Path folder, Catalogue catalogue) {
        this.folder = folder;
        this.catalogue = catalogue;
    }

    /** The file as it is written; absent parts are null here. */
    private record Entry(
            String id,
            String title,
            String description,
            String module,
            Map<String, String> overrides,
            Map<String, OriginalEntry> originals,
            Map<String, String> unreached,
            String java) {}

    private record OriginalEntry(String module, String operator, List<String> parameters, String hash) {
        Patch.Original of(String name) {
            return new Patch.Original(
                    module, operator == null ? name : operator, parameters == null ? List.of() : parameters, hash);
        }
    }

    Patch read() throws CatalogueException {
        Path file = folder.resolve(Patch.FILE);
        if (!Files.isDirectory(folder)) {
            problems.add(
                    folder,
                    Files.exists(folder) ? "is no folder; a patch is one" : "there is no such folder; " + remedy());
        } else if (!Files.exists(file)) {
            problems.add(folder, "there is no " + Patch.FILE + " in this folder, so it is no patch; " + remedy());
        }
        throwIfAny();
        Optional<Entry> entry = new DataFiles(problems).read(file, "patch", Entry.class);
        throwIfAny();
        Patch patch = patch(entry.orElseThrow());
        check(file, patch);
        throwIfAny();
        return patch;
    }

    private static String remedy() {
        return "\"harness/pfnproof patch new NAME DIR\" makes one";
    }

    private Patch patch(Entry entry) {
        Map<String, OriginalEntry> recorded = entry.originals() == null ? Map.of() : entry.originals();
        Map<String, Patch.Original> originals = new TreeMap<>();
        recorded.forEach((name, original) -> originals.put(name, original.of(name)));
        return new Patch(
                entry.id(),
                entry.title(),
                entry.description(),
                folder,
                entry.module(),
                entry.overrides(),
                originals,
                entry.unreached() == null ? Map.of() : entry.unreached(),
                Optional.ofNullable(entry.java()));
    }

    private void check(Path file, Patch patch) {
        if (catalogue.names().contains(patch.id())) {
            problems.add(
                    file, "/id: \"" + patch.id() + "\" is the name of something in the catalogue; take another one");
        }
        if (!Files.isRegularFile(patch.moduleFile())) {
            List<String> modules = modules();
            problems.add(
                    file,
                    "/module: there is no file " + patch.moduleFile()
                            + (modules.size() == 1
                                    ? "; did you mean \"" + modules.get(0) + "\"?"
                                    : Nearest.hint(patch.module(), modules)));
        } else {
            checkModule(patch.moduleFile(), patch.module());
        }
        patch.javaFile()
                .filter(java -> !Files.isRegularFile(java))
                .ifPresent(java -> problems.add(file, "/java: there is no file " + java));
        if (Files.exists(catalogue.root().resolve("tla").resolve(patch.module() + EXTENSION))) {
            problems.add(file, "/module: the specs have a module " + patch.module() + " already; take another name");
        }
        patch.originals().keySet().stream()
                .filter(name -> !patch.overrides().containsKey(name))
                .sorted()
                .forEach(name -> problems.add(
                        file,
                        "/originals: " + name + " is not among the overrides"
                                + Nearest.hint(name, patch.overrides().keySet())));
    }

    /** What is no module at all; TLC finds the errors of one. */
    private void checkModule(Path module, String name) {
        try {
            String text = Files.readString(module);
            if (!Pattern.compile("-{4,}\\s*MODULE\\b").matcher(text).find()) {
                problems.add(
                        module,
                        (text.isBlank() ? "is empty" : "is no TLA+ module") + "; it begins with ---- MODULE " + name
                                + " ----");
            }
        } catch (CharacterCodingException e) {
            problems.add(module, "is not UTF-8; save it in that encoding");
        } catch (IOException e) {
            problems.add(module, "cannot be read: " + e);
        }
    }

    private List<String> modules() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(EXTENSION))
                    .map(name -> name.substring(0, name.length() - EXTENSION.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private void throwIfAny() throws CatalogueException {
        if (problems.size() > 0) {
            throw new CatalogueException(problems.all());
        }
    }
}
