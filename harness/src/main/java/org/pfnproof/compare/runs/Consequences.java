package org.pfnproof.compare.runs;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pfnproof.compare.Effect;
import org.pfnproof.compare.misuse.Finding;
import org.pfnproof.compare.misuse.Mistake;

/** Which property of the protocol a silent mistake breaks: searched for in the model that has the shape's reference rules. */
public final class Consequences {

    private static final String RELEASE_FORGOTTEN = "follow-pfn-release-forgotten";
    private static final String RELEASE_TWICE = "follow-pfn-release-twice";
    private static final String RELEASE_BY_PFN = "follow-pfn-release-by-pfn";
    private static final String NO_RETRY_TEST = "follow-pfn-no-retry-test";

    /** Shapes whose rules another one's model has. */
    private static final Map<String, String> AS = Map.of("all-flags", "bools-6.12", "sketch", "v7");

    /** What TLC has decided of the same mistake on a shape's own profile, or in a spec of its own. */
    private static final Map<String, List<String>> DECIDED = Map.ofEntries(
            Map.entry("bools-6.12 " + RELEASE_FORGOTTEN, List.of(RELEASE_FORGOTTEN, "release-forgotten")),
            Map.entry("bools-6.12 " + RELEASE_TWICE, List.of(RELEASE_TWICE, "release-twice")),
            Map.entry("bools-6.12 " + NO_RETRY_TEST, List.of(NO_RETRY_TEST, "no-retry-test")),
            Map.entry("all-flags " + RELEASE_FORGOTTEN, List.of(RELEASE_FORGOTTEN)),
            Map.entry("all-flags " + RELEASE_TWICE, List.of(RELEASE_TWICE)),
            Map.entry("all-flags " + NO_RETRY_TEST, List.of(NO_RETRY_TEST)),
            Map.entry("sketch " + NO_RETRY_TEST, List.of("sketch-no-retry-test")),
            Map.entry("sketch " + RELEASE_TWICE, List.of("sketch-put-always")),
            Map.entry("v8 " + RELEASE_FORGOTTEN, List.of("follow-pfn-v8-pae")),
            Map.entry("v9 " + RELEASE_FORGOTTEN, List.of("follow-pfn-v9-as-posted")),
            Map.entry("v11 " + RELEASE_BY_PFN, List.of("follow-pfn-v11-early-retry")),
            Map.entry("6.13 " + RELEASE_FORGOTTEN, List.of("retry-late-keeps-page")),
            Map.entry("6.13 " + RELEASE_BY_PFN, List.of(RELEASE_BY_PFN, "remapped-page-put")));

    private final ProtocolRuns runs;
    private final Map<String, Optional<StepGraph.Broken>> searched = new HashMap<>();

    public Consequences(ProtocolRuns runs) {
        this.runs = runs;
    }

    /** What one effect of a mistake comes to. */
    public Consequence of(Finding finding, Effect effect) {
        return switch (effect) {
            case LEAK ->
                pinned(finding)
                        ? Consequence.elsewhere(effect, "MapReferencesBalanced", List.of("map-put-forgotten"))
                        : searched(finding, effect, RELEASE_FORGOTTEN, "KfpNoReferenceLeaked");
            case STOLEN ->
                pinned(finding)
                        ? Consequence.elsewhere(effect, "MapReferencesBalanced", List.of("map-put-counted-in-bytes"))
                        : searched(finding, effect, puts(finding), "KfpNoReferenceStolen");
            case STALE_MAPPING -> searched(finding, effect, NO_RETRY_TEST, "KfpSpteOnlyWhileHostMaps");
            case USE_AFTER_FREE -> useAfterFree(finding);
            case DIRTY_LOST ->
                Consequence.elsewhere(effect, "AdCleanPageHasNoWritableSpte", List.of("ad-no-dirty-at-map"));
            case WRITABLE ->
                Consequence.elsewhere(effect, "WritableOnlyIfHostWritable", List.of("pte-writable-ignored"));
            case IO_NOT_TOLD ->
                Consequence.elsewhere(effect, "LookupNeedsIoIsNoError", List.of("lookup-no-second-try"));
            case WRONG_PAGE ->
                Consequence.none(effect, "not modelled: a caller of the models looks up the gfn that it means");
            case REFUSED -> Consequence.none(effect, "an error is a legal result: the VM exits to user space");
            case READ_ONLY -> Consequence.none(effect, "nothing unsafe; that a guest's write gets on is not modelled");
            case NO_UPGRADE -> Consequence.none(effect, "it costs a second page fault");
            case WAITS -> Consequence.none(effect, "the vCPU waits where it could go on");
            case WARNED_AT_TIMES -> Consequence.none(effect, "reported, where it happens");
        };
    }

    private static boolean pinned(Finding finding) {
        return finding.shape().equals("6.13-static");
    }

    private static String puts(Finding finding) {
        boolean byPfn = !finding.shape().equals("all-flags") && !finding.what().contains("unpin");
        return finding.mistake() == Mistake.WRONG_RELEASE && byPfn ? RELEASE_BY_PFN : RELEASE_TWICE;
    }

    private static Consequence useAfterFree(Finding finding) {
        Effect effect = Effect.USE_AFTER_FREE;
        return switch (finding.shape()) {
            case "v7" -> Consequence.elsewhere(effect, "KfpMarksOnlyCountedPages", List.of("follow-pfn-v7-marks"));
            case "6.13" -> Consequence.elsewhere(effect, "DirtyMarkNeedsWritableHost", List.of("release-after-unlock"));
            case "6.13-static" ->
                Consequence.elsewhere(effect, "MapMarksOnlyLivePages", List.of("map-put-before-mark"));
            default -> Consequence.elsewhere(effect, "MarksOnlyLivePages", List.of("mark-after-put"));
        };
    }

    private Consequence searched(Finding finding, Effect effect, String variant, String property) {
        String shape = AS.getOrDefault(finding.shape(), finding.shape());
        String model = ProtocolRuns.modelOf(shape).orElseThrow();
        if (!runs.has(model)) {
            return Consequence.none(effect, "the catalogue has no model " + model);
        }
        Optional<StepGraph.Broken> broken =
                searched.computeIfAbsent(model + " " + variant, key -> runs.with(model, variant, property));
        if (broken.isEmpty()) {
            return Consequence.none(effect, "the model " + model + " keeps its properties with " + variant);
        }
        return new Consequence(
                effect,
                Optional.of(property),
                Optional.of(model),
                Optional.of(variant),
                broken.get().steps(),
                DECIDED.getOrDefault(finding.shape() + " " + variant, List.of()),
                "");
    }
}
