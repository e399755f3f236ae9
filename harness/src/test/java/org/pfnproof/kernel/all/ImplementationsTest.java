package org.pfnproof.kernel.all;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.Gson;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pfnproof.catalogue.Model;
import org.pfnproof.catalogue.Property;
import org.pfnproof.catalogue.Variant;
import org.pfnproof.kernel.Move;
import org.pfnproof.kernel.Protocol;
import org.pfnproof.kernel.Rule;
import org.pfnproof.kernel.state.PackedState;
import org.pfnproof.testing.RealSpecs;

/** Each reference implementation against the spec whose twin it is: a first look, long before every step is compared. */
class ImplementationsTest {

    private static final Set<Property.Kind> SAFETY =
            Set.of(Property.Kind.INVARIANT, Property.Kind.ACTION, Property.Kind.REFINEMENT);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "retry-one",
                "compound",
                "partly-backed",
                "pfnmap",
                "read-only",
                "yielding-zap",
                "zero-page",
                "migration",
                "two-vcpus",
                "copy-on-write",
                "retry-one-6.1",
                "retry-one-6.13",
                "pfnmap-6.13",
                "memslots",
                "memslot-deletion",
                "pfncache",
                "pfncache-progress",
                "apic-page",
                "apic-page-freed",
                "apic-page-progress",
                "apic-page-two-invalidators",
                "retry-protocol",
                "seq-full-turn-exactly",
                "seq-full-turn-of-one-bit",
                "seq-one-at-start",
                "seq-short-of-a-full-turn",
                "seq-skips-zero-for-ever",
                "tdp-access-tracking",
                "tdp-aging",
                "tdp-aging-access-tracking",
                "tdp-aging-repaired",
                "tdp-dirty-log",
                "tdp-frozen",
                "tdp-prefetch-kept",
                "tdp-write-protect-race",
                "aging",
                "aging-with-flush",
                "host-walk",
                "other-invalidations",
                "other-invalidations-range",
                "other-invalidations-two",
                "gmem-release",
                "zap-gfn-range-6.1",
                "page-references",
                "subscribers",
                "subscribers-interval-refuses",
                "subscribers-leave",
                "subscribers-progress",
                "subscribers-two-invalidators",
                "foll-flags",
                "follow-pfn",
                "follow-pfn-6.13",
                "follow-pfn-6.13-unsafe",
                "follow-pfn-v6",
                "follow-pfn-v7",
                "follow-pfn-v8",
                "follow-pfn-v9",
                "follow-pfn-v9-unsafe",
                "follow-pfn-v11",
                "sketch",
                "sketch-bad-slots-fixed",
                "sketch-careless-caller",
                "sketch-foll-get-alone",
                "sketch-special-pages",
                "driver-moves-buffer",
                "driver-reserved-pages",
                "huge-pages",
                "huge-pages-pfnmap",
                "slot-ranges",
                "slot-ranges-range",
                "slot-ranges-6.1-range",
                "lookup-x86",
                "lookup-x86-6.1",
                "lookup-x86-6.13",
                "lookup-all-inputs",
                "lookup-few-interferences",
                "lookup-fault-is-real-if-host-quiet",
                "lookup-killed-fixed",
                "lookup-progress",
                "ad-at-map",
                "ad-at-map-special",
                "ad-at-map-two-frames",
                "ad-at-zap",
                "ad-at-zap-two-frames",
                "ad-at-zap-two-hosts",
                "ad-compound",
                "ad-count-zero-kept",
                "ad-no-ad-bits",
                "ad-special",
                "ad-special-refused",
                "ad-spte-bit",
                "ad-spte-bit-ordinary",
                "ad-zero-page",
                "vcpu-map",
                "vcpu-map-migration",
                "vcpu-map-pinned",
                "apf-area-goes",
                "apf-halt",
                "apf-progress",
                "apf-progress-pv",
                "apf-pv",
                "detectors"
            })
    void hasAsManyStatesAsTheSpec(String id) {
        Model model = RealSpecs.inPlace().model(id);
        assertThat(states(implementation(model, Optional.empty()).orElseThrow(), model.symmetric()))
                .isEqualTo(model.distinctStates().getAsLong());
    }

    @Test
    void refusesToRenameFramesOfDifferentClasses() {
        Protocol<?> kvm = implementation(RealSpecs.inPlace().model("zero-page"), Optional.empty())
                .orElseThrow();
        assertThatThrownBy(() -> kvm.renamings(List.of("FRAMES"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void saysWhichBoundIsWrong() {
        Model model = RealSpecs.inPlace().model("retry-one");
        Map<String, Object> bounds = bounds(model);
        bounds.put("MAY_BLOCK", "perhaps");
        assertThatThrownBy(() -> Implementations.of(
                        model.spec(), model.specification(), bounds, model.substitutions(), Optional.empty()))
                .hasMessageContaining("MAY_BLOCK")
                .hasMessageContaining("perhaps");
    }

    @Test
    void hasATwinOfEveryVariantOfItsSpecs() {
        for (Variant variant : RealSpecs.inPlace().catalogue().variants()) {
            for (Model model : variant.models()) {
                if (implementation(model, Optional.empty()).isPresent()) {
                    assertThat(implementation(model, Optional.of(variant.id())))
                            .as(variant.id())
                            .isPresent();
                }
            }
        }
    }

    @Test
    void hasATwinOfEverySafetyPropertyOfItsSpecs() {
        for (Model model : RealSpecs.inPlace().catalogue().models()) {
            implementation(model, Optional.empty()).ifPresent(protocol -> assertThat(protocol.rules())
                    .as(model.id())
                    .extracting(Rule::id)
                    .containsAll(model.properties().stream()
                            .filter(property -> SAFETY.contains(property.kind()))
                            .map(Property::id)
                            .toList()));
        }
    }

    @Test
    void statesEverythingThatModelsForTheExplorerAsk() {
        for (Model model : RealSpecs.inPlace().catalogue().models()) {
            if (model.engine() == Model.EngineKind.EXPLORER) {
                Optional<? extends Protocol<?>> protocol = Implementations.of(
                        model.spec(), model.specification(), bounds(model), model.substitutions(), Optional.empty());
                assertThat(protocol).as(model.id()).isPresent();
                assertThat(protocol.orElseThrow().rules())
                        .as(model.id())
                        .extracting(Rule::id)
                        .containsAll(Stream.concat(model.properties().stream(), model.witnesses().stream())
                                .map(Property::id)
                                .toList());
            }
        }
    }

    private static Optional<? extends Protocol<?>> implementation(Model model, Optional<String> variant) {
        return model.engine() == Model.EngineKind.TLC
                ? Implementations.of(model.spec(), model.specification(), bounds(model), model.substitutions(), variant)
                : Optional.empty();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> bounds(Model model) {
        return new Gson().fromJson(model.bounds(), Map.class);
    }

    /** How many states there are, or how many classes of states that are the same up to renaming. */
    private static <S extends PackedState> long states(Protocol<S> protocol, List<String> symmetric) {
        List<BiConsumer<S, S>> renamings = protocol.renamings(symmetric);
        List<Move<S>> moves = protocol.moves();
        Set<S> seen = new HashSet<>();
        ArrayDeque<S> open = new ArrayDeque<>();
        protocol.initialStates(state -> {
            S kept = protocol.newState();
            kept.copyFrom(state);
            seen.add(smallest(protocol, kept, renamings));
            open.add(kept);
        });
        while (!open.isEmpty()) {
            S state = open.remove();
            for (Move<S> move : moves) {
                S next = protocol.newState();
                next.copyFrom(state);
                if (move.tryTake(next)) {
                    S representative = smallest(protocol, next, renamings);
                    if (seen.add(representative)) {
                        open.add(representative);
                    }
                } else {
                    assertThat(next).as("%s says no", move).isEqualTo(state);
                }
            }
        }
        return seen.size();
    }

    private static <S extends PackedState> S smallest(Protocol<S> protocol, S state, List<BiConsumer<S, S>> renamings) {
        S smallest = state;
        for (BiConsumer<S, S> renaming : renamings) {
            S renamed = protocol.newState();
            renaming.accept(state, renamed);
            if (Arrays.compare(renamed.words, smallest.words) < 0) {
                smallest = renamed;
            }
        }
        return smallest;
    }
}
