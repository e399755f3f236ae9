package org.pfnproof.compare;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which calls of one shape can be written in another: there is a call that does the same in every environment.
 *
 * @param of how many calls the first shape has, without those with flags internal to mm
 * @param without those that have none
 */
public record Counterparts(String from, String to, int of, List<Call> without) {

    static Counterparts of(Shape from, Shape to) {
        Set<List<Outcome>> behaviours = to.calls().stream().map(Call::behaviour).collect(Collectors.toSet());
        List<Call> calls =
                from.calls().stream().filter(call -> !call.usesInternalFlag()).toList();
        return new Counterparts(
                from.id(),
                to.id(),
                calls.size(),
                calls.stream()
                        .filter(call -> !behaviours.contains(call.behaviour()))
                        .toList());
    }

    public int with() {
        return of - without.size();
    }
}
