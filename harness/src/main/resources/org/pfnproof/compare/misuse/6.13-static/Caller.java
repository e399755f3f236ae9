package org.pfnproof.compare;

final class Caller implements KvmCaller {

    @Override
    public int usePage(Kvm kvm, Memslot slot, long gfn, boolean write) {
        LandedApi api = new LandedApi(kvm);
        PageOut page = new PageOut();
        LandedApi.KvmFollowPfn kfp = new LandedApi.KvmFollowPfn();
        kfp.slot = slot;
        kfp.gfn = gfn;
        kfp.flags = write ? Foll.WRITE : 0;
        kfp.pin = true;
        kfp.refcountedPage = page;
        long pfn = api.followPfn(kfp);
        if (KvmPfn.isErrorNoslotPfn(pfn)) {
            return RET_PF_ERROR;
        }
        kvm.usePfn(pfn);
        api.unpin(page);
        return RET_PF_DONE;
    }
}
