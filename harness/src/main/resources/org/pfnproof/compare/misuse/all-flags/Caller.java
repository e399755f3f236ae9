package org.pfnproof.compare;

final class Caller implements KvmCaller {

    @Override
    public int pageFault(Kvm kvm, Memslot slot, long gfn, boolean write) {
        AllFlagsApi api = new AllFlagsApi(kvm);
        int[] out = new int[1];
        int ret = RET_PF_RETRY;
        long mmuSeq = kvm.mmuInvalidateSeq();
        long pfn = api.gfnToPfnFlags(slot, gfn, Foll.GET | Foll.NOWAIT | (write ? Foll.WRITE : 0), out);
        if (KvmPfn.isErrorNoslotPfn(pfn)) {
            return (out[0] & AllFlagsApi.OUT_NEEDS_IO) != 0 ? RET_PF_IO : RET_PF_ERROR;
        }
        kvm.lock();
        if (!kvm.mmuInvalidateRetry(mmuSeq)) {
            kvm.mapPfn(gfn, pfn, (out[0] & AllFlagsApi.OUT_WRITABLE) != 0);
            ret = RET_PF_DONE;
        }
        kvm.unlock();
        api.releasePfnClean(pfn);
        return ret;
    }
}
