package org.pfnproof.kernel.hostwalk;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.pfnproof.kernel.Replacements;
import org.pfnproof.kernel.hostwalk.HostWalkState.Fields;
import org.pfnproof.kernel.hostwalk.HostWalkState.Khugepaged;
import org.pfnproof.kernel.hostwalk.HostWalkState.Walk;

/**
 * The walk of the host's page table without locks, beside khugepaged: arch/x86/kvm/mmu/mmu.c, mm/khugepaged.c of Linux 6.12; the TLA+ module
 * {@code HostWalk}. Each method that the package's table names is one atomic step; it says false, and changes nothing, where the step is not
 * enabled.
 */
final class HostWalk {

    static final int NONE = 0;
    static final int NO_TABLE = 0;

    /** The tables are 1 and 2. */
    static final int TABLES = 2;

    static final int HUGE = 3;

    static final Replacements<Consumer<HostWalk>> VARIANTS = Replacements.ofVariants(Map.of(
            "walk-interrupts-on",
            code -> code.interruptAnswered = s -> true,
            "walk-rereads-entry",
            code -> code.followed = (s, w) -> isTable(code.entry(s)) ? code.entry(s) : NO_TABLE));

    private final Fields at;
    private final int walkers;

    // What a variant may replace

    private Predicate<HostWalkState> interruptAnswered = this::nobodyWalks;
    private Followed followed;

    HostWalk(Fields at, int walkers, List<Consumer<HostWalk>> changes) {
        this.at = at;
        this.walkers = walkers;
        followed = (s, w) -> s.get(at.seen[w]);
        changes.forEach(change -> change.accept(this));
    }

    /** What the second read follows. */
    @FunctionalInterface
    private interface Followed {
        int by(HostWalkState s, int w);
    }

    void init(HostWalkState s) {
        s.set(at.entry, NONE);
        for (int t = 1; t <= TABLES; t++) {
            s.setFlag(at.live[t], false);
        }
        khugepagedIdle(s);
        for (int w = 0; w < walkers; w++) {
            walked(s, w, 0);
        }
        s.setFlag(at.walkedAstray, false);
    }

    private void khugepagedIdle(HostWalkState s) {
        s.set(at.khugepaged, Khugepaged.IDLE);
        s.set(at.taken, NO_TABLE);
    }

    private void walked(HostWalkState s, int w, int level) {
        s.set(at.walk.get(w), Walk.IDLE);
        s.set(at.seen[w], NO_TABLE);
        s.set(at.level[w], level);
    }

    private int entry(HostWalkState s) {
        return s.get(at.entry);
    }

    private static boolean isTable(int entry) {
        return entry == 1 || entry == 2;
    }

    private boolean is(HostWalkState s, Khugepaged step) {
        return s.get(at.khugepaged) == step;
    }

    // The walk; interrupts are off from its first step to its last

    boolean hostPfnMappingLevel(HostWalkState s, int w) {
        if (s.get(at.walk.get(w)) != Walk.IDLE) {
            return false;
        }
        if (isTable(entry(s))) {
            s.set(at.walk.get(w), Walk.DESCEND);
            s.set(at.seen[w], entry(s));
            s.set(at.level[w], 0);
        } else {
            walked(s, w, entry(s) == HUGE ? 2 : 1);
        }
        return true;
    }

    boolean pmdOffset(HostWalkState s, int w) {
        if (s.get(at.walk.get(w)) != Walk.DESCEND) {
            return false;
        }
        int table = followed.by(s, w);
        if (table == NO_TABLE || !s.flag(at.live[table])) {
            s.setFlag(at.walkedAstray, true);
        }
        walked(s, w, 1);
        return true;
    }

    // The host

    boolean pmdAlloc(HostWalkState s, int t) {
        if (entry(s) != NONE
                || !is(s, Khugepaged.IDLE)
                || IntStream.rangeClosed(1, TABLES).anyMatch(i -> s.flag(at.live[i]))) {
            return false;
        }
        s.set(at.entry, t);
        s.setFlag(at.live[t], true);
        return true;
    }

    boolean pmdpCollapseFlush(HostWalkState s) {
        if (!is(s, Khugepaged.IDLE) || !isTable(entry(s))) {
            return false;
        }
        s.set(at.khugepaged, Khugepaged.TAKEN);
        s.set(at.taken, entry(s));
        s.set(at.entry, NONE);
        return true;
    }

    private boolean nobodyWalks(HostWalkState s) {
        return IntStream.range(0, walkers).allMatch(w -> s.get(at.walk.get(w)) == Walk.IDLE);
    }

    boolean tlbRemoveTableSyncOne(HostWalkState s) {
        if (!is(s, Khugepaged.TAKEN) || !interruptAnswered.test(s)) {
            return false;
        }
        s.set(at.khugepaged, Khugepaged.SYNCED);
        return true;
    }

    boolean setPmdAt(HostWalkState s) {
        if (!is(s, Khugepaged.SYNCED)) {
            return false;
        }
        s.set(at.entry, HUGE);
        s.setFlag(at.live[s.get(at.taken)], false);
        khugepagedIdle(s);
        return true;
    }

    boolean zapHugePmd(HostWalkState s) {
        if (entry(s) != HUGE) {
            return false;
        }
        s.set(at.entry, NONE);
        return true;
    }
}
