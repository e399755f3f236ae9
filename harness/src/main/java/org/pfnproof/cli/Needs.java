package org.pfnproof.cli;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The programs of others that the recorder needs. It says what is missing and installs nothing. */
final class Needs {

    /** Program to the Debian package that has it. */
    private static final Map<String, String> PACKAGES = Map.ofEntries(
            Map.entry("qemu-system-x86_64", "qemu-system-x86"),
            Map.entry("busybox", "busybox-static"),
            Map.entry("cpio", "cpio"),
            Map.entry("pahole", "pahole"),
            Map.entry("objdump", "binutils"),
            Map.entry("gcc", "gcc libc6-dev"),
            Map.entry("xz", "xz-utils"),
            Map.entry("zstd", "zstd"),
            Map.entry("python3", "python3"));

    private final String path;

    /**
     * Looks for programs.
     *
     * @param path folders, as in the environment variable PATH
     */
    Needs(String path) {
        this.path = path;
    }

    /** Refuses to go on if one of some programs is missing. */
    void require(String... programs) throws UserException {
        Map<String, String> missing = new TreeMap<>();
        for (String program : programs) {
            if (!isThere(program)) {
                missing.put(program, PACKAGES.getOrDefault(program, program));
            }
        }
        if (!missing.isEmpty()) {
            Set<String> packages = new LinkedHashSet<>(missing.values());
            throw new UserException("missing on the PATH: " + String.join(", ", missing.keySet())
                    + "; on Debian: apt-get install " + String.join(" ", packages));
        }
    }

    private boolean isThere(String program) {
        List<Path> places = new ArrayList<>();
        for (String folder : path.split(File.pathSeparator)) {
            places.add(Path.of(folder, program));
        }
        return places.stream().anyMatch(Files::isExecutable);
    }
}
