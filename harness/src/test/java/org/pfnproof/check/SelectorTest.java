package org.pfnproof.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.pfnproof.catalogue.Claim;
import org.pfnproof.catalogue.Model.Suite;
import org.pfnproof.engine.Run;
import org.pfnproof.testing.Fixture;

class SelectorTest {

    private final Selector selector = new Selector(Fixture.catalogue());

    private static CheckRequest request(Suite suite, Optional<String> profile, String... names) {
        return new CheckRequest(List.of(names), suite, profile, 1, Optional.empty(), OptionalInt.empty());
    }

    private List<String> runs(CheckRequest request) throws UnknownNameException {
        return selector.select(request).runs().stream().map(Run::id).toList();
    }

    @Test
    void theQuickSuiteHasItsModelsTheirVariantsAndTheClaimsTheyDecide() throws UnknownNameException {
        Selection selection = selector.select(CheckRequest.quick(1));
        assertThat(selection.runs()).extracting(Run::id).containsExactly("pages", "toy", "toy+toy-unlocked");
        assertThat(selection.claims()).extracting(Claim::id).containsExactly("lock-needed", "lock-optional");
        assertThat(selection.named()).isFalse();
    }

    @Test
    void theFullSuiteContainsTheQuickOne() throws UnknownNameException {
        assertThat(runs(request(Suite.FULL, Optional.empty())))
                .containsExactly("pages", "toy-live", "toy", "toy-live+toy-stuck", "toy+toy-unlocked");
    }

    @Test
    void aClaimMeansTheRunsOfItsEvidence() throws UnknownNameException {
        assertThat(runs(request(Suite.QUICK, Optional.empty(), "lock-needed")))
                .containsExactly("toy", "toy+toy-unlocked");
    }

    @Test
    void aVariantMeansItsModelsWhateverTheSuite() throws UnknownNameException {
        Selection selection = selector.select(request(Suite.QUICK, Optional.empty(), "toy-stuck"));
        assertThat(selection.runs()).extracting(Run::id).containsExactly("toy-live+toy-stuck");
        assertThat(selection.claims()).isEmpty();
        assertThat(selection.named()).isTrue();
    }

    @Test
    void aRunNamedTwiceIsMadeOnce() throws UnknownNameException {
        assertThat(runs(request(Suite.QUICK, Optional.empty(), "toy", "lock-needed", "toy")))
                .containsExactly("toy", "toy+toy-unlocked");
    }

    @Test
    void aProfileLeavesOutTheModelsOfOthers() throws UnknownNameException {
        assertThat(runs(request(Suite.QUICK, Optional.of("linux-6.1")))).containsExactly("pages");
    }

    @Test
    void unknownNamesAreRefusedWithTheNearestOne() {
        assertThatExceptionOfType(UnknownNameException.class)
                .isThrownBy(() -> selector.select(request(Suite.QUICK, Optional.empty(), "toy-unloked", "zzz")))
                .withMessage("""
                        there is no claim, model or variant "toy-unloked"; did you mean "toy-unlocked"?
                        there is no claim, model or variant "zzz\"""");
        assertThatExceptionOfType(UnknownNameException.class)
                .isThrownBy(() -> selector.select(request(Suite.QUICK, Optional.of("linux-6.2"))))
                .withMessage("there is no profile \"linux-6.2\"; did you mean \"linux-6.1\"?");
    }

    @Test
    void aChoiceThatLeavesNothingIsRefused() {
        assertThatExceptionOfType(UnknownNameException.class)
                .isThrownBy(() -> selector.select(request(Suite.QUICK, Optional.of("linux-6.1"), "toy")))
                .withMessageContaining("nothing to check");
    }
}
