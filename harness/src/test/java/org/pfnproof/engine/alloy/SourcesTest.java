package org.pfnproof.engine.alloy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pfnproof.testing.Fixture.edit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pfnproof.catalogue.Problem;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.Verdict;

/** Files that are no specs. */
class SourcesTest {

    @TempDir
    Path temporary;

    private Toys toys;

    @BeforeEach
    void copy() {
        toys = Toys.copyTo(temporary);
    }

    @Test
    void a_file_that_is_not_utf_8_or_begins_with_a_byte_order_mark_is_refused() throws IOException {
        Files.write(toys.file("Boxes"), new byte[] {'s', 'i', 'g', ' ', (byte) 0xE4});
        assertThat(Sources.of(toys.folder(), Toys.boxes()).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.location())
                        .hasValueSatisfying(place -> assertThat(place.line()).isEqualTo(1)));

        Files.writeString(toys.file("Boxes"), "\uFEFFsig A {}");
        assertThat(Sources.of(toys.folder(), Toys.boxes()).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("byte order mark"));
    }

    @Test
    void crlf_line_ends_make_no_difference() throws IOException {
        String hash = hash(Toys.boxes("NoBoxInItself", "OneInside"));
        Files.writeString(
                toys.file("Boxes"), Files.readString(toys.file("Boxes")).replace("\n", "\r\n"));

        assertThat(toys.judge(Toys.boxes("NoBoxInItself", "OneInside")).verdict())
                .isEqualTo(new Verdict.Violated("OneInside"));
        assertThat(hash(Toys.boxes("NoBoxInItself", "OneInside"))).isEqualTo(hash);
    }

    @Test
    void a_root_module_that_is_not_there_is_reported() throws IOException {
        Files.delete(toys.file("Boxes"));

        assertThat(Sources.of(toys.folder(), Toys.boxes()).problems())
                .containsExactly(Problem.at(toys.file("Boxes").toString(), 0, 0, "There is no such file."));
    }

    @Test
    void a_module_that_is_not_named_as_its_file_is_refused() throws IOException {
        edit(toys.file("Boxes"), "module Boxes", "module Cases");

        assertThat(Sources.of(toys.folder(), Toys.boxes()).problems())
                .containsExactly(Problem.at(
                        toys.file("Boxes").toString(),
                        1,
                        0,
                        "The module is named Cases, but the file is not Cases.als."));
    }

    private String hash(Run run) throws IOException {
        return Sources.of(toys.folder(), run).hash(toys.report(run).files());
    }
}
