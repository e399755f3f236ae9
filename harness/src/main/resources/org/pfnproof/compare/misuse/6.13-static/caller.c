#include "api.h"

int use_page(struct kvm *kvm, struct kvm_memory_slot *slot, gfn_t gfn, bool write)
{
	struct page *page;
	struct kvm_follow_pfn kfp = {
		.slot = slot,
		.gfn = gfn,
		.flags = write ? FOLL_WRITE : 0,
		.pin = true,
		.refcounted_page = &page,
	};
	kvm_pfn_t pfn;

	pfn = kvm_follow_pfn(&kfp);
	if (is_error_noslot_pfn(pfn))
		return RET_PF_ERROR;
	use_pfn(kvm, pfn);
	unpin_user_page(page);
	return RET_PF_DONE;
}
