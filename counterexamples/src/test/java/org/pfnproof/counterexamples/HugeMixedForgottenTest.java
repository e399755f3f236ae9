package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * The block is not marked as mixed.
 *
 * <p>After a change of attributes of a part of a block, huge pages stay allowed for it.
 *
 * <p>As the kernel has it: kvm_arch_post_set_memory_attributes() sets KVM_LPAGE_MIXED_FLAG.
 *
 * <p>Written by {@code harness/pfnproof record huge-mixed-forgotten}.
 */
class HugeMixedForgottenTest {
    /**
     * While no attributes change, KVM_LPAGE_MIXED_FLAG is set if and only if the block has different attributes.
     */
    private static final String PROPERTY = "HugeMixedMeansMixed";

    @Test
    void isViolated() {
        Race race = Races.of("huge-pages-attributes", "huge-mixed-forgotten", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("huge-pages-attributes", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * Memory attributes change under a huge page. Model huge-pages-attributes, linux-6.12.
     */
    private static void race(Race race) {
        race.step("mm", "kvm_pre_set_memory_attributes", "first=1, last=1, private=TRUE");
        race.step("mm", "kvm_vm_set_mem_attributes"); // attr_private={1}
        race.step("mm", "kvm_arch_post_set_memory_attributes"); // mmu_invalidate_in_progress=0; ...
    }
}
