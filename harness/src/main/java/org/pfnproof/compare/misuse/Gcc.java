package org.pfnproof.compare.misuse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The kernel's compiler with the kernel's usual warnings: scripts/Makefile.extrawarn of Linux 6.12, those of every build, and those of
 * {@code make W=1}. The functions that matter here carry no __must_check in the kernel, so none do in the snippets.
 */
public final class Gcc {

    private static final List<String> USUAL = List.of(
            "-std=gnu11",
            "-O2",
            "-funsigned-char",
            "-fno-common",
            "-fno-strict-aliasing",
            "-Wall",
            "-Wundef",
            "-Werror=implicit-function-declaration",
            "-Werror=implicit-int",
            "-Werror=return-type",
            "-Werror=strict-prototypes",
            "-Wno-format-security",
            "-Wno-trigraphs",
            "-Wmissing-declarations",
            "-Wmissing-prototypes",
            "-Wno-main",
            "-Wno-unused-but-set-variable",
            "-Wno-unused-const-variable",
            "-Wvla",
            "-Wno-pointer-sign",
            "-Wcast-function-type",
            "-Wno-maybe-uninitialized",
            "-Werror=date-time",
            "-Werror=incompatible-pointer-types",
            "-Werror=designated-init",
            "-Wenum-conversion");

    private static final List<String> W1 = List.of(
            "-Wextra",
            "-Wunused",
            "-Wno-unused-parameter",
            "-Wrestrict",
            "-Wmissing-format-attribute",
            "-Wold-style-definition",
            "-Wunused-but-set-variable",
            "-Wunused-const-variable",
            "-Wno-missing-field-initializers",
            "-Wno-type-limits",
            "-Wno-shift-negative-value",
            "-Wno-sign-compare");

    private static final int SECONDS = 60;

    private final String version;

    private Gcc(String version) {
        this.version = version;
    }

    /** The gcc of this machine; empty if there is none. */
    public static Optional<Gcc> find() throws InterruptedException {
        try {
            return Optional.of(new Gcc(run(List.of("gcc", "-dumpfullversion")).strip()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    public String version() {
        return version;
    }

    /** What it says to a caller, in a folder that has the header's. */
    Answer compile(Snippets shape, String source) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("pfnproof-gcc");
        try {
            Path api = Files.createDirectory(folder.resolve("shape"));
            Files.writeString(folder.resolve("kvm.h"), Snippets.read("kvm.h"));
            Files.writeString(api.resolve("api.h"), shape.header());
            Path file = Files.writeString(api.resolve("caller.c"), source);
            Answer usual = answer(file, USUAL);
            if (usual.kind() != Answer.Kind.ACCEPTED) {
                return usual;
            }
            List<String> more = new ArrayList<>(USUAL);
            more.addAll(W1);
            Answer extra = answer(file, more);
            return extra.kind() == Answer.Kind.ACCEPTED ? extra : new Answer(Answer.Kind.WARNING_W1, extra.message());
        } finally {
            delete(folder);
        }
    }

    private static Answer answer(Path file, List<String> options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("gcc"));
        command.addAll(options);
        command.addAll(List.of("-S", "-o", "/dev/null", file.toString()));
        List<String> lines = Arrays.asList(run(command).split("\n"));
        for (Answer.Kind kind : List.of(Answer.Kind.ERROR, Answer.Kind.WARNING)) {
            String word = kind == Answer.Kind.ERROR ? ": error: " : ": warning: ";
            Optional<String> line =
                    lines.stream().filter(each -> each.contains(word)).findFirst();
            if (line.isPresent()) {
                String message = line.get();
                return new Answer(kind, message.substring(message.indexOf(word) + word.length()));
            }
        }
        return Answer.ACCEPTED;
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("gcc does not end");
            }
            return output;
        } finally {
            process.destroyForcibly();
        }
    }

    private static void delete(Path folder) throws IOException {
        for (String file : List.of("shape/caller.c", "shape/api.h", "shape", "kvm.h", "")) {
            Files.deleteIfExists(folder.resolve(file));
        }
    }
}
