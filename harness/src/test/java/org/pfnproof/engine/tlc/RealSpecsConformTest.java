package org.pfnproof.engine.tlc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pfnproof.engine.Limits;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.child.ChildRunner;
import org.pfnproof.engine.twin.Conformity;
import org.pfnproof.engine.twin.Conformity.Outcome;
import org.pfnproof.engine.twin.Difference;
import org.pfnproof.engine.twin.ProtocolFactory;
import org.pfnproof.engine.twin.RegisteredProtocols;
import org.pfnproof.testing.ChangedImplementation;
import org.pfnproof.testing.RealSpecs;

/** Real specs and real reference implementations, step by step; and what one changed line of a reference implementation looks like. */
@Timeout(300)
class RealSpecsConformTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "retry-one",
                "partly-backed",
                "pfnmap",
                "zero-page",
                "retry-one-6.1",
                "retry-one-6.13",
                "driver-reserved-pages",
                "slot-ranges-range",
                "tdp-access-tracking",
                "retry-protocol"
            })
    void takesTheSameSteps(String model) throws Exception {
        Conformity conformity = compare(model, RegisteredProtocols.class);
        assertThat(conformity.outcome()).as(conformity.explanation()).isEqualTo(Outcome.CONFORMS);
        assertThat(conformity.report().orElseThrow().edges()).isGreaterThan(100);
    }

    @ParameterizedTest
    @CsvSource({
        "Vcpu, retry-one, read_unlock_mmu_lock",
        "RetryTest, retry-one, is_page_fault_stale",
        "Invalidator, retry-one, kvm_unmap_gfn_range",
        "RemappedLookup, pfnmap, hva_to_pfn_remapped",
        "Mm, retry-one, handle_mm_fault",
        "GpcRefresh, pfncache-outside-memslots, __kvm_gpc_refresh",
        "GpcInvalidator, pfncache-outside-memslots, gfn_to_pfn_cache_invalidate_start",
        "SlotUpdate, memslot-deletion, kvm_invalidate_memslot",
        "SlotVcpu, memslot-deletion, kvm_faultin_pfn",
        "SlotInvalidator, memslot-deletion, kvm_mmu_notifier_invalidate_range_end"
    })
    void oneChangedLineIsADifferenceThatNamesTheStep(String changed, String model, String step) throws Exception {
        Class<? extends ProtocolFactory> factory = Class.forName(ChangedImplementation.class.getName() + "$" + changed)
                .asSubclass(ProtocolFactory.class);
        Conformity conformity = compare(model, factory);
        assertThat(conformity.outcome()).isEqualTo(Outcome.DIFFERS);
        Difference first = conformity.report().orElseThrow().differences().get(0);
        assertThat(first.message()).contains(step);
        assertThat(conformity.report().orElseThrow().path()).isPresent();
    }

    private static Conformity compare(String model, Class<? extends ProtocolFactory> factory) throws Exception {
        RealSpecs specs = RealSpecs.inPlace();
        TlcConformer conformer = new TlcConformer(specs.folder(), TlcJar.bundled(), ChildRunner.open(), factory);
        return conformer.compare(
                new Run(specs.model(model), Optional.empty()),
                new Limits(Duration.ofMinutes(4), 1024),
                (run, distinct, generated, queue) -> {});
    }
}
