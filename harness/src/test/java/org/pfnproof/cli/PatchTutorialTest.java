package org.pfnproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pfnproof.testing.RealSpecs;

/** The commands of the tutorial print what it says, and the modules that it quotes are those of the examples. */
@Timeout(600)
class PatchTutorialTest {

    private static final Pattern BLOCK =
            Pattern.compile("```\n\\$ harness/pfnproof (patch check \\S+ [^\n]*)\n(.*?)```", Pattern.DOTALL);
    private static final Pattern MODULE = Pattern.compile("```\n(EXTENDS .*?)```", Pattern.DOTALL);

    @TempDir
    Path folder;

    private final Path docs = RealSpecs.inPlace().folder().resolveSibling("docs");
    private final Path page = docs.resolve("your-own-patch.md");

    @Test
    void theCommandsPrintWhatThePageSays() throws Exception {
        copy(docs.resolve("examples"), folder.resolve("docs/examples"));
        String text = Files.readString(page);
        StringBuilder now = new StringBuilder();
        Map<String, Integer> codes = new TreeMap<>();
        Matcher block = BLOCK.matcher(text);
        while (block.find()) {
            String printed = run(block.group(1), codes);
            block.appendReplacement(
                    now,
                    Matcher.quoteReplacement("```\n$ harness/pfnproof " + block.group(1) + "\n" + printed + "```"));
        }
        block.appendTail(now);
        if (Boolean.getBoolean("pfnproof.golden.write")) {
            Files.writeString(page, now);
        }
        assertThat(Files.readString(page)).isEqualTo(now.toString());
        assertThat(codes)
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("drop-the-retry-check", 1, "early-check", 0, "check-before-lock", 1));
    }

    private String run(String command, Map<String, Integer> codes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Environment environment = new Environment(
                RealSpecs.inPlace().folder().toAbsolutePath().getParent(),
                new Engines(),
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
                Terminal.NONE);
        String place = folder + "/docs/examples/";
        String[] words = command.replace("docs/examples/", place).split(" ");
        codes.put(Path.of(words[2]).getFileName().toString(), new Cli(environment).run(words));
        return out.toString(StandardCharsets.UTF_8).replace(place, "docs/examples/");
    }

    @Test
    void theModulesAreThoseOfTheExamples() throws Exception {
        List<String> quoted = MODULE.matcher(Files.readString(page))
                .results()
                .map(match -> match.group(1).strip())
                .toList();
        assertThat(quoted).hasSize(3);
        List<String> modules;
        try (Stream<Path> files = Files.walk(docs.resolve("examples"))) {
            modules = files.filter(file -> file.toString().endsWith(".tla"))
                    .map(PatchTutorialTest::code)
                    .toList();
        }
        assertThat(modules).containsExactlyInAnyOrderElementsOf(quoted);
    }

    @Test
    void theJavaIsThatOfTheExample() throws Exception {
        assertThat(Files.readString(page))
                .contains("```java\n" + Files.readString(docs.resolve("examples/early-check/EarlyCheck.java")) + "```");
    }

    /** What lies between the banner and the end, without comments. */
    private static String code(Path file) {
        try {
            return Files.readString(file)
                    .replaceAll("(?m)^\\\\\\*.*\n", "")
                    .replaceAll("(?m)^(----|====).*\n", "")
                    .strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(Files.isDirectory(file) ? target : target.getParent());
                if (Files.isRegularFile(file)) {
                    Files.copy(file, target);
                }
            }
        }
    }
}
