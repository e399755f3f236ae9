#include "../kvm.h"

struct kvm_follow_pfn {
	const struct kvm_memory_slot *slot;
	gfn_t gfn;
	unsigned int flags;
	unsigned long mmu_seq;
	hva_t hva;
	struct page *page;
	bool *writable;
	bool needs_io;
};

kvm_pfn_t __kvm_follow_pfn(struct kvm_follow_pfn *foll);
void put_page(struct page *page);
