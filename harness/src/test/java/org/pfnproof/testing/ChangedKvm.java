package org.pfnproof.testing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.pfnproof.engine.twin.ProtocolFactory;
import org.pfnproof.kernel.Move;
import org.pfnproof.kernel.Protocol;
import org.pfnproof.kernel.Rule;
import org.pfnproof.kernel.all.Implementations;
import org.pfnproof.kernel.state.PackedState;

/** The reference implementation of KvmMmu with one line changed, for each of its actors in turn. */
public abstract class ChangedKvm implements ProtocolFactory {

    private final String change;

    private ChangedKvm(String change) {
        this.change = change;
    }

    @Override
    public Optional<Protocol<?>> create(
            String spec,
            String specification,
            Map<String, Object> bounds,
            Map<String, String> substitutions,
            Optional<String> variant) {
        return Implementations.of(spec, specification, bounds, substitutions, Optional.of(change))
                .map(protocol -> protocol);
    }

    /** A vCPU that is sent back leaves without giving its page back. */
    public static final class Vcpu extends ChangedKvm {
        public Vcpu() {
            super("release-forgotten");
        }
    }

    /** An invalidation does not zap when it starts. */
    public static final class Invalidator extends ChangedKvm {
        public Invalidator() {
            super("unmap-after-start");
        }
    }

    /** The retry test does not look at seq. */
    public static final class RetryTest extends ChangedKvm {
        public RetryTest() {
            super("seq-ignored");
        }
    }

    /** A driver's entry is taken for writable, whatever the host's page table says. */
    public static final class RemappedLookup extends ChangedKvm {
        public RemappedLookup() {
            super("pte-writable-ignored");
        }
    }

    /** The rest of the host never fills an entry of its own accord. */
    public static final class Mm implements ProtocolFactory {
        @Override
        public Optional<Protocol<?>> create(
                String spec,
                String specification,
                Map<String, Object> bounds,
                Map<String, String> substitutions,
                Optional<String> variant) {
            return Implementations.of(spec, specification, bounds, substitutions, variant)
                    .map(Mm::withoutFaults);
        }

        private static <S extends PackedState> Protocol<S> withoutFaults(Protocol<S> protocol) {
            return new Protocol<>() {
                @Override
                public S newState() {
                    return protocol.newState();
                }

                @Override
                public void initialStates(Consumer<S> receiver) {
                    protocol.initialStates(receiver);
                }

                @Override
                public List<Move<S>> moves() {
                    return protocol.moves().stream()
                            .map(move -> move.action().equals("handle_mm_fault")
                                    ? new Move<S>(move.action(), move.arguments(), state -> false)
                                    : move)
                            .toList();
                }

                @Override
                public List<Rule<S>> rules() {
                    return protocol.rules();
                }

                @Override
                public List<BiConsumer<S, S>> renamings(List<String> things) {
                    return protocol.renamings(things);
                }

                @Override
                public Map<String, Object> describe(S state) {
                    return protocol.describe(state);
                }
            };
        }
    }
}
