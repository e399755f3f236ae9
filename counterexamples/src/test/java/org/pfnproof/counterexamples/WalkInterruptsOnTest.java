package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * The walk leaves interrupts on.
 *
 * <p>The interrupt of khugepaged is answered in the middle of a walk, and the table that the walk is about to
 * read is freed.
 *
 * <p>As the kernel has it: local_irq_save() around the walk.
 *
 * <p>Written by {@code harness/pfnproof record walk-interrupts-on}.
 */
class WalkInterruptsOnTest {
    /**
     * The lockless walk of the host's page table reads nothing but page tables.
     */
    private static final String PROPERTY = "WalkStaysInTables";

    @Test
    void isViolated() {
        Race race = Races.of("host-walk", "walk-interrupts-on", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("host-walk", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * The host's page table is walked while khugepaged replaces a table. Model host-walk, linux-6.12.
     */
    private static void race(Race race) {
        race.step("mm", "pmd_alloc", "t=1"); // entry=1; live_tables={1}
        race.step("w1", "host_pfn_mapping_level"); // walker[w1].seen=1
        race.step("mm", "pmdp_collapse_flush"); // entry=0; khugepaged.table=1
        race.step("mm", "tlb_remove_table_sync_one");
        race.step("mm", "set_pmd_at"); // entry=3; live_tables={}; khugepaged.table=0
        race.step("w1", "pmd_offset"); // walker[w1]=[level=1,pc=idle,seen=0]; walked_astray=TRUE
    }
}
