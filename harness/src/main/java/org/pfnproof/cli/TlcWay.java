package org.pfnproof.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.pfnproof.catalogue.Catalogue;
import org.pfnproof.catalogue.CatalogueException;
import org.pfnproof.catalogue.Profile;
import org.pfnproof.engine.Limits;
import org.pfnproof.engine.child.ChildRunner;
import org.pfnproof.engine.tlc.LogAcceptance;
import org.pfnproof.engine.tlc.TlcJar;
import org.pfnproof.engine.tlc.TlcLog;
import org.pfnproof.follow.LogResult;
import org.pfnproof.follow.LogVerdict;
import org.pfnproof.log.SpecScript;
import org.pfnproof.report.TlcSaid;
import org.pfnproof.report.TlcSaid.Kind;

/** The second way of following a log: TLC, on the spec. Says whether it agrees with the first. */
final class TlcWay {

    /** More steps are never given to TLC: a log of 40,000 to 60,000 events. */
    static final int LIMIT = 40_000;

    /** As many take it some seconds: a log of 10,000 to 14,000 events. More are given to TLC only if somebody asks for it. */
    static final int QUICK = 8_000;

    private static final Limits LIMITS = new Limits(Duration.ofMinutes(30), 2048);
    private static final double MILLIS = 1000.0;

    private final Path specs;

    TlcWay(Path specs) {
        this.specs = specs;
    }

    /** Whether there is anything for TLC to decide. */
    static boolean isAsked(LogResult result, SpecScript script) {
        return !script.isTooLong() && isJudged(result);
    }

    private static boolean isJudged(LogResult result) {
        return result.verdict() == LogVerdict.CONFORMS || result.verdict() == LogVerdict.DEVIATES;
    }

    /**
     * Why TLC is not asked.
     *
     * @param limit how many steps it would have been given
     */
    static TlcSaid notAsked(LogResult result, int limit) {
        return new TlcSaid(
                Kind.NOT_RUN,
                isJudged(result)
                        ? String.format(
                                Locale.ROOT,
                                "not run: the log has more than %,d steps; the reference implementation alone has followed it%s",
                                limit,
                                limit < LIMIT ? "; --tlc asks TLC as well" : "")
                        : "not run: the verdict is " + result.verdict());
    }

    /**
     * Follows the log again.
     *
     * @param result what the first way has found
     * @param script the steps that it took
     */
    TlcSaid follow(LogResult result, SpecScript script) throws UserException, InterruptedException {
        TlcLog tlc;
        try {
            tlc = new TlcLog(specs, TlcJar.bundled(), ChildRunner.open());
        } catch (TlcJar.NotTlcException e) {
            throw new UserException(e.problem().toString());
        }
        return compare(result, script.isRefused(), tlc.follow(script, profile(result), LIMITS));
    }

    private Profile profile(LogResult result) throws UserException {
        try {
            return Catalogue.load(specs).profiles().stream()
                    .filter(profile -> profile.id().equals(result.profile()))
                    .findFirst()
                    .orElseThrow(() -> new UserException("there is no profile " + result.profile()));
        } catch (CatalogueException e) {
            throw new UserException(e.getMessage());
        }
    }

    /**
     * Compares what the two ways say.
     *
     * @param refused whether the first found a step impossible; else a line that deviates is one that has no place among its thread's
     *     lines, which is decided before any step is taken
     */
    static TlcSaid compare(LogResult first, boolean refused, LogAcceptance second) {
        if (second.failure().isPresent()) {
            return new TlcSaid(Kind.NO_ANSWER, "no answer: " + second.failure().get());
        }
        boolean agrees = first.verdict() == LogVerdict.CONFORMS || !refused
                ? second.acceptsAll()
                : second.refusedLine().orElse(-1)
                        == first.deviation().orElseThrow().line();
        return new TlcSaid(agrees ? Kind.AGREES : Kind.DISAGREES, sentence(first, second, agrees));
    }

    private static String sentence(LogResult first, LogAcceptance second, boolean agrees) {
        String figures = String.format(
                Locale.ROOT,
                "%,d of %,d steps, %,d distinct states, %.1f s",
                second.accepted(),
                second.steps(),
                second.states(),
                second.duration().toMillis() / MILLIS);
        String said = second.acceptsAll()
                ? "takes all steps (" + figures + ")"
                : "takes no step '" + second.refusedAction() + "' at line "
                        + second.refusedLine().orElse(0) + " (" + figures + ")";
        if (agrees) {
            return said;
        }
        return said + "; the reference implementation says "
                + first.deviation()
                        .map(deviation -> "that line " + deviation.line() + " is not possible")
                        .orElse("that the whole log is a behaviour of the protocol");
    }
}
