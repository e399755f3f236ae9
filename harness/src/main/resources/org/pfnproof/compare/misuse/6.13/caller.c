#include "api.h"

int page_fault(struct kvm *kvm, struct kvm_memory_slot *slot, gfn_t gfn, bool write)
{
	struct page *page;
	bool writable;
	kvm_pfn_t pfn;
	unsigned long mmu_seq = kvm->mmu_invalidate_seq;
	int ret = RET_PF_RETRY;

	pfn = __kvm_faultin_pfn(slot, gfn, FOLL_NOWAIT | (write ? FOLL_WRITE : 0), &writable, &page);
	if (is_error_noslot_pfn(pfn))
		return pfn == KVM_PFN_ERR_NEEDS_IO ? RET_PF_IO : RET_PF_ERROR;
	mmu_lock(kvm);
	if (mmu_invalidate_retry(kvm, mmu_seq))
		goto out;
	map_pfn(kvm, gfn, pfn, writable);
	ret = RET_PF_DONE;
out:
	kvm_release_faultin_page(kvm, page, ret == RET_PF_RETRY, writable);
	mmu_unlock(kvm);
	return ret;
}
