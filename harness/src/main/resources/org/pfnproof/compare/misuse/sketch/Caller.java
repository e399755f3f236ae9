package org.pfnproof.compare;

final class Caller implements KvmCaller {

    @Override
    public int pageFault(Kvm kvm, Memslot slot, long gfn, boolean write) {
        SketchApi api = new SketchApi(kvm);
        Out writable = new Out();
        long mmuSeq = kvm.mmuInvalidateSeq();
        SketchApi.KvmFollowPfn foll = new SketchApi.KvmFollowPfn();
        foll.slot = slot;
        foll.gfn = gfn;
        foll.flags = Foll.NOWAIT | (write ? Foll.WRITE : 0);
        foll.mmuSeq = mmuSeq;
        foll.writable = writable;
        int ret = RET_PF_RETRY;
        long pfn = api.follow(foll);
        if (KvmPfn.isErrorNoslotPfn(pfn)) {
            return foll.needsIo ? RET_PF_IO : RET_PF_ERROR;
        }
        kvm.lock();
        if (!kvm.mmuInvalidateRetry(mmuSeq)) {
            kvm.mapPfn(gfn, pfn, writable.isTrue());
            ret = RET_PF_DONE;
        }
        kvm.unlock();
        return ret;
    }

    @Override
    public int usePage(Kvm kvm, Memslot slot, long gfn, boolean write) {
        SketchApi api = new SketchApi(kvm);
        SketchApi.KvmFollowPfn foll = new SketchApi.KvmFollowPfn();
        foll.slot = slot;
        foll.gfn = gfn;
        foll.flags = Foll.GET | (write ? Foll.WRITE : 0);
        long pfn = api.follow(foll);
        if (KvmPfn.isErrorNoslotPfn(pfn)) {
            return RET_PF_ERROR;
        }
        kvm.usePfn(pfn);
        api.putPage(foll.page);
        return RET_PF_DONE;
    }
}
