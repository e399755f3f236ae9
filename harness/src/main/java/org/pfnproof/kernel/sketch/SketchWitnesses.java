package org.pfnproof.kernel.sketch;

import static org.pfnproof.kernel.sketch.Sketch.at;
import static org.pfnproof.kernel.sketch.SketchState.FOLL_CALLER;
import static org.pfnproof.kernel.sketch.SketchState.FOLL_GET;
import static org.pfnproof.kernel.sketch.SketchState.FOLL_MMU_SEQ;
import static org.pfnproof.kernel.sketch.SketchState.FOLL_WARNED;
import static org.pfnproof.kernel.sketch.SketchState.HOST_MAPS;
import static org.pfnproof.kernel.sketch.SketchState.PAGE_COUNT;
import static org.pfnproof.kernel.sketch.SketchState.SPTE;

import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.pfnproof.kernel.Rule;
import org.pfnproof.kernel.sketch.SketchState.Caller;
import org.pfnproof.kernel.sketch.SketchState.Step;

/** What runs of {@link SketchProtocol} must meet: the witnesses of the TLA+ module {@code FollowPfnSketchProperties}. */
final class SketchWitnesses {

    private SketchWitnesses() {}

    static List<Rule<SketchState>> all() {
        return List.of(
                state("SketchWarns", s -> s.flag(FOLL_WARNED)),
                state(
                        "SketchSnapshotIsZero",
                        s -> at(s, Step.CALLED) && s.get(FOLL_CALLER) == Caller.FAULT && s.get(FOLL_MMU_SEQ) == 0),
                step("SketchMapsWithoutReference", (s, next) -> maps(s, next) && !s.flag(FOLL_GET)),
                step("SketchMapsWithReference", (s, next) -> maps(s, next) && s.flag(FOLL_GET)),
                step("SketchRetries", (s, next) -> at(s, Step.RETURN) && at(next, Step.RELEASE) && !next.flag(SPTE)),
                step(
                        "SketchPutFreesPage",
                        (s, next) -> at(s, Step.PUT) && s.get(PAGE_COUNT) == 1 && next.get(PAGE_COUNT) == 0),
                state(
                        "SketchReturnsFreedFrame",
                        s -> at(s, Step.RETURN) && s.follPfn() == Sketch.FRAME && Sketch.freed(s)),
                state("SketchHeldPageIsUnmapped", s -> at(s, Step.USING) && !s.flag(HOST_MAPS)),
                state("SketchRefusesBadSlot", SketchProtocol::badSlotReturned));
    }

    private static Rule<SketchState> state(String id, Predicate<SketchState> seen) {
        return new Rule.Witness<>(id, seen);
    }

    private static Rule<SketchState> step(String id, BiPredicate<SketchState, SketchState> seen) {
        return new Rule.StepWitness<>(id, seen);
    }

    private static boolean maps(SketchState s, SketchState next) {
        return at(s, Step.RETURN) && at(next, Step.RELEASE) && !s.flag(SPTE) && next.flag(SPTE);
    }
}
