package org.pfnproof.kernel.mmu;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pfnproof.kernel.pages.PageClass;

/**
 * How far a run goes: the constants of the TLA+ spec {@code KvmMmu}.
 *
 * @param vcpus names of the vCPU threads
 * @param invalidators names of the threads that invalidate host mappings
 * @param gfns guest frame numbers of the memslot; gfn g is backed by hva g
 * @param hvas host virtual addresses in units of pages
 * @param frames page frame numbers, from 1
 * @param vma hva to the kind of area behind it
 * @param pageClass frame to its class
 * @param driverPfn hva to the frame that a driver maps there; 0 unless PFNMAP
 * @param ops what invalidators do
 * @param mayBlock whether a zap may drop mmu_lock between two entries
 * @param writes whether guest accesses are writes
 */
public record Bounds(
        List<String> vcpus,
        List<String> invalidators,
        List<Integer> gfns,
        List<Integer> hvas,
        List<Integer> frames,
        Map<Integer, Vma> vma,
        Map<Integer, PageClass> pageClass,
        Map<Integer, Integer> driverPfn,
        Set<Operation> ops,
        boolean mayBlock,
        List<Boolean> writes) {

    public Bounds {
        vcpus = List.copyOf(vcpus);
        invalidators = List.copyOf(invalidators);
        gfns = List.copyOf(gfns);
        hvas = List.copyOf(hvas);
        frames = List.copyOf(frames);
        vma = Map.copyOf(vma);
        pageClass = Map.copyOf(pageClass);
        driverPfn = Map.copyOf(driverPfn);
        ops = Set.copyOf(ops);
        writes = List.copyOf(writes);
    }

    /** The kinds of areas of host memory (module PrimaryMmu). */
    public enum Vma {
        /** Anonymous memory, order-0 pages. */
        ANON,
        /** Anonymous memory, pairs of addresses backed by one compound page. */
        THP,
        /** Anonymous memory that user space may only read. */
        READONLY,
        /** VM_PFNMAP, filled by a driver. */
        PFNMAP,
        /** The same, read-only. */
        PFNMAP_RO;

        boolean isPfnmap() {
            return this == PFNMAP || this == PFNMAP_RO;
        }

        boolean allowsWrite() {
            return this != READONLY && this != PFNMAP_RO;
        }
    }

    /** What an invalidator does to host mappings (module Invalidation). */
    public enum Operation {
        /** Nothing yet. */
        NONE,
        /** munmap(), MADV_DONTNEED. */
        ZAP,
        /** mprotect() and the like. */
        WRPROTECT,
        /** fork(): write-protect, and share with a child. */
        FORK,
        /** wp_page_copy(). */
        COW,
        /** Page migration. */
        MIGRATE
    }
}
