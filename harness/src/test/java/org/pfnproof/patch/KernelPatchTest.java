package org.pfnproof.patch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KernelPatchTest {

    private static final String MAIL = """
            From: A. Developer <dev@example.org>
            Subject: [PATCH 2/3] KVM: Test later
            Date: Mon, 1 May 2023 10:00:00 +0000

            --- is what a mail may begin a line with, and @@ -1 +1 @@ too.

            ---
             arch/x86/kvm/mmu/mmu.c | 6 +++---
             2 files changed

            diff --git a/arch/x86/kvm/mmu/mmu.c b/arch/x86/kvm/mmu/mmu.c
            index 111..222 100644
            --- a/arch/x86/kvm/mmu/mmu.c
            +++ b/arch/x86/kvm/mmu/mmu.c
            @@ -10,9 +10,9 @@ static int kvm_faultin_pfn(struct kvm_vcpu *vcpu,
             \tint ret;
            -\told();
            +\tnew();
             }
             \s
             static bool is_page_fault_stale(struct kvm_vcpu *vcpu,
             \t\t\t\tstruct kvm_page_fault *fault)
             {
            -\treturn one;
            +\treturn two;
             }
            @@ -90,2 +90,3 @@ int untouched(void)
             }
            +static int limit;
            \s
            diff --git a/virt/kvm/kvm_main.c b/virt/kvm/kvm_main.c
            --- a/virt/kvm/kvm_main.c
            +++ b/virt/kvm/kvm_main.c
            @@ -5 +5,4 @@ void kvm_mmu_invalidate_end(struct kvm *kvm)
            -\tkvm->mmu_invalidate_seq++;
            +\tsmp_wmb();
            +}
            +void kvm_new_helper(void)
            +{
            --
            2.40
            """;

    @Test
    void tellsWhichFunctionEachChangeIsIn() {
        assertThat(KernelPatch.parse(MAIL).orElseThrow().touched())
                .isEqualTo(Map.of(
                        "arch/x86/kvm/mmu/mmu.c",
                        Set.of("kvm_faultin_pfn", "is_page_fault_stale", KernelPatch.NO_FUNCTION),
                        "virt/kvm/kvm_main.c",
                        Set.of("kvm_mmu_invalidate_end", "kvm_new_helper")));
    }

    @Test
    void aDeletedFileCountsUnderItsOldName() {
        String patch = """
                --- a/virt/kvm/pfncache.c
                +++ /dev/null
                @@ -1,3 +0,0 @@
                -static int hva_to_pfn_retry(void)
                -{
                -}
                """;
        assertThat(KernelPatch.parse(patch).orElseThrow().touched())
                .isEqualTo(Map.of("virt/kvm/pfncache.c", Set.of("hva_to_pfn_retry")));
    }

    @Test
    void filesThatAreNoCodeHaveNoFunctions() {
        String patch = "--- a/Documentation/kvm.rst\n+++ b/Documentation/kvm.rst\n@@ -1 +1 @@ f(x)\n-a\n+b\n";
        assertThat(KernelPatch.parse(patch).orElseThrow().touched())
                .isEqualTo(Map.of("Documentation/kvm.rst", Set.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello\nworld\n", "+++ b/file.c\n", "@@ -1 +1 @@ f()\n-a\n+b\n", "\u0000\u0001"})
    void whatHasNoHunkIsNoPatch(String text) {
        assertThat(KernelPatch.parse(text)).isEmpty();
    }

    @Test
    void aHunkThatIsCutShortOrLiesAboutItsLengthIsReadAsFarAsItGoes() {
        String patch = "--- a/f.c\n+++ b/f.c\n@@ -1,99999999999999 +1,5 @@ int f(void)\n-\ta;\n";
        assertThat(KernelPatch.parse(patch).orElseThrow().touched()).isEqualTo(Map.of("f.c", Set.of("f")));
    }
}
