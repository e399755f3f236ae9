package org.pfnproof.compare;

final class Caller implements KvmCaller {

    @Override
    public int pageFault(Kvm kvm, Memslot slot, long gfn, boolean write) {
        BoolsApi api = new BoolsApi(kvm);
        Out async = new Out();
        Out writable = new Out();
        HvaOut hva = new HvaOut();
        PageOut page = new PageOut();
        int ret = RET_PF_RETRY;
        long mmuSeq = kvm.mmuInvalidateSeq();
        long pfn = api.gfnToPfnNorefMemslot(slot, gfn, false, false, async, write, writable, hva, page);
        if (KvmPfn.isErrorNoslotPfn(pfn)) {
            return async.isTrue() ? RET_PF_IO : RET_PF_ERROR;
        }
        kvm.lock();
        if (!kvm.mmuInvalidateRetry(mmuSeq)) {
            kvm.mapPfn(gfn, pfn, writable.isTrue());
            ret = RET_PF_DONE;
        }
        kvm.unlock();
        api.releasePfnNorefClean(pfn, page);
        return ret;
    }
}
