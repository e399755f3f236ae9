package org.pfnproof.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.pfnproof.engine.twin.ProtocolFactory;
import org.pfnproof.kernel.Move;
import org.pfnproof.kernel.Move.Argument;
import org.pfnproof.kernel.Protocol;
import org.pfnproof.kernel.Rule;
import org.pfnproof.kernel.state.Field;
import org.pfnproof.kernel.state.Layout;
import org.pfnproof.kernel.state.PackedState;

/** The twin of the toy spec of that name; each nested factory but {@link Faithful} makes one that is wrong in one way. */
public class Lamps implements Protocol<Lamps.Room> {

    private static final List<String> LIGHTS = List.of("off", "on", "broken");
    private static final int OFF = 0;
    private static final int ON = 1;
    private static final int BROKEN = 2;

    protected final List<String> who;
    protected final int max;
    private final Layout layout = new Layout();
    protected final Field[] light;
    protected final Field[] seen;
    protected final Field[] switched;
    protected final Field[] order;
    protected final Field count;
    protected final Field secret;

    /** A state. */
    public static final class Room extends PackedState {
        Room(int words) {
            super(words);
        }
    }

    public Lamps(List<String> who, int max) {
        this.who = who;
        this.max = max;
        light = layout.fields("light", 0, who.size(), OFF, BROKEN);
        seen = layout.fields("seen", 0, who.size(), 0, 1);
        switched = layout.fields("switched", 0, who.size(), 0, 1);
        order = layout.fields("order", 0, who.size(), 0, who.size());
        count = layout.field("count", 0, max);
        secret = layout.field("secret", 0, 1);
    }

    @Override
    public Room newState() {
        return new Room(layout.words());
    }

    @Override
    public void initialStates(Consumer<Room> receiver) {
        for (int first = 0; first <= 1; first++) {
            Room room = newState();
            count.set(room.words, first);
            receiver.accept(room);
        }
    }

    @Override
    public List<Move<Room>> moves() {
        List<Move<Room>> moves = new ArrayList<>();
        for (int w = 0; w < who.size(); w++) {
            int person = w;
            for (boolean on : new boolean[] {true, false}) {
                moves.add(move(
                        "Switch", w, room -> get(light, person, room) == (on ? OFF : ON) && put(room, person), on));
            }
            moves.add(move("Toggle", w, room -> get(light, person, room) != BROKEN && put(room, person)));
            moves.add(move("Look", w, room -> look(room, person)));
            moves.add(move("Break", w, room -> breakLamp(room, person)));
        }
        return moves;
    }

    /** A move of somebody. */
    protected final Move<Room> move(String action, int person, Predicate<Room> step, Object... on) {
        List<Argument> arguments = new ArrayList<>(List.of(new Argument("w", who.get(person))));
        for (Object value : on) {
            arguments.add(new Argument("on", value));
        }
        return new Move<>(action, arguments, step);
    }

    protected final int get(Field[] fields, int person, Room room) {
        return fields[person].get(room.words);
    }

    protected boolean put(Room room, int person) {
        if (count.get(room.words) == max) {
            return false;
        }
        light[person].set(room.words, ON - get(light, person, room));
        count.set(room.words, count.get(room.words) + 1);
        remember(room, person);
        return true;
    }

    protected void remember(Room room, int person) {
        if (get(switched, person, room) == 0) {
            switched[person].set(room.words, 1);
            int place = 0;
            while (get(order, place, room) != 0) {
                place++;
            }
            order[place].set(room.words, person + 1);
        }
    }

    protected boolean look(Room room, int person) {
        if (get(light, person, room) != ON) {
            return false;
        }
        seen[person].set(room.words, 1);
        return true;
    }

    protected boolean breakLamp(Room room, int person) {
        if (count.get(room.words) < max || get(light, person, room) == BROKEN) {
            return false;
        }
        light[person].set(room.words, BROKEN);
        seen[person].set(room.words, 0);
        return true;
    }

    @Override
    public List<Rule<Room>> rules() {
        return List.of(
                new Rule.Invariant<>("CountInRange", room -> true),
                new Rule.Invariant<>("BelowMax", room -> count.get(room.words) < max),
                new Rule.StepRule<>(
                        "BrokenStaysBroken",
                        (before, after) -> !some(BROKEN, OFF, before, after) && !some(BROKEN, ON, before, after)),
                new Rule.Witness<>("SomethingBroken", this::somethingBroken),
                new Rule.Witness<>("AnnWasFirst", room -> get(order, 0, room) == 1),
                new Rule.StepWitness<>("SwitchedOff", (before, after) -> some(ON, OFF, before, after)));
    }

    protected boolean somethingBroken(Room room) {
        return some(BROKEN, BROKEN, room, room);
    }

    /** Whether somebody's lamp was in one way and is in another. */
    private boolean some(int first, int second, Room before, Room after) {
        return IntStream.range(0, who.size())
                .anyMatch(w -> get(light, w, before) == first && get(light, w, after) == second);
    }

    @Override
    public List<BiConsumer<Room, Room>> renamings(List<String> things) {
        return List.of();
    }

    @Override
    public Map<String, Object> describe(Room room) {
        Map<String, Object> lamp = new LinkedHashMap<>();
        Set<String> active = new LinkedHashSet<>();
        Map<Integer, Object> first = new LinkedHashMap<>();
        for (int w = 0; w < who.size(); w++) {
            lamp.put(who.get(w), Map.of("light", LIGHTS.get(get(light, w, room)), "seen", get(seen, w, room) == 1));
            if (get(switched, w, room) == 1) {
                active.add(who.get(w));
            }
            if (get(order, w, room) != 0) {
                first.put(w + 1, who.get(get(order, w, room) - 1));
            }
        }
        Map<String, Object> variables = new LinkedHashMap<>();
        variables.put("lamp", lamp);
        variables.put("count", count.get(room.words));
        variables.put("switched", active);
        variables.put("order", first);
        return variables;
    }

    /** What the spec says. */
    public static class Faithful implements ProtocolFactory {
        @Override
        public final Optional<Protocol<?>> create(
                String spec,
                String specification,
                Map<String, Object> bounds,
                Map<String, String> substitutions,
                Optional<String> variant) {
            List<String> who = ((List<?>) bounds.get("WHO"))
                    .stream().map(String.class::cast).toList();
            return spec.equals("Lamps") ? Optional.of(make(who, (Integer) bounds.get("MAX"))) : Optional.empty();
        }

        protected Lamps make(List<String> who, int max) {
            return new Lamps(who, max);
        }
    }

    /** Nobody looks twice: the step that changes nothing is missing. */
    public static final class LooksOnce extends Faithful {
        @Override
        protected Lamps make(List<String> who, int max) {
            return new Lamps(who, max) {
                @Override
                protected boolean look(Room room, int person) {
                    return get(seen, person, room) == 0 && super.look(room, person);
                }
            };
        }
    }

    /** A lamp breaks though all lamps are broken: a step out of a state that has none. */
    public static final class BreaksTwice extends Faithful {
        @Override
        protected Lamps make(List<String> who, int max) {
            return new Lamps(who, max) {
                @Override
                protected boolean breakLamp(Room room, int person) {
                    boolean all = true;
                    for (int w = 0; w < this.who.size(); w++) {
                        all &= get(light, w, room) == 2;
                    }
                    return all || super.breakLamp(room, person);
                }
            };
        }
    }

    /** Switching counts twice from 1 on. */
    public static final class MisCounts extends Faithful {
        @Override
        protected Lamps make(List<String> who, int max) {
            return new Lamps(who, max) {
                @Override
                protected boolean put(Room room, int person) {
                    boolean one = count.get(room.words) == 1;
                    boolean done = super.put(room, person);
                    if (done && one) {
                        count.set(room.words, 1);
                    }
                    return done;
                }
            };
        }
    }

    /** Says "on" to switch off. */
    public static final class MistakesArgument extends Faithful {
        @Override
        protected Lamps make(List<String> who, int max) {
            return new Lamps(who, max) {
                @Override
                public List<Move<Room>> moves() {
                    List<Move<Room>> moves = new ArrayList<>();
                    for (Move<Room> move : super.moves()) {
                        Object last = move.arguments()
                                .get(move.arguments().size() - 1)
                                .value();
                        moves.add(
                                last instanceof Boolean on
                                        ? move(
                                                "Switch",
                                                this.who.indexOf(
                                                        move.arguments().get(0).value()),
                                                move.step(),
                                                !on)
                                        : move);
                    }
                    return moves;
                }
            };
        }
    }

    /** Begins with a count of 0 or 2. */
    public static final class BeginsElsewhere extends Faithful {
        @Override
        protected Lamps make(List<String> who, int max) {
            return new Lamps(who, max) {
                @Override
                public void initialStates(Consumer<Room> receiver) {
                    super.initialStates(room -> {
                        count.set(room.words, 2 * count.get(room.words));
                        receiver.accept(room);
                    });
                }
            };
        }
    }

    /** Writes the history the wrong way round when the second of two has switched. */
    public static final class RewritesHistory extends Faithful {
        @Override
        protected Lamps make(List<String> who, int max) {
            return new Lamps(who, max) {
                @Override
                protected void remember(Room room, int person) {
                    boolean first = get(switched, person, room) == 0 && get(order, 0, room) != 0;
                    super.remember(room, person);
                    if (first) {
                        int other = get(order, 0, room);
                        order[0].set(room.words, get(order, 1, room));
                        order[1].set(room.words, other);
                    }
                }
            };
        }
    }

    /** Remembers something that its description leaves out. */
    public static final class KeepsSecrets extends Faithful {
        @Override
        protected Lamps make(List<String> who, int max) {
            return new Lamps(who, max) {
                @Override
                protected boolean look(Room room, int person) {
                    boolean again = get(seen, person, room) == 1;
                    boolean done = super.look(room, person);
                    secret.set(room.words, done && again ? 1 : secret.get(room.words));
                    return done;
                }
            };
        }
    }

    /** Throws when somebody looks for the second time. */
    public static final class Crashes extends Faithful {
        @Override
        protected Lamps make(List<String> who, int max) {
            return new Lamps(who, max) {
                @Override
                protected boolean look(Room room, int person) {
                    if (get(seen, person, room) == 1) {
                        throw new IllegalStateException("seen it all");
                    }
                    return super.look(room, person);
                }
            };
        }
    }

    /** Does something before it refuses. */
    public static final class RefusesTooLate extends Faithful {
        @Override
        protected Lamps make(List<String> who, int max) {
            return new Lamps(who, max) {
                @Override
                protected boolean look(Room room, int person) {
                    secret.set(room.words, 1);
                    return super.look(room, person);
                }
            };
        }
    }

    /** States everything, one thing in another way. */
    private abstract static class SaysOtherwise extends Faithful {

        private final String id;

        SaysOtherwise(String id) {
            this.id = id;
        }

        @Override
        protected final Lamps make(List<String> who, int max) {
            return new Lamps(who, max) {
                @Override
                public List<Rule<Room>> rules() {
                    return super.rules().stream()
                            .map(rule -> rule.id().equals(id) ? otherwise(id) : rule)
                            .toList();
                }
            };
        }

        protected abstract Rule<Room> otherwise(String id);
    }

    /** An invariant that is not looked at. */
    public static final class TakesForGranted extends SaysOtherwise {
        public TakesForGranted() {
            super("BelowMax");
        }

        @Override
        protected Rule<Room> otherwise(String id) {
            return new Rule.Invariant<>(id, room -> true);
        }
    }

    /** A witness that is seen everywhere. */
    public static final class SeesGhosts extends SaysOtherwise {
        public SeesGhosts() {
            super("SomethingBroken");
        }

        @Override
        protected Rule<Room> otherwise(String id) {
            return new Rule.Witness<>(id, room -> true);
        }
    }

    /** A witness of steps that is never seen. */
    public static final class MissesSteps extends SaysOtherwise {
        public MissesSteps() {
            super("SwitchedOff");
        }

        @Override
        protected Rule<Room> otherwise(String id) {
            return new Rule.StepWitness<>(id, (before, after) -> false);
        }
    }

    /** A property of steps that is too strict. */
    public static final class ForbidsSteps extends SaysOtherwise {
        public ForbidsSteps() {
            super("BrokenStaysBroken");
        }

        @Override
        protected Rule<Room> otherwise(String id) {
            return new Rule.StepRule<>(id, (before, after) -> Arrays.equals(before.words, after.words));
        }
    }

    /** A property of which nothing can be said. */
    public static final class CannotSay extends SaysOtherwise {
        public CannotSay() {
            super("BelowMax");
        }

        @Override
        protected Rule<Room> otherwise(String id) {
            return new Rule.Invariant<>(id, room -> {
                throw new IllegalStateException("hard to say");
            });
        }
    }

    /** Cannot be made. */
    public static final class CannotBegin extends Faithful {
        @Override
        protected Lamps make(List<String> who, int max) {
            throw new UnsupportedOperationException("no such bounds");
        }
    }
}
