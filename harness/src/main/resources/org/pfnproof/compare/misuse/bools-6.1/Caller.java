package org.pfnproof.compare;

final class Caller implements KvmCaller {

    @Override
    public int pageFault(Kvm kvm, Memslot slot, long gfn, boolean write) {
        Bools61Api api = new Bools61Api(kvm);
        Out async = new Out();
        Out writable = new Out();
        HvaOut hva = new HvaOut();
        int ret = RET_PF_RETRY;
        long mmuSeq = kvm.mmuInvalidateSeq();
        long pfn = api.gfnToPfnMemslot(slot, gfn, false, async, write, writable, hva);
        if (KvmPfn.isErrorNoslotPfn(pfn)) {
            return async.isTrue() ? RET_PF_IO : RET_PF_ERROR;
        }
        kvm.lock();
        if (!kvm.mmuInvalidateRetry(mmuSeq)) {
            kvm.mapPfn(gfn, pfn, writable.isTrue());
            ret = RET_PF_DONE;
        }
        kvm.unlock();
        api.releasePfnClean(pfn);
        return ret;
    }
}
