#include "api.h"

int page_fault(struct kvm *kvm, struct kvm_memory_slot *slot, gfn_t gfn, bool write)
{
	unsigned int out;
	kvm_pfn_t pfn;
	unsigned long mmu_seq = kvm->mmu_invalidate_seq;
	int ret = RET_PF_RETRY;

	pfn = gfn_to_pfn_flags(slot, gfn, FOLL_GET | FOLL_NOWAIT | (write ? FOLL_WRITE : 0), &out);
	if (is_error_noslot_pfn(pfn))
		return (out & OUT_NEEDS_IO) ? RET_PF_IO : RET_PF_ERROR;
	mmu_lock(kvm);
	if (mmu_invalidate_retry(kvm, mmu_seq))
		goto out;
	map_pfn(kvm, gfn, pfn, out & OUT_WRITABLE);
	ret = RET_PF_DONE;
out:
	mmu_unlock(kvm);
	kvm_release_pfn_clean(pfn);
	return ret;
}
