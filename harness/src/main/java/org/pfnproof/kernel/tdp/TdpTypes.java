package org.pfnproof.kernel.tdp;

import static org.pfnproof.kernel.Quantifiers.every;
import static org.pfnproof.kernel.tdp.TdpState.NO_ROOT;

import java.util.List;
import org.pfnproof.kernel.notifier.MmuNotifier;
import org.pfnproof.kernel.tdp.Spte.Pfn;
import org.pfnproof.kernel.tdp.Steps.Access;

/** The type invariant of {@link TdpMmuProtocol}: what the fields can hold that is none of the types of the TLA+ spec. */
final class TdpTypes {

    private final int vcpus;
    private final int invalidators;
    private final List<Integer> gfns;
    private final List<Integer> roots;
    private final List<Access> faults;

    TdpTypes(int vcpus, int invalidators, List<Integer> gfns, List<Integer> roots, List<Access> faults) {
        this.vcpus = vcpus;
        this.invalidators = invalidators;
        this.gfns = gfns;
        this.roots = roots;
        this.faults = faults;
    }

    boolean ok(TdpState s) {
        return s.mmuInvalidateInProgress() >= 0
                && s.mmuInvalidateInProgress() <= invalidators
                && MmuNotifier.typeOk(s, invalidators + 1)
                && every(roots, r -> every(gfns, g -> isSpte(s.spte(r, g))))
                && rootsAreOk(s)
                && !s.inDirtyBitmap(0)
                && !s.isUncopied(0)
                && !s.isHarvested(0)
                && every(vcpus, v -> faultIsOk(s, v))
                && every(invalidators + 1, walk -> iterIsOk(s.iter(walk)));
    }

    private static boolean isSpte(Spte spte) {
        return spte.isShadowPresentPte() == (spte.pfn() != Pfn.NONE);
    }

    private boolean rootsAreOk(TdpState s) {
        return every(roots.size(), place -> isRootOrNone(s.listedRoot(place)))
                && !s.isInvalid(NO_ROOT)
                && !s.isScheduled(NO_ROOT)
                && every(roots, r -> !s.isScheduled(r) || s.isInvalid(r))
                && every(vcpus, v -> roots.contains(s.vcpuRoot(v)));
    }

    private boolean isRootOrNone(int root) {
        return root == NO_ROOT || roots.contains(root);
    }

    private boolean isGfnOrNone(int gfn) {
        return gfn == 0 || gfns.contains(gfn);
    }

    private boolean faultIsOk(TdpState s, int v) {
        return isGfnOrNone(s.faultGfn(v))
                && (s.faultKind(v) == Access.NONE || faults.contains(s.faultKind(v)))
                && isSpte(s.faultOld(v));
    }

    private boolean iterIsOk(Iter iter) {
        return isRootOrNone(iter.root()) && isGfnOrNone(iter.gfn()) && isSpte(iter.old());
    }
}
