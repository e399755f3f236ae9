#include "../kvm.h"

#define OUT_WRITABLE	0x01
#define OUT_NEEDS_IO	0x02

kvm_pfn_t gfn_to_pfn_flags(const struct kvm_memory_slot *slot, gfn_t gfn, unsigned int foll, unsigned int *out);
void kvm_release_pfn_clean(kvm_pfn_t pfn);
