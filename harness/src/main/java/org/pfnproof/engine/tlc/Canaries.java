package org.pfnproof.engine.tlc;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.pfnproof.catalogue.Model;
import org.pfnproof.catalogue.Property;
import org.pfnproof.engine.Limits;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.Verdict;
import org.pfnproof.engine.tlc.Canary.Outcome;
import org.pfnproof.engine.tlc.TlcProcess.Length;
import org.pfnproof.engine.tlc.child.TlcAnswer;
import org.pfnproof.engine.tlc.child.TlcRequest;

/** Looks for known defects of TLC by letting it evaluate expressions whose value is known. */
final class Canaries {

    private static final String SPEC = "Canary";
    private static final Limits LIMITS = new Limits(Duration.ofSeconds(60), 256);
    private static final List<Canary> ALL = List.of(
            new Canary(
                    "LazyExcept",
                    "EXCEPT on a lazy function value loses an update",
                    Outcome.UNKNOWN,
                    "Avoid [f EXCEPT ...] on a function over a function set, SUBSET or another lazy set."),
            new Canary(
                    "SubSeqOfExcept",
                    "SubSeq does not see what EXCEPT changed",
                    Outcome.UNKNOWN,
                    "Avoid SubSeq and other sequence operators on a function changed by EXCEPT."));

    private Canaries() {}

    /** Tries all of them, in one JVM. */
    static List<Canary> run(TlcProcess process) throws InterruptedException {
        List<String> ids = ALL.stream()
                .flatMap(canary -> Stream.of(canary.id(), control(canary)))
                .toList();
        TlcRequest request = new TlcRequest(
                McFiles.ROOT,
                "Spec",
                false,
                List.of(),
                List.of(),
                List.of("Valid"),
                List.of(),
                ids,
                Map.of(),
                List.of(),
                Optional.empty());
        McFiles root = McFiles.of(model());
        TlcOutcome outcome = process.run(
                request, Map.of(SPEC + ".tla", spec()), root, LIMITS, LIMITS.timeout(), Length.SHORT, message -> {});
        return ALL.stream().map(canary -> judged(canary, outcome)).toList();
    }

    private static Canary judged(Canary canary, TlcOutcome outcome) {
        if (outcome.answer().isEmpty()) {
            return unknown(canary, outcome.failure().orElseThrow());
        }
        TlcAnswer answer = outcome.answer().get();
        Verdict verdict = TlcVerdict.of(model().model(), answer);
        // Not reached is what the defect looks like: then the verdict is VACUOUS.
        if (!(verdict instanceof Verdict.Holds) && !(verdict instanceof Verdict.Vacuous)) {
            return unknown(canary, verdict);
        }
        if (!answer.witnesses().getOrDefault(control(canary), false)) {
            return unknown(canary, verdict);
        }
        boolean right = answer.witnesses().getOrDefault(canary.id(), false);
        return new Canary(canary.id(), canary.title(), right ? Outcome.ABSENT : Outcome.PRESENT, canary.advice());
    }

    /** The same expression in a form that the defect does not touch. */
    private static String control(Canary canary) {
        return canary.id() + "Control";
    }

    private static Canary unknown(Canary canary, Verdict verdict) {
        return new Canary(
                canary.id(),
                canary.title(),
                Outcome.UNKNOWN,
                canary.advice() + " Could not be tried: " + verdict + ".");
    }

    private static Run model() {
        Property valid = new Property("Valid", Property.Kind.INVARIANT, SPEC, "", "");
        Model model = new Model(
                "canary",
                "",
                "",
                "",
                Model.EngineKind.TLC,
                Model.Suite.QUICK,
                SPEC,
                "Spec",
                new JsonObject(),
                Map.of(),
                List.of(),
                List.of(valid),
                List.of(),
                Map.of(),
                false,
                new Model.Expectation(Optional.empty()),
                OptionalLong.empty(),
                LIMITS.heap(),
                LIMITS.timeout());
        return new Run(model, Optional.empty());
    }

    private static String spec() {
        try (InputStream stream = Canaries.class.getResourceAsStream(SPEC + ".tla")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
