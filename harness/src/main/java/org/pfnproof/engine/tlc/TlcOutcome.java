package org.pfnproof.engine.tlc;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.pfnproof.catalogue.Problem;
import org.pfnproof.engine.Verdict;
import org.pfnproof.engine.child.ChildOutcome;
import org.pfnproof.engine.child.ChildOutcome.End;
import org.pfnproof.engine.tlc.child.TlcAnswer;
import org.pfnproof.engine.tlc.child.TlcChild;
import org.pfnproof.trace.TraceFormatException;

/**
 * The end of one of TLC's JVMs: an answer, or the verdict that stands for its lack.
 *
 * @param answer what it handed back, if it ended properly
 * @param failure why there is no answer, otherwise
 * @param probes answers of the probes that were made after the search, by their operators
 */
record TlcOutcome(Optional<TlcAnswer> answer, Optional<Verdict> failure, Map<String, TlcAnswer> probes) {

    private static final Pattern LINKAGE = Pattern.compile(
            ".*\\b(NoSuch(Method|Field)Error|NoClassDefFoundError|ClassNotFoundException|AbstractMethodError"
                    + "|IncompatibleClassChangeError|ExceptionInInitializerError)\\b.*");
    private static final Pattern OLD_JAVA = Pattern.compile(".*\\bUnsupportedClassVersionError\\b.*");

    /**
     * Judges the end of a JVM.
     *
     * @param limit the time limit to name: the whole run's, of which this JVM may have had only the rest
     */
    static TlcOutcome of(ChildOutcome outcome, TlcJar jar, Duration limit) {
        if (outcome.end() instanceof End.Exited exited
                && exited.code() == 0
                && outcome.result().isPresent()) {
            try {
                JsonObject result = outcome.result().get();
                return new TlcOutcome(Optional.of(TlcAnswer.of(result)), Optional.empty(), probes(result));
            } catch (TraceFormatException | RuntimeException e) {
                return damaged(e);
            }
        }
        return failed(verdict(outcome, jar, limit));
    }

    private static Map<String, TlcAnswer> probes(JsonObject result) throws TraceFormatException {
        Map<String, TlcAnswer> probes = new TreeMap<>();
        if (result.has(TlcChild.PROBES)) {
            for (Map.Entry<String, JsonElement> probe :
                    result.getAsJsonObject(TlcChild.PROBES).entrySet()) {
                probes.put(probe.getKey(), TlcAnswer.of(probe.getValue().getAsJsonObject()));
            }
        }
        return probes;
    }

    /** What was handed back makes no sense. */
    static TlcOutcome damaged(Exception e) {
        return failed(new Verdict.Inconclusive("TLC's JVM handed back a damaged result: " + e.getMessage()));
    }

    private static TlcOutcome failed(Verdict verdict) {
        return new TlcOutcome(Optional.empty(), Optional.of(verdict), Map.of());
    }

    private static Verdict verdict(ChildOutcome outcome, TlcJar jar, Duration limit) {
        End end = outcome.end();
        if (end instanceof End.TimedOut) {
            return inconclusive(new End.TimedOut(limit) + "; give it more with --timeout.");
        } else if (end instanceof End.OutOfMemory memory) {
            return inconclusive(memory + "; give it more with --heap.");
        } else if (end instanceof End.Killed killed) {
            return inconclusive(killed + ", which TLC did not do itself; perhaps the machine ran out of memory.");
        } else if (end instanceof End.NotStarted notStarted) {
            return broken("TLC's JVM " + notStarted + ".");
        }
        return crashed(outcome, jar);
    }

    private static Verdict crashed(ChildOutcome outcome, TlcJar jar) {
        List<String> errors = outcome.errors();
        if (errors.stream().anyMatch(line -> OLD_JAVA.matcher(line).matches())) {
            return broken("The java that was chosen is too old; Java 17 or newer is needed.");
        }
        Optional<String> linkage =
                errors.stream().filter(line -> LINKAGE.matcher(line).matches()).findFirst();
        if (linkage.isPresent()) {
            return broken(jar.path() + " (" + jar.name() + ") lacks what pfnproof needs of TLC: "
                    + linkage.get().strip() + ". Known to work: the bundled one, tla2tools 1.7.4, and 1.8.0 of "
                    + "April 2026.");
        }
        String last = String.join(" | ", errors.subList(Math.max(0, errors.size() - 5), errors.size()));
        return inconclusive(outcome.end() + " and without a result. Its last words: " + last);
    }

    private static Verdict inconclusive(String reason) {
        return new Verdict.Inconclusive("TLC's JVM " + reason);
    }

    private static Verdict broken(String reason) {
        return new Verdict.Broken(List.of(Problem.of(reason)));
    }
}
