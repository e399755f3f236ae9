#include "../kvm.h"

kvm_pfn_t __gfn_to_pfn_noref_memslot(const struct kvm_memory_slot *slot, gfn_t gfn, bool atomic, bool interruptible,
				     bool *async, bool write_fault, bool *writable, hva_t *hva, struct page **page);
void kvm_release_pfn_noref_clean(kvm_pfn_t pfn, struct page *page);
void kvm_release_pfn_clean(kvm_pfn_t pfn);
