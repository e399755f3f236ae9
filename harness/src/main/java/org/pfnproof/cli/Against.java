package org.pfnproof.cli;

import org.pfnproof.catalogue.Catalogue;
import org.pfnproof.engine.Run;
import org.pfnproof.replay.Course;
import org.pfnproof.replay.Courses;
import org.pfnproof.replay.Origin;
import org.pfnproof.replay.Replay;
import org.pfnproof.replay.Replayed;
import org.pfnproof.report.race.RaceDiagrams;
import org.pfnproof.trace.Counterexample;
import org.pfnproof.trace.TraceFormatException;

/** {@code show --against}: the steps of a counterexample on another variant as well. */
final class Against {

    private static final String OPTION = "--against";

    private final Catalogue catalogue;

    Against(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * The text.
     *
     * @param name a variant, or {@value OtherRun#BASE}
     * @throws UserException if the two cannot be compared; says why
     */
    String text(RaceDiagrams diagrams, Counterexample trace, String name) throws UserException {
        if (trace.kind() == Counterexample.Kind.INSTANCE) {
            throw new UserException(OPTION + ": an instance of Alloy has no steps that could be taken on " + name);
        }
        Run run = origin(trace);
        Run other = new OtherRun(catalogue, OPTION).of(run.model(), name);
        Replayed replayed = replayed(trace, run);
        Course course = Courses.of(replayed.trace(), other).orElseThrow(() -> noImplementation(other));
        return diagrams.against(replayed.trace(), run, other, course) + "\n";
    }

    private Run origin(Counterexample trace) throws UserException {
        try {
            return Origin.of(trace, catalogue);
        } catch (TraceFormatException e) {
            throw new UserException(OPTION + ": the counterexample is none of this catalogue: " + e.getMessage());
        }
    }

    /** What is not reproduced is no ground for a comparison. */
    private static Replayed replayed(Counterexample trace, Run run) throws UserException {
        Replayed replayed;
        try {
            replayed = Replay.of(trace, run).orElseThrow(() -> noImplementation(run));
        } catch (TraceFormatException e) {
            throw new UserException(OPTION + ": " + e.getMessage());
        }
        if (replayed.outcome() != Replayed.Outcome.REPRODUCED) {
            throw new UserException(OPTION + ": the counterexample is not reproduced on " + run.id() + ": "
                    + replayed.message() + "; \"replay\" shows more");
        }
        return replayed;
    }

    private static UserException noImplementation(Run run) {
        return new UserException(
                OPTION + ": " + run.id() + " has no reference implementation that could take these steps");
    }
}
