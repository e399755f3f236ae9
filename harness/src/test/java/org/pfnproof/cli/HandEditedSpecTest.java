package org.pfnproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pfnproof.testing.RealSpecs;

/** Whoever takes the retry test, a lock or any one of the puts out of the spec by hand sees the model fall. */
@Timeout(300)
class HandEditedSpecTest {

    private static final String UNCHANGED = "UNCHANGED <<pageVars, freed_under>>";

    @TempDir
    Path home;

    @ParameterizedTest(name = "{0} in {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "retry test    | PageFault    | = mmu_invalidate_retry_gfn(fault[v].mmu_seq, fault[v].gfn), | = FALSE, | retry-one     | NoMappingInInvalidatedRange",
                "fault's lock  | PageFault    | `    /\\ read_trylock(v)\n`                                 | ``       | retry-core    | NoMappingInInvalidatedRange",
                "release       | PageFault    | put_page_noting(fault[v].pfn)                              | PUT      | retry-one     | NoReferenceLeaked",
                "gather        | Invalidation | put_page_noting(f)                                         | PUT      | retry-one     | NoReferenceLeaked",
                "migrate, putback | Invalidation | put_page_noting(inv[n].pfn)                             | PUT      | migration     | NoReferenceLeaked",
                "child exit    | PrimaryMmu   | put_page_noting(child_pte[h])                              | PUT      | copy-on-write | NoReferenceLeaked",
                "any put       | PageRefs     | ReleasedPut(f) == put_page(f)                              | ReleasedPut(f) == UNCHANGED pageVars | page-references | RefsBalanced",
                "unmap         | PageRefs     | `    /\\ put_page(f)\n`                                    | `    /\\ UNCHANGED pageVars\n` | page-references | RefsBalanced"
            })
    void checkExitsWithOneAndNamesPropertyAndInterleaving(
            String what, String module, String from, String to, String model, String property) throws Exception {
        RealSpecs specs = RealSpecs.copyTo(home);
        String replacement = to.equals("PUT") ? UNCHANGED : to;
        specs.edit(module, from, replacement);
        if (what.equals("retry test")) {
            specs.edit(module, "IF mmu_invalidate_retry_gfn(fault[v].mmu_seq, fault[v].gfn)", "IF FALSE");
        }
        Files.createDirectories(home.resolve("harness/target"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Environment environment = new Environment(
                home,
                new Engines(),
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(home.resolve("err").toFile(), StandardCharsets.UTF_8),
                Terminal.NONE);

        int code = new Cli(environment).run("check", model, "--format", "json");

        assertThat(code).isEqualTo(1);
        JsonObject result = JsonParser.parseString(out.toString(StandardCharsets.UTF_8))
                .getAsJsonObject()
                .getAsJsonArray("results")
                .get(0)
                .getAsJsonObject();
        assertThat(result.get("violated").toString()).isEqualTo('"' + property + '"');
        assertThat(result.getAsJsonObject("counterexample").getAsJsonArray("steps"))
                .isNotEmpty();
    }
}
