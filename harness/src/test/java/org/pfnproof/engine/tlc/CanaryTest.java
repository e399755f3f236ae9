package org.pfnproof.engine.tlc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.pfnproof.engine.child.ChildRunner;

class CanaryTest {

    @Test
    void bundledTlcHasBothKnownDefects() throws Exception {
        TlcEngine engine = new TlcEngine(ToyModel.SPECS, TlcJar.bundled(), ChildRunner.open());

        assertThat(engine.canaries())
                .extracting(Canary::id, Canary::outcome)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("LazyExcept", Canary.Outcome.PRESENT),
                        org.assertj.core.groups.Tuple.tuple("SubSeqOfExcept", Canary.Outcome.PRESENT));
    }
}
