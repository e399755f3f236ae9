package org.pfnproof.follow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Every leaf SPTE that the log has shown to come and not to go, of all sizes and of all roots: while a memslot is deleted the old root and
 * the new one may both map a gfn.
 */
final class Leaves {

    private static final int LEVEL_SHIFT = 9;
    private static final int GREATEST_LEVEL = 3;

    /**
     * A leaf.
     *
     * @param gfn the first gfn that it maps
     * @param level 1 for 4K, 2 for 2M, 3 for 1G
     * @param pfn the frame behind it
     */
    record Leaf(long gfn, int level, long pfn) {
        long pages() {
            return 1L << LEVEL_SHIFT * (level - 1);
        }

        boolean mapsPfn(long frame) {
            return pfn <= frame && frame < pfn + pages();
        }

        boolean mapsGfn(long number) {
            return gfn <= number && number < gfn + pages();
        }
    }

    private final TreeMap<Long, List<Leaf>> byGfn = new TreeMap<>();
    private final Map<Long, List<Leaf>> small = new HashMap<>();
    private final List<Leaf> large = new ArrayList<>();
    private final Map<Leaf, Integer> obsolete = new HashMap<>();

    void add(Leaf leaf) {
        byGfn.computeIfAbsent(leaf.gfn(), any -> new ArrayList<>(1)).add(leaf);
        if (leaf.level() == 1) {
            small.computeIfAbsent(leaf.pfn(), any -> new ArrayList<>(1)).add(leaf);
        } else {
            large.add(leaf);
        }
    }

    /** Whether it is there. */
    boolean has(Leaf leaf) {
        return byGfn.getOrDefault(leaf.gfn(), List.of()).contains(leaf);
    }

    /** All roots become obsolete: what comes now comes in new ones. */
    void rootsObsolete() {
        obsolete.clear();
        byGfn.values().forEach(leaves -> leaves.forEach(leaf -> obsolete.merge(leaf, 1, Integer::sum)));
    }

    /** Whether the one that is removed next is in an obsolete root, which no vCPU uses any more. */
    boolean isObsolete(Leaf leaf) {
        return obsolete.containsKey(leaf);
    }

    /** Says whether it was there. */
    boolean remove(Leaf leaf) {
        if (!removeFrom(byGfn, leaf.gfn(), leaf)) {
            return false;
        }
        obsolete.computeIfPresent(leaf, (any, times) -> times == 1 ? null : times - 1);
        return leaf.level() == 1 ? removeFrom(small, leaf.pfn(), leaf) : large.remove(leaf);
    }

    private static boolean removeFrom(Map<Long, List<Leaf>> map, long key, Leaf leaf) {
        List<Leaf> leaves = map.get(key);
        if (leaves == null || !leaves.remove(leaf)) {
            return false;
        }
        if (leaves.isEmpty()) {
            map.remove(key);
        }
        return true;
    }

    /** A leaf that maps a gfn. */
    Optional<Leaf> ofGfn(long gfn) {
        return within(gfn, gfn + 1);
    }

    /** A leaf that maps a gfn from start, which is included, to end, which is not. */
    Optional<Leaf> within(long start, long end) {
        Map.Entry<Long, List<Leaf>> entry = byGfn.ceilingEntry(start);
        if (entry != null && entry.getKey() < end) {
            return Optional.of(entry.getValue().get(0));
        }
        return large.stream()
                .filter(leaf -> leaf.gfn() < end && start < leaf.gfn() + leaf.pages())
                .findFirst();
    }

    /** A leaf that maps a page frame. */
    Optional<Leaf> ofPfn(long pfn) {
        List<Leaf> leaves = small.get(pfn);
        return leaves != null
                ? Optional.of(leaves.get(0))
                : large.stream().filter(leaf -> leaf.mapsPfn(pfn)).findFirst();
    }

    /** All of them, in the order of gfns. */
    Iterable<List<Leaf>> all() {
        return byGfn.values();
    }

    /** A large leaf becomes a page table with as many smaller ones; says whether it was there. */
    boolean split(Leaf leaf) {
        if (leaf.level() < 2 || leaf.level() > GREATEST_LEVEL || !remove(leaf)) {
            return false;
        }
        long step = leaf.pages() >> LEVEL_SHIFT;
        for (long at = 0; at < leaf.pages(); at += step) {
            add(new Leaf(leaf.gfn() + at, leaf.level() - 1, leaf.pfn() + at));
        }
        return true;
    }
}
