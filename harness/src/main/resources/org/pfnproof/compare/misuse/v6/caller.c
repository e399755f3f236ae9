#include "api.h"

int page_fault(struct kvm *kvm, struct kvm_memory_slot *slot, gfn_t gfn, bool write)
{
	bool async = false, writable = false;
	hva_t hva = 0;
	struct page *page;
	kvm_pfn_t pfn;
	unsigned long mmu_seq = kvm->mmu_invalidate_seq;
	int ret = RET_PF_RETRY;

	pfn = __gfn_to_pfn_noref_memslot(slot, gfn, false, false, &async, write, &writable, &hva, &page);
	if (is_error_noslot_pfn(pfn))
		return async ? RET_PF_IO : RET_PF_ERROR;
	(void)hva;
	mmu_lock(kvm);
	if (mmu_invalidate_retry(kvm, mmu_seq))
		goto out;
	map_pfn(kvm, gfn, pfn, writable);
	ret = RET_PF_DONE;
out:
	mmu_unlock(kvm);
	kvm_release_pfn_noref_clean(pfn, page);
	return ret;
}
