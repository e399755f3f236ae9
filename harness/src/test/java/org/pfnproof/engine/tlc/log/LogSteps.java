package org.pfnproof.engine.tlc.log;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Says which steps of the spec a kernel's log stands for, in the order of the log. Numbers of gfns and frames become small ones;
 * what the log does not show (taking and dropping mmu_lock, the moment when pages are put) stands where it must have happened. Written for
 * the excerpts in the test resources: 4K pages, MADV_DONTNEED, copy-on-write of the ZERO_PAGE.
 */
final class LogSteps {

    private static final String COW = "cow";
    private static final int PAGE_SHIFT = 12;

    private final List<LogStep> steps = new ArrayList<>();
    private final Set<String> vcpus = new LinkedHashSet<>();
    private final Set<String> invalidators = new LinkedHashSet<>();
    private final Map<Long, Long> frames = new LinkedHashMap<>();
    /** Host address to small number, and gfn to the same. */
    private final TreeMap<Long, Long> hvas = new TreeMap<>();

    private final Map<Long, Long> gfns = new HashMap<>();
    /** Small host address to frame, as the log has shown it. */
    private final Map<Long, Long> ptes = new HashMap<>();

    private final Map<String, LogEvent> fault = new HashMap<>();
    private final Map<String, long[]> range = new HashMap<>();
    private final Map<String, Set<Long>> gathered = new LinkedHashMap<>();
    /** Invalidators that have called end and have not incremented seq yet. */
    private final Set<String> stopping = new LinkedHashSet<>();

    /** Invalidators that have copied the page of their running copy-on-write. */
    private final Set<String> copied = new LinkedHashSet<>();

    private final RealLog source;
    private long seq;

    LogSteps(List<LogEvent> events, RealLog source) {
        this.source = source;
        number(events);
        frame(source.zeroPfn());
        for (int i = 0; i < events.size(); i++) {
            add(events.get(i), events.subList(i + 1, events.size()));
        }
    }

    List<LogStep> steps() {
        return steps;
    }

    Set<String> vcpus() {
        return vcpus;
    }

    Set<String> invalidators() {
        return invalidators;
    }

    int gfnCount() {
        return gfns.size();
    }

    int frameCount() {
        return frames.size();
    }

    long zeroFrame() {
        return frame(source.zeroPfn());
    }

    /**
     * The verdict of the test under mmu_lock says gfn and hva together. A page that is invalidated and never looked up gets a
     * number if its invalidation would else meet no page: it counts all the same.
     */
    private void number(List<LogEvent> events) {
        TreeMap<Long, Long> gfnOf = new TreeMap<>();
        events.stream()
                .filter(event -> event.name().equals("stale"))
                .forEach(event -> gfnOf.put(event.number("hva"), event.number("gfn")));
        events.stream()
                .filter(event -> event.name().equals("inv_begin"))
                .filter(event ->
                        gfnOf.subMap(event.number("start"), event.number("end")).isEmpty())
                .map(event -> event.number("start"))
                .filter(hva -> gfnOf.firstKey() < hva && hva < gfnOf.lastKey())
                .toList()
                .forEach(hva -> {
                    Map.Entry<Long, Long> below = gfnOf.lowerEntry(hva);
                    gfnOf.put(hva, below.getValue() + ((hva - below.getKey()) >> PAGE_SHIFT));
                });
        gfnOf.forEach((hva, gfn) -> {
            hvas.put(hva, hvas.size() + 1L);
            gfns.put(gfn, hvas.get(hva));
        });
    }

    private long frame(long pfn) {
        return frames.computeIfAbsent(pfn, any -> frames.size() + 1L);
    }

    private void add(LogEvent event, List<LogEvent> later) {
        if (event.isVcpu()) {
            vcpu(event, later);
        }
        memory(event);
        invalidation(event);
    }

    private void vcpu(LogEvent event, List<LogEvent> later) {
        String v = event.thread().replaceAll("\\W", "_");
        switch (event.name()) {
            case "fault" -> begin(v, event);
            case "snap" -> {
                seen(event.number("snap"), later);
                steps.add(LogStep.of("kvm_faultin_pfn", v, event.number("snap")));
            }
            case "pre_inprog", "post_inprog", "pre_seq", "post_seq" -> fault.put(v + event.name(), event);
            case "gup" -> locklessTest("mmu_invalidate_retry_early", v);
            case "gup_ret" -> lookedUp(v, event);
            case "stale" -> {
                locklessTest("mmu_invalidate_retry_late", v);
                steps.add(LogStep.of("read_lock_mmu_lock", v));
                fault.put(v + "stale", event);
            }
            case "stale_ret" -> {
                boolean stale = event.number("ret") != 0;
                steps.add(new LogStep("is_page_fault_stale", v, "", 0, 0, stale));
                if (stale) {
                    steps.add(LogStep.of("read_unlock_mmu_lock", v));
                }
            }
            case "map_ret" -> {
                steps.add(LogStep.of("kvm_tdp_mmu_map", v));
                steps.add(LogStep.of("read_unlock_mmu_lock", v));
            }
            case "rel" -> release(v);
            case "fault_ret" -> end(v, event);
            default -> {}
        }
    }

    private void begin(String v, LogEvent event) {
        vcpus.add(v);
        long g = gfns.getOrDefault(event.number("addr") >> PAGE_SHIFT, 0L);
        steps.add(new LogStep("kvm_tdp_page_fault", v, "", g, 0, event.number("w") != 0));
        fault.put(v, event);
    }

    private void lookedUp(String v, LogEvent event) {
        long h = hva(v);
        long f = frame(event.pfn());
        if (!ptes.containsKey(h)) {
            // Nothing in the log filled the entry: the VMM did, earlier, or the fault found the ZERO_PAGE.
            steps.add(
                    event.pfn() == source.zeroPfn()
                            ? LogStep.of("faultin_page", v, f)
                            : new LogStep("handle_mm_fault", LogStep.NOBODY, "", h, f, true));
            ptes.put(h, f);
        }
        steps.add(LogStep.of("hva_to_pfn", v, f));
        fault.put(v + "held", event);
    }

    private void release(String v) {
        LogEvent stale = fault.remove(v + "stale");
        if (stale == null) {
            // Straight from the lockless test after the lookup.
            locklessTest("mmu_invalidate_retry_late", v);
        }
        fault.remove(v + "held");
        steps.add(LogStep.of("kvm_release_pfn_clean", v));
    }

    private void end(String v, LogEvent event) {
        if (event.number("ret") == 1) {
            boolean lookup = steps.stream()
                    .filter(step -> step.actor().equals(v))
                    .reduce((first, second) -> second)
                    .filter(last -> last.action().equals("kvm_faultin_pfn"))
                    .isPresent();
            if (lookup) {
                locklessTest("mmu_invalidate_retry_early", v);
            }
        }
    }

    private void locklessTest(String action, String v) {
        if (source.locklessTests()) {
            steps.add(LogStep.of(action, v));
        }
    }

    private long hva(String v) {
        return gfns.get(fault.get(v).number("addr") >> PAGE_SHIFT);
    }

    private void memory(LogEvent event) {
        switch (event.name()) {
            case "rmap_add" -> {
                Long h = hvas.get(event.number("addr"));
                if (h != null) {
                    filled(event, h, frame(event.pfn()));
                }
            }
            case "rmap_del" ->
                ptes.entrySet().stream()
                        .filter(pte -> pte.getValue() == frame(event.pfn()))
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .ifPresent(h -> clearTo(name(event), h));
            case "mm_page_free" -> free(frame(event.pfn()));
            default -> {}
        }
    }

    private void filled(LogEvent event, long h, long f) {
        free(f);
        String n = name(event);
        String v = event.thread().replaceAll("\\W", "_");
        if (range.containsKey(n)) {
            steps.add(LogStep.of("wp_page_copy", n, f));
            copied.add(n);
        } else if (event.isVcpu()) {
            steps.add(LogStep.of("faultin_page", v, f));
        } else {
            steps.add(new LogStep("handle_mm_fault", LogStep.NOBODY, "", h, f, true));
        }
        ptes.put(h, f);
    }

    private void invalidation(LogEvent event) {
        String n = name(event);
        switch (event.name()) {
            case "inv_start" -> start(n, event);
            case "inv_begin" -> ifRunning(n, "kvm_mmu_invalidate_range_start");
            case "unmap" -> ifRunning(n, "kvm_mmu_invalidate_range_add");
            case "unmap_ret" -> ifRunning(n, "kvm_unmap_gfn_range");
            case "inv_stop" -> {
                if (range.containsKey(n)) {
                    cleared(n, event.isVcpu());
                    stopping.add(n);
                }
            }
            case "inv_end" -> {
                if (range.remove(n) != null) {
                    seen(event.number("seq"), List.of(event));
                    steps.add(LogStep.of("mmu_invalidate_in_progress_dec", n, event.number("inprog")));
                }
            }
            default -> {}
        }
    }

    /**
     * Somebody has read this value of seq, without the lock perhaps before the line that tells of the increment: then the
     * invalidation that ends next has incremented it.
     */
    private void seen(long value, List<LogEvent> later) {
        if (value > seq) {
            seq = value;
            later.stream()
                    .filter(event -> event.name().equals("inv_end"))
                    .map(LogSteps::name)
                    .filter(stopping::remove)
                    .findFirst()
                    .ifPresent(n -> steps.add(LogStep.of("kvm_mmu_invalidate_end", n, seq)));
        }
    }

    private void start(String n, LogEvent event) {
        var covered = hvas.subMap(event.number("start"), event.number("end"));
        if (covered.isEmpty()) {
            return;
        }
        invalidators.add(n);
        Set.copyOf(gathered.getOrDefault(n, Set.of())).forEach(this::free);
        long first = covered.get(covered.firstKey());
        long last = covered.get(covered.lastKey());
        steps.add(new LogStep("invalidate_range_start", n, event.isVcpu() ? COW : "zap", first, last, false));
        range.put(n, new long[] {first, last});
    }

    private void ifRunning(String n, String action) {
        if (range.containsKey(n)) {
            steps.add(LogStep.of(action, n));
        }
    }

    /** All is done that stands between start and end. A copy that is not seen found the entry changed. */
    private void cleared(String n, boolean copies) {
        if (!copies) {
            clearTo(n, range.get(n)[1]);
        } else if (!copied.remove(n)) {
            steps.add(LogStep.of("wp_page_copy_raced", n));
        }
    }

    /** The zap goes through its range in order. */
    private void clearTo(String n, long h) {
        long[] todo = range.get(n);
        while (todo != null && todo[0] <= h) {
            steps.add(LogStep.of("zap_pte_range", n));
            Long f = ptes.remove(todo[0]);
            if (f != null && f != zeroFrame()) {
                gathered.computeIfAbsent(n, any -> new LinkedHashSet<>()).add(f);
            }
            todo[0]++;
        }
    }

    private void free(long f) {
        gathered.forEach((n, pages) -> {
            if (pages.remove(f)) {
                steps.add(LogStep.of("free_pages_and_swap_cache", n, f));
            }
        });
    }

    private static String name(LogEvent event) {
        return "n_" + event.thread().replaceAll("\\W", "_");
    }
}
