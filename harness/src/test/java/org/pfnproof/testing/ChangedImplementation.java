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

/** Reference implementations with one line changed, for each of their actors in turn. */
public abstract class ChangedImplementation implements ProtocolFactory {

    private final String change;

    private ChangedImplementation(String change) {
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
    public static final class Vcpu extends ChangedImplementation {
        public Vcpu() {
            super("release-forgotten");
        }
    }

    /** An invalidation does not zap when it starts. */
    public static final class Invalidator extends ChangedImplementation {
        public Invalidator() {
            super("unmap-after-start");
        }
    }

    /** The retry test does not look at seq. */
    public static final class RetryTest extends ChangedImplementation {
        public RetryTest() {
            super("seq-ignored");
        }
    }

    /** A driver's entry is taken for writable, whatever the host's page table says. */
    public static final class RemappedLookup extends ChangedImplementation {
        public RemappedLookup() {
            super("pte-writable-ignored");
        }
    }

    /** A refresh of a pfncache makes it valid before it has mapped anything. */
    public static final class GpcRefresh extends ChangedImplementation {
        public GpcRefresh() {
            super("gpc-valid-first");
        }
    }

    /** An invalidation does not wait for those who read through a pfncache. */
    public static final class GpcInvalidator extends ChangedImplementation {
        public GpcInvalidator() {
            super("gpc-readers-not-waited-for");
        }
    }

    /** A memslot is swapped while invalidations are running. */
    public static final class SlotUpdate extends ChangedImplementation {
        public SlotUpdate() {
            super("memslot-swap-does-not-wait");
        }
    }

    /** A fault on an invalid memslot finds none. */
    public static final class SlotVcpu extends ChangedImplementation {
        public SlotVcpu() {
            super("memslot-invalid-is-none");
        }
    }

    /** An invalidation does not give its place among the active ones back. */
    public static final class SlotInvalidator extends ChangedImplementation {
        public SlotInvalidator() {
            super("memslot-update-after-lost-end");
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
