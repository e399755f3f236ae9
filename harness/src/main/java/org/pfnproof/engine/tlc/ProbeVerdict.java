package org.pfnproof.engine.tlc;

import java.util.List;
import java.util.Optional;
import org.pfnproof.catalogue.Problem;
import org.pfnproof.engine.Refusals;
import org.pfnproof.engine.Verdict;
import org.pfnproof.engine.tlc.child.Probe;
import org.pfnproof.engine.tlc.child.TlcAnswer;

/** Judges a run in which a replaced operator was made to fail. */
final class ProbeVerdict {

    private ProbeVerdict() {}

    /** What is wrong with the override; empty if the run failed as it had to. */
    static Optional<Verdict> of(String operator, String replacement, TlcAnswer answer) {
        if (answer.messages().stream().anyMatch(message -> message.text().contains(Probe.message(operator)))) {
            return Optional.empty();
        }
        if (answer.exit().isPresent() && answer.exit().getAsInt() == 0) {
            return Optional.of(new Verdict.Broken(List.of(Problem.of(Refusals.notEvaluated(operator, replacement)))));
        }
        return Optional.of(TlcVerdict.failed(answer));
    }
}
