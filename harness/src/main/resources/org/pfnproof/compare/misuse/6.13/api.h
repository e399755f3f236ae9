#include "../kvm.h"

#define KVM_PFN_ERR_NEEDS_IO	((0x7ffULL << 52) + 4)

kvm_pfn_t __kvm_faultin_pfn(const struct kvm_memory_slot *slot, gfn_t gfn, unsigned int foll, bool *writable,
			    struct page **refcounted_page);
void kvm_release_faultin_page(struct kvm *kvm, struct page *page, bool unused, bool dirty);
void kvm_release_page_clean(struct page *page);
struct page *pfn_to_page(kvm_pfn_t pfn);
void unpin_user_page(struct page *page);
