/* What callers of every shape need: prototypes of our own, in the kernel's style. */
typedef unsigned long long u64;
typedef _Bool bool;
enum { false = 0, true = 1 };
#define NULL ((void *)0)

typedef u64 gfn_t;
typedef u64 kvm_pfn_t;
typedef unsigned long hva_t;

struct page;
struct kvm_memory_slot;
struct kvm {
	unsigned long mmu_invalidate_seq;
};

#define FOLL_WRITE		0x01
#define FOLL_GET		0x02
#define FOLL_NOWAIT		0x04
#define FOLL_INTERRUPTIBLE	0x08

enum { RET_PF_DONE, RET_PF_RETRY, RET_PF_IO, RET_PF_ERROR };

bool is_error_noslot_pfn(kvm_pfn_t pfn);
void mmu_lock(struct kvm *kvm);
void mmu_unlock(struct kvm *kvm);
bool mmu_invalidate_retry(struct kvm *kvm, unsigned long mmu_seq);
void map_pfn(struct kvm *kvm, gfn_t gfn, kvm_pfn_t pfn, bool writable);
void use_pfn(struct kvm *kvm, kvm_pfn_t pfn);

int page_fault(struct kvm *kvm, struct kvm_memory_slot *slot, gfn_t gfn, bool write);
int use_page(struct kvm *kvm, struct kvm_memory_slot *slot, gfn_t gfn, bool write);
