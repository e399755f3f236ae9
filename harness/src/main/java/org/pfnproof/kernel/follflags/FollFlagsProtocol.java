package org.pfnproof.kernel.follflags;

import static org.pfnproof.kernel.Describing.text;
import static org.pfnproof.kernel.follflags.FollFlagsState.INPUT;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.pfnproof.kernel.BoundsReader;
import org.pfnproof.kernel.Move;
import org.pfnproof.kernel.Move.Argument;
import org.pfnproof.kernel.Permutations;
import org.pfnproof.kernel.Protocol;
import org.pfnproof.kernel.Rule;
import org.pfnproof.kernel.follflags.FollFlags.Flag;
import org.pfnproof.kernel.follflags.FollFlags.Input;

/** Which inputs of a lookup have a FOLL_* flag that says the same: the twin of the TLA+ module {@code FollFlags}. */
public final class FollFlagsProtocol implements Protocol<FollFlagsState> {

    private final List<Input> inputs;
    private final Map<Input, Set<Flag>> carriers = new EnumMap<>(Input.class);

    private FollFlagsProtocol(BoundsReader bounds) {
        inputs = bounds.constants("INPUTS", Input.class);
        for (Input input : inputs) {
            Set<Flag> flags = EnumSet.noneOf(Flag.class);
            Arrays.stream(Flag.values())
                    .filter(flag -> FollFlags.isCarriedBy(input, flag))
                    .forEach(flags::add);
            carriers.put(input, flags);
        }
    }

    /**
     * The reference implementation at a model's bounds.
     *
     * @param bounds constant to value
     * @param substitutions operators replaced by the model; none is known
     * @param variant the id of a variant; none is known
     * @return empty if there is a variant or a substitution
     * @throws IllegalArgumentException if a bound is missing or is not what it must be
     */
    public static Optional<FollFlagsProtocol> of(
            Map<String, Object> bounds, Map<String, String> substitutions, Optional<String> variant) {
        return variant.isEmpty() && substitutions.isEmpty()
                ? Optional.of(new FollFlagsProtocol(new BoundsReader(bounds)))
                : Optional.empty();
    }

    @Override
    public FollFlagsState newState() {
        return new FollFlagsState();
    }

    @Override
    public void initialStates(Consumer<FollFlagsState> receiver) {
        FollFlagsState s = newState();
        for (Input input : inputs) {
            s.set(INPUT, input);
            s.setNothingAsked();
            receiver.accept(s);
        }
    }

    @Override
    public List<Move<FollFlagsState>> moves() {
        List<Move<FollFlagsState>> moves = new ArrayList<>();
        for (Flag flag : Flag.values()) {
            Move.add(moves, "get_user_pages", s -> getUserPages(s, flag), new Argument("flag", flag.name()));
        }
        return moves;
    }

    private static boolean getUserPages(FollFlagsState s, Flag flag) {
        if (s.asked(flag)) {
            return false;
        }
        s.setAsked(flag);
        return true;
    }

    @Override
    public List<Rule<FollFlagsState>> rules() {
        return List.of(
                // Every set of flags is one that may have been asked for.
                new Rule.Invariant<>("FollTypeOK", s -> inputs.contains(s.get(INPUT))),
                new Rule.Invariant<>(
                        "FollInputHasFlag",
                        s -> !allTried(s) || !carriers.get(s.get(INPUT)).isEmpty()),
                new Rule.Witness<>("FollAllTried", FollFlagsProtocol::allTried));
    }

    private static boolean allTried(FollFlagsState s) {
        return Arrays.stream(Flag.values()).allMatch(s::asked);
    }

    @Override
    public List<BiConsumer<FollFlagsState, FollFlagsState>> renamings(List<String> things) {
        return Permutations.ofNothing(things);
    }

    @Override
    public Map<String, Object> describe(FollFlagsState s) {
        return Map.of(
                "input", text(s.get(INPUT)),
                "asked",
                        Arrays.stream(Flag.values())
                                .filter(s::asked)
                                .map(Flag::name)
                                .collect(Collectors.toSet()));
    }
}
