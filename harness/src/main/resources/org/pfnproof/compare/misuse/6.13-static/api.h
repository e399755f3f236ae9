#include "../kvm.h"

struct kvm_follow_pfn {
	const struct kvm_memory_slot *slot;
	const gfn_t gfn;
	hva_t hva;
	unsigned int flags;
	bool pin;
	bool *map_writable;
	struct page **refcounted_page;
};

kvm_pfn_t kvm_follow_pfn(struct kvm_follow_pfn *kfp);
void kvm_release_page_clean(struct page *page);
void unpin_user_page(struct page *page);
