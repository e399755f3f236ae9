package org.pfnproof.kernel.mmu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.Gson;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pfnproof.catalogue.Model;
import org.pfnproof.kernel.Move;
import org.pfnproof.testing.RealSpecs;

class KvmMmuTest {

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
                "copy-on-write"
            })
    void hasAsManyStatesAsTheSpec(String id) {
        Model model = RealSpecs.inPlace().model(id);
        KvmMmu kvm = kvm(model, Optional.empty());
        assertThat(reachable(kvm, kvm.renamings(model.symmetric())))
                .hasSize(Math.toIntExact(model.distinctStates().getAsLong()));
    }

    @Test
    void refusesToRenameFramesOfDifferentClasses() {
        KvmMmu kvm = kvm(RealSpecs.inPlace().model("zero-page"), Optional.empty());
        assertThatThrownBy(() -> kvm.renamings(List.of("FRAMES"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void hasATwinOfEveryVariantOfTheSpec() {
        RealSpecs.inPlace().catalogue().variants().stream()
                .filter(variant ->
                        variant.models().stream().anyMatch(model -> model.spec().equals("KvmMmuProperties")))
                .forEach(variant ->
                        assertThat(Variants.of(variant.id())).as(variant.id()).isPresent());
    }

    @SuppressWarnings("unchecked")
    private static KvmMmu kvm(Model model, Optional<String> variant) {
        Map<String, Object> bounds = new Gson().fromJson(model.bounds(), Map.class);
        return KvmMmuFactory.of(bounds, model.substitutions(), variant).orElseThrow();
    }

    /** All states, or one of each class of states that are the same up to renaming. */
    private static Set<PackedKvmState> reachable(
            KvmMmu kvm, List<BiConsumer<PackedKvmState, PackedKvmState>> renamings) {
        List<Move<PackedKvmState>> moves = kvm.moves();
        Set<PackedKvmState> seen = new HashSet<>();
        ArrayDeque<PackedKvmState> open = new ArrayDeque<>();
        kvm.initialStates(state -> {
            seen.add(smallest(kvm, state, renamings));
            open.add(state);
        });
        while (!open.isEmpty()) {
            PackedKvmState state = open.remove();
            for (Move<PackedKvmState> move : moves) {
                PackedKvmState next = kvm.newState();
                next.copyFrom(state);
                if (move.tryTake(next)) {
                    PackedKvmState representative = smallest(kvm, next, renamings);
                    if (seen.add(representative)) {
                        open.add(representative);
                    }
                } else {
                    assertThat(next).as("%s says no", move).isEqualTo(state);
                }
            }
        }
        return seen;
    }

    private static PackedKvmState smallest(
            KvmMmu kvm, PackedKvmState state, List<BiConsumer<PackedKvmState, PackedKvmState>> renamings) {
        PackedKvmState smallest = state;
        for (BiConsumer<PackedKvmState, PackedKvmState> renaming : renamings) {
            PackedKvmState renamed = kvm.newState();
            renaming.accept(state, renamed);
            if (java.util.Arrays.compare(renamed.words, smallest.words) < 0) {
                smallest = renamed;
            }
        }
        return smallest;
    }
}
