package org.pfnproof.follow;

import java.util.HashMap;
import java.util.Map;

/** The model's numbers for the kernel's: page frames in the order in which they are met, host addresses in pages of one region. */
final class Numbering {

    private static final int PAGE_SHIFT = 12;
    /** The upper 8 TiB of user space: mmap() gives nothing else. Every page there is a positive int, in order. */
    private static final long FIRST_PAGE = (1L << 35) - (1L << 31) + 1;

    private final Map<Long, Integer> frames = new HashMap<>();

    /** A page frame's number, from 1. */
    int pfn(long pfn) {
        return frames.computeIfAbsent(pfn, any -> frames.size() + 1);
    }

    /** Whether a page frame was ever met. */
    boolean isKnown(long pfn) {
        return frames.containsKey(pfn);
    }

    /** The page of a host address; outside of the region the nearest page of it. */
    static int hva(long address) {
        long page = (address >>> PAGE_SHIFT) - FIRST_PAGE;
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, page));
    }

    /** The page of an address behind a memslot. */
    static int guestMemory(long address) throws Undecided {
        long page = (address >>> PAGE_SHIFT) - FIRST_PAGE;
        if (page < 1 || page >= Integer.MAX_VALUE) {
            throw new Undecided("guest memory at host address 0x" + Long.toHexString(address)
                    + ": only the upper 8 TiB of user space are followed");
        }
        return (int) page;
    }

    /** A gfn. */
    static int gfn(long gfn) {
        return (int) Math.min(Integer.MAX_VALUE - 1, gfn);
    }

    /** A host page as an address. */
    static String address(int page) {
        return "0x" + Long.toHexString(page + FIRST_PAGE << PAGE_SHIFT);
    }
}
