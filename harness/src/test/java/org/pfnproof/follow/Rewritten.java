package org.pfnproof.follow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Logs as another kernel would have printed them, or a careless hand. */
final class Rewritten {

    private static final Pattern COUNTERS = Pattern.compile(" (seq|inprog|rs|re|snap)=\\S+");
    private static final Pattern FAULT_SEQ = Pattern.compile(" (seq|snap)=\\d+");

    private Rewritten() {}

    static boolean is(String line, String event) {
        return line.contains(": " + event + ": ");
    }

    /** Without the values of KVM's counters. */
    static List<String> stripped(List<String> lines) {
        return lines.stream().map(line -> COUNTERS.matcher(line).replaceAll("")).toList();
    }

    static List<String> without(List<String> lines, int at) {
        List<String> rest = new ArrayList<>(lines);
        rest.remove(at);
        return rest;
    }

    static List<String> twice(List<String> lines, int at) {
        List<String> more = new ArrayList<>(lines);
        more.add(at, lines.get(at));
        return more;
    }

    /** A line and the next change places, but for their stamps. */
    static List<String> swapped(List<String> lines, int at) {
        List<String> other = new ArrayList<>(lines);
        String stamp = stamp(lines.get(at));
        String next = stamp(lines.get(at + 1));
        other.set(at, lines.get(at + 1).replaceFirst(" " + next + ": ", " " + stamp + ": "));
        other.set(at + 1, lines.get(at).replaceFirst(" " + stamp + ": ", " " + next + ": "));
        return other;
    }

    private static String stamp(String line) {
        Matcher matcher = Pattern.compile("\\] +(?:\\S+ +)?(\\d+): ").matcher(line);
        if (!matcher.find()) {
            throw new IllegalArgumentException(line);
        }
        return matcher.group(1);
    }

    static List<String> with(List<String> lines, int at, UnaryOperator<String> change) {
        List<String> other = new ArrayList<>(lines);
        other.set(at, change.apply(lines.get(at)));
        return other;
    }

    static int find(List<String> lines, int from, Predicate<String> which) {
        for (int at = from; at < lines.size(); at++) {
            if (which.test(lines.get(at))) {
                return at;
            }
        }
        throw new IllegalArgumentException("no such line");
    }

    /**
     * A kernel that never increments mmu_invalidate_seq, and does not retry for it either: in all faults that only the seq half of the
     * test sent back under mmu_lock, the SPTE is installed.
     */
    static List<String> seqNeverIncremented(List<String> lines) {
        List<String> other = new ArrayList<>();
        for (String line : installInsteadOfRetryBySeq(lines)) {
            other.add(FAULT_SEQ.matcher(line).replaceAll(" $1=0"));
        }
        return other;
    }

    /** A kernel that looks at in_progress only: the counters are as they were, the faults that seq sent back are not. */
    static List<String> seqIgnored(List<String> lines) {
        return installInsteadOfRetryBySeq(lines);
    }

    private static List<String> installInsteadOfRetryBySeq(List<String> lines) {
        List<String> other = new ArrayList<>();
        Map<String, String> stale = new HashMap<>();
        Map<String, String> installed = new HashMap<>();
        for (String line : lines) {
            String thread = line.substring(0, Math.max(0, line.indexOf(" [")));
            if (is(line, "stale")) {
                stale.put(thread, line);
            }
            String test = stale.get(thread);
            if (is(line, "stale_ret") && line.endsWith("ret=1") && test != null && onlySeqDiffers(test)) {
                String gfn = value(test, "gfn");
                String pfn = value(test, "pfn");
                String head = line.substring(0, line.indexOf(": stale_ret: ") + 2);
                other.add(line.replace("ret=1", "ret=0"));
                other.add(head + "map: (kvm_tdp_mmu_map+0x0/0x1 [kvm]) vcpu=" + value(test, "vcpu") + " gfn=" + gfn
                        + " pfn=" + pfn + test.substring(test.indexOf(" seq=")));
                other.add(head + "kvm_tdp_mmu_spte_changed: as id 0 gfn " + gfn.substring(2)
                        + " level 1 old_spte 0 new_spte " + pfn.substring(2) + "e67");
                other.add(head + "map_ret: (direct_page_fault+0x9ac/0xa80 [kvm] <- kvm_tdp_mmu_map) ret=4");
                installed.put(thread, line);
            } else if (is(line, "fault_ret") && installed.remove(thread) != null) {
                other.add(line.replace("ret=1", "ret=4"));
            } else {
                other.add(line);
            }
        }
        return other;
    }

    private static boolean onlySeqDiffers(String stale) {
        return !value(stale, "snap").equals(value(stale, "seq"))
                && value(stale, "inprog").equals("0");
    }

    static String value(String line, String key) {
        Matcher matcher = Pattern.compile("\\b" + key + "=(\\S+)").matcher(line);
        if (!matcher.find()) {
            throw new IllegalArgumentException(key + " in " + line);
        }
        return matcher.group(1);
    }

    /** A walk that clears one SPTE less, and a log that shows it. */
    static List<String> spteLeft(List<String> lines) {
        int unmap = 0;
        while (true) {
            unmap = find(lines, unmap + 1, line -> is(line, "unmap"));
            if (is(lines.get(unmap + 1), "kvm_tdp_mmu_spte_changed")) {
                return without(lines, unmap + 1);
            }
        }
    }
}
