package org.pfnproof.engine.explorer.toys;

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

/** A door that few may enter, to be changed in small ways. */
public final class DoorFactory implements ProtocolFactory {

    @Override
    public Optional<Protocol<?>> create(
            String spec,
            String specification,
            Map<String, Object> bounds,
            Map<String, String> substitutions,
            Optional<String> variant) {
        return Optional.of(new DoorProtocol((Integer) bounds.get("SIZE")));
    }

    /** Who is inside, and what is noted of that. */
    public static final class DoorState extends PackedState {
        private static final Layout LAYOUT = new Layout();
        private static final Field INSIDE = LAYOUT.field("inside", 0, 15);
        private static final Field LOG = LAYOUT.field("log", 0, 3);

        DoorState() {
            super(LAYOUT.words());
        }
    }

    /** What is changed. */
    public static final class Door {
        private final int size;
        private final int[] room;

        Door(int size) {
            this.size = size;
            this.room = new int[size];
        }

        boolean isFull(DoorState s) {
            return s.get(DoorState.INSIDE) >= size;
        }

        boolean enter(DoorState s) {
            if (isFull(s) || !hasRoom(s.get(DoorState.INSIDE))) {
                return false;
            }
            s.set(DoorState.INSIDE, s.get(DoorState.INSIDE) + 1);
            s.set(DoorState.LOG, 1);
            return true;
        }

        boolean push(DoorState s) {
            if (isFull(s)) {
                return false;
            }
            s.set(DoorState.INSIDE, s.get(DoorState.INSIDE) + 1);
            return true;
        }

        boolean leave(DoorState s) {
            if (s.get(DoorState.INSIDE) == 0) {
                return false;
            }
            s.set(DoorState.INSIDE, s.get(DoorState.INSIDE) - 1);
            return true;
        }

        /** Says nothing that isFull does not say; a room that is none cannot be looked at. */
        private boolean hasRoom(int number) {
            return number < size && room[number] == 0;
        }

        boolean clean(DoorState s) {
            int left = s.get(DoorState.INSIDE);
            while (left > 0) {
                left--;
            }
            if (left != 0) {
                s.set(DoorState.LOG, 3);
            }
            s.set(DoorState.LOG, 0);
            return true;
        }
    }

    private record DoorProtocol(int size) implements Protocol<DoorState> {

        @Override
        public DoorState newState() {
            return new DoorState();
        }

        @Override
        public void initialStates(Consumer<DoorState> receiver) {
            receiver.accept(newState());
        }

        @Override
        public List<Move<DoorState>> moves() {
            Door door = new Door(size);
            return List.of(
                    new Move<>("enter", List.of(), door::enter),
                    new Move<>("push", List.of(), door::push),
                    new Move<>("leave", List.of(), door::leave),
                    new Move<>("clean", List.of(), door::clean));
        }

        /** These ask the door, whose changes must not change them. */
        @Override
        public List<Rule<DoorState>> rules() {
            Door door = new Door(size);
            return List.of(
                    new Rule.Invariant<>("Few", s -> s.get(DoorState.INSIDE) <= size),
                    new Rule.Witness<>("Full", door::isFull),
                    new Rule.Witness<>("Crowded", s -> s.get(DoorState.INSIDE) > size));
        }

        @Override
        public List<BiConsumer<DoorState, DoorState>> renamings(List<String> things) {
            return List.of();
        }

        @Override
        public Map<String, Object> describe(DoorState state) {
            return Map.of("inside", state.get(DoorState.INSIDE), "log", state.get(DoorState.LOG));
        }
    }
}
