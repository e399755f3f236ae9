package org.pfnproof.patch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pfnproof.catalogue.Catalogue;
import org.pfnproof.catalogue.JavaChange;
import org.pfnproof.catalogue.Model;
import org.pfnproof.catalogue.Patch;
import org.pfnproof.catalogue.Problem;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.twin.RegisteredProtocols;
import org.pfnproof.engine.twin.TwinRequest;
import org.pfnproof.testing.RealSpecs;

class JavaHalfTest {

    private static final String RIGHT = """
            package org.pfnproof.kernel.mmu;

            final class Mine implements java.util.function.Consumer<KvmMmu.Parts> {
                @Override
                public void accept(KvmMmu.Parts k) {
                    k.fn.mmuInvalidateRetryGfn = (s, seq, gfn) -> false;
                }
            }
            """;

    @TempDir
    Path folder;

    private Patch patch() {
        return new Patch(
                "mine",
                "t",
                "d",
                folder,
                "Mine",
                Map.of("mmu_invalidate_retry_gfn", "No"),
                Map.of(),
                Map.of(),
                Optional.of("Mine"));
    }

    private JavaHalf compiled(String text) throws Exception {
        Files.writeString(folder.resolve("Mine.java"), text);
        return JavaHalf.of(patch(), Optional.of(ToolProvider.getSystemJavaCompiler()));
    }

    private static List<String> texts(List<Problem> problems) {
        return problems.stream().map(Problem::toString).toList();
    }

    @Test
    void anErrorHasItsPlaceAndARemedy() throws Exception {
        JavaHalf half = compiled(RIGHT.replace("false;", "flase;"));
        assertThat(half.change()).isEmpty();
        assertThat(texts(half.problems()))
                .containsExactly(
                        folder.resolve("Mine.java")
                                + ":6:55: cannot find symbol; symbol:   variable flase; location: class org.pfnproof.kernel.mmu.Mine",
                        "Mend Mine.java, or take \"java\" out of patch.json: the specs are checked without it.");
    }

    @ParameterizedTest
    @CsvSource({
        "package org.pfnproof.kernel.mmu;, package org.pfnproof.engine;, must be in the package of the reference implementation",
        "package org.pfnproof.kernel.mmu;, package org.pfnproof.kernel;, must be in the package of the reference implementation",
        "package org.pfnproof.kernel.mmu;, '', must be in the package of the reference implementation",
        "final class Mine , final class Other , has no class Mine",
        "final class Mine , final class Bounds {} final class Mine , there is a class org.pfnproof.kernel.mmu.Bounds in pfnproof already"
    })
    void standsBesideTheClassesOfAReferenceImplementationAndReplacesNone(String from, String to, String message)
            throws Exception {
        String elsewhere = RIGHT.replace("KvmMmu.Parts", "String").replaceAll("k[.]fn.*\n", "\n");
        JavaHalf half = compiled((to.startsWith("final") ? RIGHT : elsewhere).replace(from, to));
        assertThat(half.change()).isEmpty();
        assertThat(texts(half.problems())).hasSize(1).first().asString().contains("Mine.java: ", message);
    }

    @Test
    void saysWhatIsMissing() throws Exception {
        Files.write(folder.resolve("Mine.java"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
        assertThat(texts(JavaHalf.of(patch(), Optional.of(ToolProvider.getSystemJavaCompiler()))
                        .problems()))
                .containsExactly(folder.resolve("Mine.java") + ": is no text in UTF-8");
        Files.writeString(folder.resolve("Mine.java"), RIGHT, StandardCharsets.UTF_8);
        assertThat(texts(JavaHalf.of(patch(), Optional.empty()).problems()))
                .hasSize(1)
                .first()
                .asString()
                .contains("no Java compiler", "Set JAVA_HOME to a JDK 17", "take \"java\" out of patch.json");
    }

    @ParameterizedTest
    @CsvSource({
        "k.fn.mmu, int x = 1 / 0; k.fn.mmu, :6: the change cannot be made: java.lang.ArithmeticException",
        "k.fn.mmu, throw new StackOverflowError(); } void f(KvmMmu.Parts k) { k.fn.mmu, the change cannot be made: java.lang.StackOverflowError",
        "KvmMmu.Parts> {, KvmMmu.Parts> { Mine(int i) {}, org.pfnproof.kernel.mmu.Mine cannot be made",
        "KvmMmu.Parts> {, KvmMmu.Parts> { static int i = 1 / 0;, java.lang.ExceptionInInitializerError"
    })
    void whatCannotBeMadeIsToldBeforeAnythingIsRun(String from, String to, String message) throws Exception {
        Optional<JavaChange> change = compiled(RIGHT.replace(from, to).replace("public void f", "void f"))
                .change();
        assertThat(change).isPresent();
        Catalogue catalogue = RealSpecs.inPlace().catalogue();
        PatchTwins twins = new PatchTwins(patch(), change, catalogue);
        assertThat(texts(twins.problems(List.of(RealSpecs.inPlace().model("retry-one")))))
                .hasSize(1)
                .first()
                .asString()
                .contains("Mine.java", message);
    }

    @Test
    void changesTheReferenceImplementationOfItsPackageAndNoOther() throws Exception {
        JavaChange change = compiled(RIGHT).change().orElseThrow();
        Model own = RealSpecs.inPlace().model("retry-one");
        Model other = RealSpecs.inPlace().model("huge-pages");
        assertThat(made(own, change)).isPresent();
        assertThat(made(other, change)).isEmpty();
    }

    private Optional<?> made(Model model, JavaChange change) {
        Patch patch = patch();
        Run run = new Run(model, Optional.of(patch.on(model, patch.overrides()).with(change)));
        return TwinRequest.of(TwinRequest.of(run, RegisteredProtocols.class).json())
                .create();
    }
}
