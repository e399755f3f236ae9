package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * The walk reads an entry twice.
 *
 * <p>The entry is read again to follow it. It said table at the first read; at the second it is a huge page, or
 * nothing.
 *
 * <p>As the kernel has it: host_pfn_mapping_level() reads each entry once, into a local variable.
 *
 * <p>Written by {@code harness/pfnproof record walk-rereads-entry}.
 */
class WalkRereadsEntryTest {
    /**
     * The lockless walk of the host's page table reads nothing but page tables.
     */
    private static final String PROPERTY = "WalkStaysInTables";

    @Test
    void isViolated() {
        Race race = Races.of("host-walk", "walk-rereads-entry", PROPERTY);
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
        race.step("w1", "pmd_offset"); // walker[w1]=[level=1,pc=idle,seen=0]; walked_astray=TRUE
    }
}
