package org.pfnproof.engine.tlc.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pfnproof.catalogue.Model;
import org.pfnproof.catalogue.Profile;
import org.pfnproof.catalogue.Property;
import org.pfnproof.engine.Limits;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.RunResult;
import org.pfnproof.engine.Verdict;
import org.pfnproof.engine.child.ChildRunner;
import org.pfnproof.engine.tlc.TlcEngine;
import org.pfnproof.engine.tlc.TlcJar;
import org.pfnproof.testing.RealSpecs;

/** What a real kernel did is something that the spec allows: the steps and their atomicity are the kernel's. */
@Timeout(300)
class RealLogTest {

    private static final String ROOT = "KvmMmuProperties";
    private static final int HEAP = 2048;
    private static final List<String> PROPERTIES = List.of(
            "TypeOK",
            "NoMappingInInvalidatedRange",
            "GuestMapsWhatHostMaps",
            "WritableOnlyIfHostWritable",
            "NoFreedPageMapped",
            "NoReferenceLeaked",
            "NoReferenceStolen",
            "InProgressCountsRunning",
            "MarksOnlyLivePages");

    @TempDir
    Path home;

    @ParameterizedTest
    @EnumSource
    void theWholeLogIsABehaviourOfTheSpec(RealLog source) throws Exception {
        LogSteps log = new LogSteps(source.events(), source);
        assertThat(log.steps()).hasSizeGreaterThan(500);
        assertThat(log.invalidators()).hasSizeGreaterThanOrEqualTo(3);
        RunResult result = run(source, log);
        assertThat(result.verdict()).as(rejected(log, result)).isEqualTo(new Verdict.Holds());
    }

    @ParameterizedTest
    @EnumSource
    void aStepLessOrAnotherVerdictIsNotAccepted(RealLog source) throws Exception {
        List<LogEvent> events = new ArrayList<>(source.events());
        LogEvent end = events.stream()
                .filter(event -> event.name().equals("inv_end"))
                .findFirst()
                .orElseThrow();
        events.remove(end);
        assertThat(run(source, new LogSteps(events, source)).verdict()).isInstanceOf(Verdict.Vacuous.class);
    }

    /** What 6.1 has to find out under mmu_lock, 6.12 sees before. */
    @Test
    void theLogOfTheOlderKernelHasRetriesUnderMmuLock() {
        LogSteps log = new LogSteps(RealLog.LINUX_6_1.events(), RealLog.LINUX_6_1);
        assertThat(log.steps())
                .filteredOn(step -> step.action().equals("is_page_fault_stale") && step.flag())
                .hasSizeGreaterThan(50);
        assertThat(log.steps()).extracting(LogStep::action).doesNotContain("mmu_invalidate_retry_late");
    }

    /** Nor is one kernel's log a behaviour of the other's spec. */
    @Test
    void theLogOfTheOlderKernelIsNoBehaviourOfTheNewer() throws Exception {
        LogSteps log = new LogSteps(RealLog.LINUX_6_1.events(), RealLog.LINUX_6_1);
        assertThat(run(RealLog.LINUX_6_12, log).verdict()).isInstanceOf(Verdict.Vacuous.class);
    }

    /** The first step that the spec does not allow. */
    private static String rejected(LogSteps log, RunResult result) {
        int accepted = result.states().map(RunResult.States::depth).orElse(0) - 1;
        return accepted < 0 || accepted >= log.steps().size()
                ? result.toString()
                : "step " + accepted + " is not allowed: " + log.steps().get(accepted);
    }

    /** The log as a behaviour of the spec of a kernel, with what its profile changes. */
    private RunResult run(RealLog kernel, LogSteps log) throws Exception {
        RealSpecs specs = RealSpecs.copyTo(Files.createTempDirectory(home, "log"));
        Optional<Profile.Change> change = specs.catalogue().profiles().stream()
                .filter(profile -> profile.id().equals(kernel.profile()))
                .flatMap(profile -> Stream.ofNullable(profile.specs().get(ROOT)))
                .findFirst();
        String base = change.map(Profile.Change::module).orElse(ROOT);
        Files.writeString(specs.folder().resolve("tla").resolve(LogModule.NAME + ".tla"), LogModule.of(log, base));
        TlcEngine engine = new TlcEngine(specs.folder(), TlcJar.bundled(), ChildRunner.open());
        return engine.run(
                new Run(model(specs, log, kernel.profile(), change), Optional.empty()),
                new Limits(Duration.ofMinutes(4), HEAP),
                (run, distinct, generated, queue) -> {});
    }

    private static Model model(RealSpecs specs, LogSteps log, String profile, Optional<Profile.Change> change) {
        Map<String, String> substitutions = new HashMap<>(Map.of("OpApplies", "AnyRange"));
        change.map(Profile.Change::substitutions).ifPresent(substitutions::putAll);
        List<Property> properties = specs.catalogue().properties().stream()
                .filter(property -> PROPERTIES.contains(property.id()))
                .toList();
        return new Model(
                "real-log",
                "",
                "",
                profile,
                Model.EngineKind.TLC,
                Model.Suite.FULL,
                LogModule.NAME,
                "LogSpec",
                bounds(log),
                substitutions,
                List.of(),
                properties,
                List.of(new Property("LogIsAccepted", Property.Kind.WITNESS, LogModule.NAME, "", "")),
                Map.of(),
                false,
                new Model.Expectation(Optional.empty()),
                OptionalLong.empty(),
                HEAP,
                Duration.ofMinutes(4));
    }

    private static JsonObject bounds(LogSteps log) {
        JsonObject bounds = new JsonObject();
        bounds.add("VCPUS", set(log.vcpus().stream()));
        bounds.add("INVALIDATORS", set(log.invalidators().stream()));
        bounds.add("GFNS", numbers(log.gfnCount()));
        bounds.add("HVAS", numbers(log.gfnCount()));
        bounds.add("FRAMES", numbers(log.frameCount()));
        bounds.add("OPS", set(Stream.of("zap", "cow")));
        bounds.addProperty("MAY_BLOCK", false);
        JsonArray writes = new JsonArray();
        writes.add(true);
        writes.add(false);
        bounds.add("WRITES", writes);
        JsonObject vma = new JsonObject();
        JsonObject driver = new JsonObject();
        LongStream.rangeClosed(1, log.gfnCount()).forEach(hva -> {
            vma.addProperty(Long.toString(hva), "anon");
            driver.addProperty(Long.toString(hva), 0);
        });
        bounds.add("VMA", vma);
        bounds.add("DRIVER_PFN", driver);
        JsonObject classes = new JsonObject();
        LongStream.rangeClosed(1, log.frameCount())
                .forEach(frame -> classes.addProperty(Long.toString(frame), frame == log.zeroFrame() ? "zero" : "ram"));
        bounds.add("CLASS", classes);
        return bounds;
    }

    /** A set of strings. */
    private static JsonObject set(Stream<String> values) {
        JsonArray array = new JsonArray();
        values.forEach(array::add);
        JsonObject set = new JsonObject();
        set.add("#set", array);
        return set;
    }

    private static JsonArray numbers(int last) {
        JsonArray array = new JsonArray();
        LongStream.rangeClosed(1, last).forEach(array::add);
        return array;
    }
}
