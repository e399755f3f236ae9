package org.pfnproof.compare.sites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pfnproof.testing.Fixture.edit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pfnproof.catalogue.CallSite;
import org.pfnproof.catalogue.CatalogueException;
import org.pfnproof.compare.Comparison;

class TranslatedSiteTest {

    private static final Comparison COMPARISON = Comparison.make();

    @TempDir
    Path temporary;

    private static Translation translation(String site, String shape) throws Exception {
        return TranslatedSite.all(CallSite.load(Path.of("../specs")), COMPARISON).stream()
                .filter(each -> each.site().id().equals(site))
                .flatMap(each -> each.translations().stream())
                .filter(each -> each.shape().equals(shape))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everySiteIsTheSameInItsOwnShape() throws Exception {
        List<TranslatedSite> all = TranslatedSite.all(CallSite.load(Path.of("../specs")), COMPARISON);
        assertThat(all).hasSizeGreaterThan(25).allSatisfy(each -> assertThat(each.translations())
                .hasSameSizeAs(COMPARISON.shapes())
                .filteredOn(there -> there.shape().equals(each.site().shape()))
                .extracting(Translation::kind)
                .containsExactly(Translation.Kind.SAME));
    }

    @Test
    void thePageFaultOf612GivesTheSketchAReferenceAndASnapshot() throws Exception {
        Translation there = translation("x86-fault-6.12", "sketch");
        assertThat(there.kind()).isEqualTo(Translation.Kind.SAME);
        assertThat(there.calls()).allMatch(call -> call.endsWith("get + guarded"));
    }

    @Test
    void theAtomicPrefetchHasNoCallInWhatLanded() throws Exception {
        Translation there = translation("x86-prefetch-6.12", "6.13");
        assertThat(there.kind()).isEqualTo(Translation.Kind.NO_CALL);
        assertThat(there.missing()).containsExactly("atomic");
    }

    @Test
    void thePageFaultOf612IsRefusedByV11WhereItEmulated() throws Exception {
        Translation there = translation("x86-fault-6.12", "v11");
        assertThat(there.kind()).isEqualTo(Translation.Kind.DIFFERENT);
        assertThat(there.differences()).contains("result: ERR_RO_FAULT -> ERR_FAULT", "writable: FALSE -> TRUE");
    }

    @Test
    void aMapOf612IsRefusedAtEntriesInV8() throws Exception {
        assertThat(translation("vcpu-map-6.12", "v8").differences())
                .contains("result: ERR_RO_FAULT -> ERR_FAULT", "result: FRAME -> ERR_FAULT");
    }

    @Test
    void aWrongFileIsToldWithItsPlace() throws Exception {
        Path file = temporary.resolve("specs/call-sites.json");
        Files.createDirectories(file.resolveSibling(""));
        Files.copy(Path.of("../specs/call-sites.json"), file);
        edit(file, "\"no-wait\"", "\"no-wat\"");
        assertThatThrownBy(() -> CallSite.load(file.resolveSibling("")))
                .isInstanceOf(CatalogueException.class)
                .hasMessageContaining("specs/call-sites.json");
    }
}
