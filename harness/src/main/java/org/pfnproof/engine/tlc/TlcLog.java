package org.pfnproof.engine.tlc;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.pfnproof.catalogue.Model;
import org.pfnproof.catalogue.Profile;
import org.pfnproof.engine.Limits;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.Verdict;
import org.pfnproof.engine.child.ChildRunner;
import org.pfnproof.engine.tlc.TlcProcess.Length;
import org.pfnproof.engine.tlc.child.TlcAnswer;
import org.pfnproof.engine.tlc.child.TlcRequest;
import org.pfnproof.log.SpecScript;
import org.pfnproof.log.SpecStep;
import org.pfnproof.trace.Value;

/**
 * Lets TLC follow a log: asks how many of its steps, from the first, some behaviour of the spec KernelLog takes. Acceptance is read from
 * what TLC observes in all states; nothing has to be violated for it.
 */
public final class TlcLog {

    /** The spec whose profile a log has. */
    public static final String SPEC = "KvmMmuProperties";

    private static final String ROOT = "KernelLog";
    private static final String STEPS = "LogSteps";
    private static final String TUPLE = "MC_LogSteps";
    private static final String TAKEN = "LogTaken";
    private static final String END = "====";

    private final Path specs;
    private final TlcProcess process;

    /**
     * For the specs of one repository.
     *
     * @param specs the folder that holds {@code tla}
     * @param jar the TLC to use
     * @param children runs its JVMs
     */
    public TlcLog(Path specs, TlcJar jar, ChildRunner children) {
        this.specs = specs;
        this.process = new TlcProcess(jar, children);
    }

    /**
     * Follows a log.
     *
     * @param script its steps
     * @param profile the profile that it is followed with
     * @throws InterruptedException if the calling thread is interrupted
     */
    public LogAcceptance follow(SpecScript script, Profile profile, Limits limits) throws InterruptedException {
        Instant start = Instant.now();
        LogModule log = new LogModule(script);
        Run run = new Run(model(log, profile, limits), Optional.empty());
        SpecSources sources = SpecSources.read(ROOT, List.of(specs.resolve("tla")));
        if (!sources.problems().isEmpty()) {
            return failed(log, new Verdict.Broken(sources.problems()), start);
        }
        McFiles files = McFiles.of(run);
        int end = files.module().lastIndexOf(END);
        McFiles root = new McFiles(
                files.module().substring(0, end) + TUPLE + " == " + log.tuple() + "\n" + END + "\n", files.config());
        TlcRequest request = TlcRun.request(run, List.of(), List.of(), false, Optional.empty());
        TlcOutcome outcome =
                process.run(request, sources.files(), root, limits, limits.timeout(), Length.LONG, message -> {});
        if (outcome.answer().isEmpty()) {
            return failed(log, outcome.failure().orElseThrow(), start);
        }
        TlcAnswer answer = outcome.answer().get();
        Verdict verdict = TlcVerdict.of(run, answer);
        if (!(verdict instanceof Verdict.Holds) && !(verdict instanceof Verdict.Vacuous)) {
            return failed(log, verdict, start);
        }
        return accepted(log, answer, start);
    }

    private static LogAcceptance accepted(LogModule log, TlcAnswer answer, Instant start) {
        List<SpecStep> steps = log.steps();
        int taken = answer.observations().stream()
                .mapToInt(value -> value instanceof Value.Int number ? Math.toIntExact(number.value()) : 0)
                .max()
                .orElse(0);
        boolean all = taken == steps.size();
        return new LogAcceptance(
                steps.size(),
                taken,
                all ? OptionalLong.empty() : OptionalLong.of(steps.get(taken).line()),
                all ? "" : steps.get(taken).action(),
                answer.states().map(states -> states.distinct()).orElse(0L),
                Optional.empty(),
                Duration.between(start, Instant.now()));
    }

    private static LogAcceptance failed(LogModule log, Verdict why, Instant start) {
        return new LogAcceptance(
                log.steps().size(),
                0,
                OptionalLong.empty(),
                "",
                0,
                Optional.of(why),
                Duration.between(start, Instant.now()));
    }

    private static Model model(LogModule log, Profile profile, Limits limits) {
        Map<String, String> substitutions = new TreeMap<>(Map.of(
                STEPS,
                TUPLE,
                "VMA",
                "LogVma",
                "DRIVER_PFN",
                "LogDriverPfn",
                "CLASS",
                "LogClass",
                "OPS",
                "LogOps",
                "WRITES",
                "LogWrites",
                "gfn_to_hva",
                "LogGfnToHva",
                "MeetsMemslot",
                "LogMeetsMemslot",
                "OpApplies",
                "AnyRange",
                "StartHasReturned",
                "LogStartHasReturned"));
        substitutions.put("GfnStart", "LogGfnStart");
        substitutions.put("GfnEnd", "LogGfnEnd");
        substitutions.put("Hvas", "LogHvas");
        Optional.ofNullable(profile.specs().get(SPEC))
                .map(Profile.Change::substitutions)
                .ifPresent(substitutions::putAll);
        return new Model(
                "log",
                "",
                "",
                profile.id(),
                Model.EngineKind.TLC,
                Model.Suite.FULL,
                ROOT,
                "LogSpec",
                log.bounds(),
                substitutions,
                List.of(),
                new ArrayList<>(),
                List.of(),
                Map.of(),
                false,
                new Model.Expectation(Optional.empty()),
                OptionalLong.empty(),
                limits.heap(),
                limits.timeout(),
                Optional.of(TAKEN));
    }
}
