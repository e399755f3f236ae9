#include "../kvm.h"

struct kvm_follow_pfn {
	const struct kvm_memory_slot *slot;
	gfn_t gfn;
	unsigned int flags;
	bool atomic;
	bool try_map_writable;
	bool guarded_by_mmu_notifier;
	hva_t hva;
	bool writable;
	bool needs_io;
	bool is_refcounted_page;
};

kvm_pfn_t __kvm_follow_pfn(struct kvm_follow_pfn *foll);
void kvm_release_pfn_clean(kvm_pfn_t pfn);
