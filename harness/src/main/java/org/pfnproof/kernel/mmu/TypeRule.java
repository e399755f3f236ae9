package org.pfnproof.kernel.mmu;

import static org.pfnproof.kernel.mmu.KvmState.MIGRATION_PFN;

import java.util.Collections;
import java.util.Set;
import java.util.stream.IntStream;
import org.pfnproof.kernel.mmu.Bounds.Operation;
import org.pfnproof.kernel.notifier.MmuNotifier;
import org.pfnproof.kernel.pages.StructPages;

/**
 * Whether every variable of {@link KvmMmu} has a value of its type: TypeOK. Asked is what a field can hold beyond the type, as fields have
 * whole bits; steps, truth values, and sets of frames and vCPUs are exact, and none that must not be negative can be.
 */
final class TypeRule {

    private final StructPages pages;
    private final int[] gfns;
    private final int[] hvas;
    private final boolean[] isGfnOrNone;
    private final int vcpus;
    private final int invalidators;
    private final Set<Operation> ops;

    TypeRule(Bounds bounds, StructPages pages) {
        this.pages = pages;
        gfns = bounds.gfns().stream().mapToInt(Integer::intValue).toArray();
        hvas = bounds.hvas().stream().mapToInt(Integer::intValue).toArray();
        isGfnOrNone = new boolean[Collections.max(bounds.gfns()) + 1];
        isGfnOrNone[0] = true;
        IntStream.of(gfns).forEach(gfn -> isGfnOrNone[gfn] = true);
        vcpus = bounds.vcpus().size();
        invalidators = bounds.invalidators().size();
        ops = bounds.ops();
    }

    boolean typeOk(KvmState s) {
        return pages.typeOk(s)
                && MmuNotifier.typeOk(s, invalidators)
                && sptesTypeOk(s)
                && hostTypeOk(s)
                && invalidationTypeOk(s)
                && faultTypeOk(s);
    }

    private boolean sptesTypeOk(KvmState s) {
        for (int gfn : gfns) {
            if (!pages.isFrameOrNone(s.sptePfn(gfn))) {
                return false;
            }
        }
        return true;
    }

    private boolean hostTypeOk(KvmState s) {
        for (int hva : hvas) {
            int pfn = s.hostPfn(hva);
            if (pfn != MIGRATION_PFN && !pages.isFrameOrNone(pfn) || !pages.isFrameOrNone(s.childPfn(hva))) {
                return false;
            }
        }
        return true;
    }

    private boolean invalidationTypeOk(KvmState s) {
        for (int n = 0; n < invalidators; n++) {
            Operation op = s.invOp(n);
            if (op != Operation.NONE && !ops.contains(op) || !pages.isFrameOrNone(s.invPfn(n))) {
                return false;
            }
        }
        return true;
    }

    private boolean faultTypeOk(KvmState s) {
        for (int v = 0; v < vcpus; v++) {
            int gfn = s.faultGfn(v);
            if (gfn >= isGfnOrNone.length || !isGfnOrNone[gfn] || !pages.isFrameOrNone(s.faultPfn(v))) {
                return false;
            }
        }
        return true;
    }
}
