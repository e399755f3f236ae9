package org.pfnproof.compare;

final class Caller implements KvmCaller {

    @Override
    public int pageFault(Kvm kvm, Memslot slot, long gfn, boolean write) {
        StructApi api = new StructApi(kvm, StructApi.Version.V7);
        long mmuSeq = kvm.mmuInvalidateSeq();
        StructApi.KvmFollowPfn foll = new StructApi.KvmFollowPfn();
        foll.slot = slot;
        foll.gfn = gfn;
        foll.flags = Foll.NOWAIT | (write ? Foll.WRITE : 0);
        foll.tryMapWritable = true;
        foll.guardedByMmuNotifier = true;
        int ret = RET_PF_RETRY;
        long pfn = api.follow(foll);
        if (KvmPfn.isErrorNoslotPfn(pfn)) {
            return foll.needsIo ? RET_PF_IO : RET_PF_ERROR;
        }
        kvm.lock();
        if (!kvm.mmuInvalidateRetry(mmuSeq)) {
            kvm.mapPfn(gfn, pfn, foll.writable);
            ret = RET_PF_DONE;
        }
        kvm.unlock();
        return ret;
    }

    @Override
    public int usePage(Kvm kvm, Memslot slot, long gfn, boolean write) {
        StructApi api = new StructApi(kvm, StructApi.Version.V7);
        StructApi.KvmFollowPfn foll = new StructApi.KvmFollowPfn();
        foll.slot = slot;
        foll.gfn = gfn;
        foll.flags = Foll.GET | (write ? Foll.WRITE : 0);
        long pfn = api.follow(foll);
        if (KvmPfn.isErrorNoslotPfn(pfn)) {
            return RET_PF_ERROR;
        }
        kvm.usePfn(pfn);
        api.releasePfnClean(pfn);
        return RET_PF_DONE;
    }
}
