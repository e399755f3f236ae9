package org.pfnproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pfnproof.catalogue.Catalogue;
import org.pfnproof.catalogue.KernelFunction;
import org.pfnproof.testing.FakeToolbox;
import org.pfnproof.testing.RealSpecs;

/** On the real specs: what they know of a patch. */
class PatchCommandTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... args) {
        Environment environment = new Environment(
                RealSpecs.inPlace().folder().toAbsolutePath().getParent(),
                (specs, jar) -> FakeToolbox.obedient(),
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Terminal.NONE);
        return new Cli(environment).run(args);
    }

    private String patch(String file, String function) throws Exception {
        Path patch = folder.resolve("change.patch");
        Files.writeString(
                patch,
                "--- a/" + file + "\n+++ b/" + file + "\n@@ -1,2 +1,1 @@ static bool " + function
                        + "(struct kvm_vcpu *vcpu)\n-\tdropped();\n \tkept();\n");
        return patch.toString();
    }

    @Test
    void namesModulesPropertiesBugsAndTheCommand() throws Exception {
        assertThat(run("patch", "affects", patch("arch/x86/kvm/mmu/mmu.c", "is_page_fault_stale")))
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("is_page_fault_stale\n  described by: ", "PageFault", "NoMappingInInvalidatedRange")
                .containsPattern("harness/pfnproof check .*retry-one");
    }

    @Test
    void saysWhatItDoesNotKnow() throws Exception {
        assertThat(run("patch", "affects", patch("virt/kvm/eventfd.c", "kvm_irqfd_assign")))
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("virt/kvm/eventfd.c: kvm_irqfd_assign", "no check of theirs says anything");
    }

    @Test
    void refusesWhatIsNoPatchOrNotThere() throws Exception {
        Path file = Files.writeString(folder.resolve("letter.txt"), "Dear all,\n");
        assertThat(run("patch", "affects", file.toString())).isEqualTo(2);
        assertThat(run("patch", "affects", folder.resolve("nothing").toString()))
                .isEqualTo(2);
        assertThat(run("patch", "affects", folder.toString())).isEqualTo(2);
        assertThat(run("patch")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("there is no unified diff in it", "there is no file", "cannot be read", "which command?")
                .doesNotContain("\tat ");
    }

    @Test
    void saysNothingOfAPatchThatIsCutOff() throws Exception {
        Path file = Files.writeString(
                folder.resolve("cut.patch"),
                "--- a/arch/x86/kvm/mmu/mmu.c\n+++ b/arch/x86/kvm/mmu/mmu.c\n@@ -10,9 +10,8 @@ static int f(void)\n a\n-b\n c\n");
        assertThat(run("patch", "affects", file.toString())).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("cut.patch: the last hunk is cut off, 6 lines before its end");
    }

    @Test
    void checkSaysWhyAPatchDoesNotApplyToAModel() {
        String mine = folder.resolve("mine").toString();
        assertThat(run("patch", "new", "mine", mine)).isZero();
        assertThat(run("patch", "check", mine, "--model", "retry-one-6.1")).isEqualTo(2);
        assertThat(run("patch", "check", mine, "--model", "retry-won")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains(
                        "does not apply to retry-one-6.1: linux-6.1 has mmu_invalidate_retry_hva in the place of"
                                + " mmu_invalidate_retry_gfn",
                        "there is no model \"retry-won\" that the patch applies to; did you mean \"retry-one\"?");
    }

    @Test
    void everyFunctionNamesModulesThatExist() throws Exception {
        Catalogue catalogue = RealSpecs.inPlace().catalogue();
        Set<String> modules;
        try (Stream<Path> tla = Files.list(RealSpecs.inPlace().folder().resolve("tla"));
                Stream<Path> alloy = Files.list(RealSpecs.inPlace().folder().resolve("alloy"))) {
            modules = Stream.concat(tla, alloy)
                    .map(file -> file.getFileName().toString().replaceAll("\\..*", ""))
                    .collect(Collectors.toSet());
        }
        assertThat(catalogue.functions()).isNotEmpty();
        for (KernelFunction function : catalogue.functions()) {
            assertThat(modules).as(function.id()).containsAll(function.modules());
        }
        List<String> names =
                catalogue.functions().stream().map(KernelFunction::id).toList();
        assertThat(names)
                .contains(
                        "kvm_faultin_pfn",
                        "hva_to_pfn",
                        "is_page_fault_stale",
                        "kvm_tdp_mmu_map",
                        "kvm_mmu_notifier_invalidate_range_start",
                        "kvm_mmu_notifier_invalidate_range_end",
                        "mmu_invalidate_retry_gfn",
                        "kvm_release_pfn_clean",
                        "hva_to_pfn_retry",
                        "kvm_set_memslot");
    }
}
