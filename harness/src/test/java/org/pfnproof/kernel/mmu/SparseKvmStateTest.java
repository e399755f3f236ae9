package org.pfnproof.kernel.mmu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SparseKvmStateTest {

    private static final int GREAT = Integer.MAX_VALUE - 1;

    @Test
    void whatWasNeverSetIsNothing() {
        SparseKvmState s = new SparseKvmState();
        assertThat(s.sptePfn(GREAT)).isEqualTo(KvmState.NO_PFN);
        assertThat(s.hostPfn(GREAT)).isEqualTo(KvmState.NO_PFN);
        assertThat(s.faultStep(7)).isEqualTo(FaultStep.GUEST);
        assertThat(s.invStep(7)).isEqualTo(InvalidationStep.IDLE);
        assertThat(s.faultMmuSeq(7)).isEqualTo(KvmState.NO_SEQ);
        assertThat(s.vcpus()).isZero();
    }

    @Test
    void aCopyIsEqualUntilOneOfThemChanges() {
        SparseKvmState s = new SparseKvmState();
        s.setSpte(GREAT, 5, true);
        s.setHostPte(3, GREAT, true);
        SparseKvmState copy = s.copy();
        assertThat(copy).isEqualTo(s).hasSameHashCodeAs(s);
        copy.setSpte(GREAT, 6, true);
        assertThat(s.sptePfn(GREAT)).isEqualTo(5);
        assertThat(copy).isNotEqualTo(s);
        s.setSpte(GREAT, 6, true);
        assertThat(copy).isEqualTo(s);
        s.setSpte(1, 1, false);
        assertThat(copy.sptePfn(1)).isZero();
        assertThat(copy).isNotEqualTo(s);
        s.setSpte(1, 0, false);
        assertThat(copy).isEqualTo(s);
        s.setFaultGfn(9, 1);
        assertThat(copy).isNotEqualTo(s);
    }

    /** Copies of copies, each with its own history, against plain arrays. */
    @Test
    void copiesDoNotDisturbEachOther() {
        Random random = new Random(1);
        SparseKvmState[] states = {new SparseKvmState(), null, null};
        int[][] expected = new int[3][400];
        states[1] = states[0].copy();
        states[2] = states[0].copy();
        for (int i = 0; i < 20_000; i++) {
            int which = random.nextInt(3);
            if (random.nextInt(50) == 0) {
                int from = random.nextInt(3);
                states[which] = states[from].copy();
                expected[which] = expected[from].clone();
            }
            int gfn = random.nextInt(400);
            int pfn = random.nextInt(9);
            states[which].setSpte(gfn * 5_000_000, pfn, false);
            expected[which][gfn] = pfn;
        }
        for (int which = 0; which < 3; which++) {
            for (int gfn = 0; gfn < 400; gfn++) {
                assertThat(states[which].sptePfn(gfn * 5_000_000)).isEqualTo(expected[which][gfn]);
            }
        }
    }
}
