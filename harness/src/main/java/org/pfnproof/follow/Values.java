package org.pfnproof.follow;

import org.pfnproof.kernel.mmu.LoggedKvm;
import org.pfnproof.kernel.mmu.SparseKvmState;

/** The shared values of a state, in the kernel's words. */
final class Values {

    private Values() {}

    static String counters(LoggedKvm kvm, SparseKvmState s) {
        return "mmu_invalidate_seq " + s.mmuInvalidateSeq() + ", in_progress " + s.mmuInvalidateInProgress()
                + (s.mmuInvalidateInProgress() == 0 ? "" : ", range " + range(kvm, s));
    }

    static String range(LoggedKvm kvm, SparseKvmState s) {
        int start = s.mmuInvalidateRangeStart();
        int end = s.mmuInvalidateRangeEnd();
        if (start == 0 && end == 0) {
            return "none yet";
        }
        return kvm.rangeInHvas()
                ? "[" + Numbering.address(start) + ", " + Numbering.address(end) + ")"
                : "[" + hex(start) + ", " + hex(end) + ")";
    }

    /** What a vCPU's fault has in hand. */
    static String fault(SparseKvmState s, int v, VcpuThread thread) {
        StringBuilder text = new StringBuilder("vCPU " + thread.vcpuId + ": ");
        if (thread.at == VcpuThread.At.OUT) {
            return text.append("in the guest").toString();
        }
        text.append("fault on gfn ")
                .append(hex(thread.gfn))
                .append(", next step ")
                .append(s.faultStep(v));
        if (s.faultMmuSeq(v) >= 0) {
            text.append(", snapshot ").append(s.faultMmuSeq(v));
        }
        return s.faultPfn(v) == 0 ? text.toString() : text + ", pfn " + hex(thread.pfn) + " in hand";
    }

    static String invalidation(SparseKvmState s, Running it) {
        return it.began.thread() + ": invalidation of [" + hex(it.first) + ", " + hex(it.last) + ") since line "
                + it.began.line() + ", " + (it.met ? "" : "no memslot met, ") + "next step " + s.invStep(it.n);
    }

    static String hex(long number) {
        return "0x" + Long.toHexString(number);
    }
}
