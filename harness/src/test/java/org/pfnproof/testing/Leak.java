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
import org.pfnproof.kernel.state.Field;
import org.pfnproof.kernel.state.Layout;
import org.pfnproof.kernel.state.PackedState;

/** The twin of the toy spec of that name: its only value outgrows its field. */
public final class Leak implements Protocol<Leak.Refs> {

    private static final Layout LAYOUT = new Layout();
    private static final Field REFS = LAYOUT.field("refs", 0, 7);

    /** A state. */
    public static final class Refs extends PackedState {
        Refs() {
            super(LAYOUT.words());
        }
    }

    /** Makes it. */
    public static final class Factory implements ProtocolFactory {
        @Override
        public Optional<Protocol<?>> create(
                String spec,
                String specification,
                Map<String, Object> bounds,
                Map<String, String> substitutions,
                Optional<String> variant) {
            return Optional.of(new Leak());
        }
    }

    @Override
    public Refs newState() {
        return new Refs();
    }

    @Override
    public void initialStates(Consumer<Refs> receiver) {
        receiver.accept(new Refs());
    }

    @Override
    public List<Move<Refs>> moves() {
        return List.of(new Move<>("Get", List.of(), refs -> {
            refs.set(REFS, refs.get(REFS) + 1);
            return true;
        }));
    }

    @Override
    public List<Rule<Refs>> rules() {
        return List.of(
                new Rule.Invariant<>("NothingLeaked", refs -> refs.get(REFS) < 3),
                new Rule.Invariant<>("NotNegative", refs -> refs.get(REFS) >= 0));
    }

    @Override
    public List<BiConsumer<Refs, Refs>> renamings(List<String> things) {
        return List.of();
    }

    @Override
    public Map<String, Object> describe(Refs refs) {
        return Map.of("refs", refs.get(REFS));
    }
}
