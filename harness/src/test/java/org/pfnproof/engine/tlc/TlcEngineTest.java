package org.pfnproof.engine.tlc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.pfnproof.catalogue.Property.Kind;
import org.pfnproof.engine.RunResult;
import org.pfnproof.engine.Verdict;

class TlcEngineTest {

    @Test
    void invariantThatHoldsIsReportedWithStatesActionsAndWitnesses() throws Exception {
        RunResult result = ToyModel.of("Counter")
                .checks(Kind.INVARIANT, "InRange")
                .witness("AboveMax", "JumpsByTwo")
                .result();
        System.out.println(result);
        assertThat(result.verdict()).isEqualTo(new Verdict.Holds());
    }

    @Test
    void violatedInvariantIsReportedWithItsInterleaving() throws Exception {
        RunResult result = ToyModel.of("Counter")
                .checks(Kind.INVARIANT, "InRange", "NeverAboveMax")
                .result();
        System.out.println(result);
        assertThat(result.verdict()).isEqualTo(new Verdict.Violated("NeverAboveMax"));
    }

    @Test
    void live() throws Exception {
        RunResult result = ToyModel.of("Counter")
                .specification("FairSpec")
                .checks(Kind.LIVENESS, "ReachesMax", "StaysAtMax")
                .result();
        System.out.println(result);
        assertThat(result.verdict()).isEqualTo(new Verdict.Violated("StaysAtMax"));
    }
}
