#include "api.h"

int page_fault(struct kvm *kvm, struct kvm_memory_slot *slot, gfn_t gfn, bool write)
{
	unsigned long mmu_seq = kvm->mmu_invalidate_seq;
	struct kvm_follow_pfn foll = {
		.slot = slot,
		.gfn = gfn,
		.flags = FOLL_NOWAIT | (write ? FOLL_WRITE : 0),
		.try_map_writable = true,
		.guarded_by_mmu_notifier = true,
	};
	kvm_pfn_t pfn;
	int ret = RET_PF_RETRY;

	pfn = __kvm_follow_pfn(&foll);
	if (is_error_noslot_pfn(pfn))
		return foll.needs_io ? RET_PF_IO : RET_PF_ERROR;
	mmu_lock(kvm);
	if (mmu_invalidate_retry(kvm, mmu_seq))
		goto out;
	map_pfn(kvm, gfn, pfn, foll.writable);
	ret = RET_PF_DONE;
out:
	mmu_unlock(kvm);
	return ret;
}

int use_page(struct kvm *kvm, struct kvm_memory_slot *slot, gfn_t gfn, bool write)
{
	struct kvm_follow_pfn foll = {
		.slot = slot,
		.gfn = gfn,
		.flags = FOLL_GET | (write ? FOLL_WRITE : 0),
	};
	kvm_pfn_t pfn;

	pfn = __kvm_follow_pfn(&foll);
	if (is_error_noslot_pfn(pfn))
		return RET_PF_ERROR;
	use_pfn(kvm, pfn);
	kvm_release_pfn_clean(pfn);
	return RET_PF_DONE;
}
