package org.pfnproof.follow;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.pfnproof.log.LogReader;
import org.pfnproof.log.Logs;

/**
 * How many events a second the follower takes. Not a test: run it by its main method. The log is one of the test resources, many times
 * over, as if one virtual machine did the same again and again: between two passes a single invalidation takes all guest memory away.
 * Stamps go on; the values of KVM's counters are left out, so that nothing is decided early. Everything is read as text, not compressed.
 * An argument that is a number says how many times over, instead of 60; any other names a log that is followed as it is.
 */
final class FollowBench {

    private static final int PASSES = 60;
    private static final Pattern STAMP = Pattern.compile("(\\] +)(\\d+)(: )");

    private FollowBench() {}

    public static void main(String[] args) throws Exception {
        int passes = PASSES;
        boolean files = false;
        for (String argument : args) {
            if (argument.matches("\\d+")) {
                passes = Integer.parseInt(argument);
            } else {
                files = true;
                follow(argument, Files.newInputStream(Path.of(argument)));
            }
        }
        if (!files) {
            for (String name : List.of("v6.1--s1-dontneed", "v6.12--s1-dontneed")) {
                follow(name, repeated(Rewritten.stripped(Logs.lines(name)), passes));
            }
        }
    }

    private static void follow(String name, InputStream log) throws Exception {
        long begun = System.nanoTime();
        long cpuBefore = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        try (LogReader reader = LogReader.of(name, log)) {
            LogResult result = new LogCheck(Optional.empty()).check(reader);
            double seconds = (System.nanoTime() - begun) / 1e9;
            double cpu = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpuBefore) / 1e9;
            System.out.printf(
                    "%s: %s %s, %,d events in %.1f s (%.1f s of CPU), %,.0f a second of CPU; at most %d states%n",
                    name,
                    result.verdict(),
                    result.deviation().map(Deviation::guard).orElse(result.reason()),
                    result.events(),
                    seconds,
                    cpu,
                    result.events() / cpu,
                    result.states());
        }
    }

    private static InputStream repeated(List<String> lines, int times) {
        int first = Rewritten.find(lines, 0, line -> Rewritten.is(line, "memslot_ret"));
        first = Rewritten.find(lines, first + 1, line -> Rewritten.is(line, "memslot_ret")) + 1;
        List<String> pass = new ArrayList<>(lines.subList(first, lines.size()));
        pass.addAll(everythingGoes(pass));
        Iterator<InputStream> passes = IntStream.range(0, times)
                .mapToObj(i -> bytes(pass, i * 10_000_000L))
                .iterator();
        return new SequenceInputStream(bytes(lines.subList(0, first), 0), new SequenceInputStream(oneByOne(passes)));
    }

    /** Made when it is read: all of them would not fit into memory. */
    private static Enumeration<InputStream> oneByOne(Iterator<InputStream> passes) {
        return new Enumeration<>() {
            @Override
            public boolean hasMoreElements() {
                return passes.hasNext();
            }

            @Override
            public InputStream nextElement() {
                return passes.next();
            }
        };
    }

    private static InputStream bytes(List<String> lines, long later) {
        StringBuilder text = new StringBuilder();
        for (String line : lines) {
            Matcher stamp = STAMP.matcher(line);
            text.append(
                            stamp.find()
                                    ? stamp.replaceFirst("$1" + (Long.parseLong(stamp.group(2)) + later) + "$3")
                                    : line)
                    .append('\n');
        }
        return new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The lines of one invalidation of all that is still mapped. */
    private static List<String> everythingGoes(List<String> pass) {
        Leaves leaves = new Leaves();
        Pattern change = Pattern.compile("spte_changed: as id 0 gfn (\\w+) level 1 old_spte (\\w+) new_spte (\\w+)");
        for (String line : pass) {
            Matcher matcher = change.matcher(line);
            if (matcher.find()) {
                long gfn = Long.parseLong(matcher.group(1), 16);
                leaf(gfn, matcher.group(2)).ifPresent(leaves::remove);
                leaf(gfn, matcher.group(3)).ifPresent(leaves::add);
            }
        }
        String head = " kvmtest-9 [000] 9999999: ";
        List<String> lines = new ArrayList<>();
        lines.add(head + "inv_start: (f) start=0x7800000f0000 end=0x7ffffffff000 event=0 flags=0x1");
        lines.add(head + "inv_begin: (f)");
        lines.add(head + "unmap: (f) gs=0x0 ge=0x100000 slotid=0");
        for (List<Leaves.Leaf> at : leaves.all()) {
            at.forEach(leaf -> lines.add(head + "kvm_tdp_mmu_spte_changed: as id 0 gfn " + Long.toHexString(leaf.gfn())
                    + " level 1 old_spte " + Long.toHexString(leaf.pfn()) + "e67 new_spte 0"));
        }
        lines.add(head + "unmap_ret: (f) flush=1");
        lines.add(head + "flush: (f)");
        lines.add(head + "inv_start_ret: (f) ret=0");
        lines.add(head + "inv_stop: (f) start=0x7800000f0000 end=0x7ffffffff000");
        lines.add(head + "inv_end: (f)");
        lines.add(head + "inv_stop_ret: (f)");
        return lines;
    }

    private static Optional<Leaves.Leaf> leaf(long gfn, String spte) {
        long value = Long.parseUnsignedLong(spte, 16);
        return (value & 1L << 11) == 0
                ? Optional.empty()
                : Optional.of(new Leaves.Leaf(gfn, 1, (value & (1L << 52) - 1) >>> 12));
    }
}
