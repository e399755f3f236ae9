package org.pfnproof.compare.sites;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.pfnproof.catalogue.CallSite;
import org.pfnproof.compare.Comparison;
import org.pfnproof.compare.Shape;

/** The page of call sites says what the comparison gives. */
class CallSitesPageTest {

    private static final Path PAGE = Path.of("../docs/call-sites.md");

    @Test
    void thePageIsUpToDate() throws Exception {
        Comparison comparison = Comparison.make();
        List<TranslatedSite> all = TranslatedSite.all(CallSite.load(Path.of("../specs")), comparison);
        String page = Files.exists(PAGE) ? Files.readString(PAGE) : "";
        int start = page.indexOf("<!-- sites -->");
        assertThat(start).as("the mark in " + PAGE).isNotNegative();
        String wanted = page.substring(0, start) + "<!-- sites -->\n" + table(comparison, all) + "\n" + details(all);
        if (Boolean.getBoolean("pfnproof.golden.write")) {
            Files.writeString(PAGE, wanted);
        }
        assertThat(Files.readString(PAGE))
                .as("rewrite with -Dtest=CallSitesPageTest -DargLine=-Dpfnproof.golden.write=true")
                .isEqualTo(wanted);
    }

    private static String table(Comparison comparison, List<TranslatedSite> all) {
        String header = "| call site | "
                + comparison.shapes().stream().map(Shape::id).collect(Collectors.joining(" | ")) + " |\n|---|"
                + "---|".repeat(comparison.shapes().size()) + "\n";
        return all.stream()
                .map(each -> "| `" + each.site().id() + "` | "
                        + each.translations().stream()
                                .map(CallSitesPageTest::cell)
                                .collect(Collectors.joining(" | "))
                        + " |\n")
                .collect(Collectors.joining("", header, ""));
    }

    private static String cell(Translation there) {
        return switch (there.kind()) {
            case SAME -> "=";
            case DIFFERENT -> String.valueOf(there.environments());
            case NO_CALL -> "no " + String.join(", ", there.missing());
        };
    }

    private static String details(List<TranslatedSite> all) {
        return all.stream().map(CallSitesPageTest::details).collect(Collectors.joining("\n"));
    }

    private static String details(TranslatedSite each) {
        CallSite site = each.site();
        return "## `" + site.id() + "`\n\n`" + site.caller() + "()`, " + site.file() + ", Linux " + site.kernel()
                + (site.guarded() ? ", follows the mmu_notifiers" : "") + ". "
                + site.note().map(note -> note + " ").orElse("") + "`" + site.call() + "`\n\n"
                + each.translations().stream()
                        .filter(there -> there.kind() == Translation.Kind.DIFFERENT)
                        .map(there -> "- " + there.shape() + " (" + String.join("; ", there.calls()) + "): "
                                + String.join("; ", there.differences()) + "\n")
                        .collect(Collectors.joining());
    }
}
