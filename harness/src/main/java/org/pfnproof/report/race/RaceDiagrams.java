package org.pfnproof.report.race;

import org.pfnproof.catalogue.Catalogue;
import org.pfnproof.engine.Run;
import org.pfnproof.replay.Course;
import org.pfnproof.trace.Counterexample;

/** Draws counterexamples as race diagrams, in the words that a catalogue has for their specs. */
public final class RaceDiagrams {

    private final Catalogue catalogue;

    public RaceDiagrams(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** Plain ASCII of at most 72 columns, for commit messages and terminals; without a newline at its end. */
    public String text(Counterexample trace) {
        return new RaceText(race(trace)).toString();
    }

    /** A sequence diagram of Mermaid. */
    public String mermaid(Counterexample trace) {
        return new RaceMermaid(race(trace)).render();
    }

    /** A picture, as a whole SVG document. */
    public String svg(Counterexample trace) {
        return new RaceSvg(race(trace)).render();
    }

    /**
     * What another variant does at the same steps, as text in the form of a unified diff; without a newline at its end.
     *
     * @param trace a counterexample with steps
     * @param run what it is of
     * @param other a run of the same model
     * @param course what that does at the steps
     */
    public String against(Counterexample trace, Run run, Run other, Course course) {
        return new RaceDiffText(new RaceDiffBuilder(trace, run, other, course, Subject.of(catalogue, trace)).build())
                .render();
    }

    /** What all of these say. */
    public Race race(Counterexample trace) {
        return new RaceBuilder(trace, Subject.of(catalogue, trace)).build();
    }

    /** What the states of a counterexample are, in the same words. */
    public RaceStates states(Counterexample trace) {
        return new RaceBuilder(trace, Subject.of(catalogue, trace)).states();
    }
}
