package org.pfnproof.compare;

final class Caller implements KvmCaller {

    @Override
    public int pageFault(Kvm kvm, Memslot slot, long gfn, boolean write) {
        LandedApi api = new LandedApi(kvm);
        PageOut page = new PageOut();
        Out writable = new Out();
        int ret = RET_PF_RETRY;
        long mmuSeq = kvm.mmuInvalidateSeq();
        long pfn = api.faultinPfn(slot, gfn, Foll.NOWAIT | (write ? Foll.WRITE : 0), writable, page);
        if (KvmPfn.isErrorNoslotPfn(pfn)) {
            return pfn == KvmPfn.ERR_NEEDS_IO ? RET_PF_IO : RET_PF_ERROR;
        }
        kvm.lock();
        if (!kvm.mmuInvalidateRetry(mmuSeq)) {
            kvm.mapPfn(gfn, pfn, writable.isTrue());
            ret = RET_PF_DONE;
        }
        api.releaseFaultinPage(kvm, page, ret == RET_PF_RETRY, writable.isTrue());
        kvm.unlock();
        return ret;
    }
}
