package org.pfnproof.compare;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What the x86 page fault's puts leave of the references that its lookup took, for one way to the end.
 *
 * @param exit "end", or "late retry": the exit between lookup and mmu_lock that came with d02c357e5bfa
 * @param balance references taken less those put: above 0 leaked, below 0 stolen
 */
public record FaultEnd(String shape, String exit, Host host, int balance) {

    /** How a page fault releases. */
    private enum Release {
        BY_PFN,
        BY_PAGE,
        NOT_AT_ALL;

        int puts(Host host, boolean page) {
            return switch (this) {
                case BY_PFN -> host.refcountedStruct() ? 1 : 0;
                case BY_PAGE -> page ? 1 : 0;
                case NOT_AT_ALL -> 0;
            };
        }
    }

    /** The fault's first call, and its releases; the late exit of a series is that of the tree that it was merged with. */
    private record Fault(String shape, Set<Input> call, Release end, Release lateRetry) {}

    private static final List<Fault> FAULTS = List.of(
            new Fault("bools-6.12", Set.of(), Release.BY_PFN, Release.BY_PFN),
            new Fault("v6", Set.of(), Release.BY_PAGE, Release.BY_PFN),
            new Fault("sketch", Set.of(Input.GUARDED), Release.NOT_AT_ALL, Release.BY_PFN),
            new Fault("v7", Set.of(Input.GUARDED), Release.NOT_AT_ALL, Release.BY_PFN),
            new Fault("v8", Set.of(Input.GUARDED), Release.NOT_AT_ALL, Release.BY_PFN),
            new Fault("v9", Set.of(Input.GUARDED, Input.ALLOW_UNCOUNTED), Release.BY_PAGE, Release.BY_PFN),
            new Fault("v11", Set.of(Input.GUARDED, Input.ALLOW_UNCOUNTED), Release.NOT_AT_ALL, Release.BY_PFN),
            new Fault("6.13", Set.of(Input.PAGE_OUT), Release.BY_PAGE, Release.BY_PAGE));

    /** Every end of every shape's page fault that got a frame, balanced or not. */
    static List<FaultEnd> all(List<Shape> shapes) {
        List<FaultEnd> all = new ArrayList<>();
        for (Fault fault : FAULTS) {
            Shape shape = shapes.stream()
                    .filter(each -> each.id().equals(fault.shape()))
                    .findFirst()
                    .orElseThrow();
            Set<Input> given = EnumSet.of(Input.UPGRADE);
            given.addAll(fault.call());
            Call call = shape.call(given);
            for (Host host : Host.values()) {
                Outcome outcome = call.behaviour()
                        .get(Environment.all()
                                .indexOf(new Environment(Environment.Slot.USABLE, host, false, false, false, false)));
                if (outcome.result() == Outcome.Result.FRAME) {
                    int taken = outcome.held() == Outcome.Held.NOTHING ? 0 : 1;
                    all.add(new FaultEnd(
                            fault.shape(), "end", host, taken - fault.end().puts(host, taken > 0)));
                    all.add(new FaultEnd(
                            fault.shape(),
                            "late retry",
                            host,
                            taken - fault.lateRetry().puts(host, taken > 0)));
                }
            }
        }
        return List.copyOf(all);
    }
}
