package org.pfnproof.kernel.vcpumap;

import static org.pfnproof.kernel.pages.PagesState.NO_PFN;

import java.util.Map;
import java.util.function.BiConsumer;
import org.pfnproof.kernel.Replacements;
import org.pfnproof.kernel.pages.StructPages;

/** The variants of {@link VcpuMapProtocol}: each replaces the functions whose TLA+ twins it overrides in {@code specs/variants}. */
final class Variants {

    static final Replacements<BiConsumer<Functions, VcpuMap>> ALL = Replacements.ofVariants(Map.of(
            "map-cached",
            Variants::cached,
            "map-no-reference",
            Variants::noReference,
            "map-put-before-mark",
            (fn, code) -> fn.markIsLate = Variants::freedByThen,
            "map-put-counted-in-bytes",
            Variants::putCountedInBytes,
            "map-put-forgotten",
            (fn, code) -> fn.kvmVcpuUnmap = Variants::forget));

    private Variants() {}

    private static void cached(Functions fn, VcpuMap code) {
        fn.kvmVcpuMap = (s, v) -> {
            if (s.mapPfn(v) == NO_PFN) {
                return code.kvmVcpuMap(s, v);
            }
            if (s.isMapped(v)) {
                return false;
            }
            s.setMapped(v, true);
            return true;
        };
        fn.kvmVcpuUnmap = (s, v) -> {
            if (!s.isMapped(v)) {
                return false;
            }
            s.setMapped(v, false);
            return true;
        };
    }

    private static void noReference(Functions fn, VcpuMap code) {
        fn.kvmVcpuMap = (s, v) -> {
            if (!VcpuMap.mayMap(s, v)) {
                return false;
            }
            s.setMap(v, true, s.hostPte(), false);
            return true;
        };
        fn.kvmVcpuUnmap = (s, v) -> {
            boolean late = s.isMapped(v) && fn.markIsLate.of(s, v);
            return forget(s, v) && noted(s, late);
        };
    }

    private static boolean noted(VcpuMapState s, boolean late) {
        s.setPageMarkedDead(s.pageMarkedDead() || late);
        return true;
    }

    /** Each put drops two references. */
    private static void putCountedInBytes(Functions fn, VcpuMap code) {
        fn.kvmVcpuUnmap = (s, v) -> {
            if (!s.isMapped(v)) {
                return false;
            }
            int pfn = s.mapPfn(v);
            s.setPageMarkedDead(s.pageMarkedDead() || fn.markIsLate.of(s, v));
            s.setPageRefcount(pfn, s.pageRefcount(pfn) - 2);
            if (s.pageRefcount(pfn) <= 0) {
                s.setInBuddy(pfn, true);
            }
            return forget(s, v);
        };
    }

    private static boolean freedByThen(VcpuMapState s, int v) {
        return StructPages.pageCount(s, s.mapPfn(v)) == 1;
    }

    private static boolean forget(VcpuMapState s, int v) {
        if (!s.isMapped(v)) {
            return false;
        }
        s.setMap(v, false, NO_PFN, false);
        return true;
    }
}
