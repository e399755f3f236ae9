------------------------------ MODULE VcpuMap -------------------------------
(***************************************************************************)
(* KVM maps a guest page for itself, for as long as it needs it: virt/kvm/ *)
(* kvm_main.c, kvm_vcpu_map(), kvm_vcpu_unmap(); Linux 6.12, and 6.13 with *)
(* PIN.  Used for the control pages of nested guests.                      *)
(*                                                                         *)
(* The mapping holds a reference and looks at no notifier: no snapshot, no *)
(* retry, and nobody invalidates it.  So the page cannot be freed, but the *)
(* host may map another one at the same address meanwhile, and then KVM    *)
(* reads and writes a page that the guest no longer has.                   *)
(*                                                                         *)
(* 6.13 pins the page instead (FOLL_PIN without FOLL_LONGTERM).  Pinned or *)
(* referenced, migration gives up: it wants the one reference of the       *)
(* mapping.  The difference is fork(): the child of a process with a       *)
(* pinned page gets a copy at once, and the parent keeps its page.         *)
(*                                                                         *)
(* Simplifications.  One page of guest memory, anonymous.  The notifier    *)
(* takes no part and so is left out; host entries change in one step, as   *)
(* they do under the page-table lock.  Waiting for a migration entry and   *)
(* copying for a write are left to who does the lookup.  page_marked_dead  *)
(* is history: no kernel has it.                                           *)
(***************************************************************************)
EXTENDS Pages

CONSTANTS
    VCPUS,       \* who maps
    HOST_OPS,    \* what the host does: some of "zap", "migrate", "fork"
    PIN          \* whether KVM pins (6.13) or takes a reference (6.12)

VARIABLES
    host_pte,          \* what the host maps at the guest page's address
    child_pte,         \* what a forked child maps there
    migrating,         \* the page that a migration entry stands for
    batch,             \* pages unmapped and not put yet
    map,               \* vCPU -> struct kvm_host_map
    page_marked_dead   \* history: a page was marked dirty after its last put

mapVars == <<pageVars, host_pte, child_pte, migrating, batch, map, page_marked_dead>>

(* ref: whether the mapping holds a reference to its page.                 *)
Unmapped == [pc |-> "none", pfn |-> NoPfn, ref |-> FALSE]

MapInit ==
    /\ PagesInit
    /\ host_pte = NoPfn /\ child_pte = NoPfn /\ migrating = NoPfn /\ batch = {}
    /\ map = [v \in VCPUS |-> Unmapped]
    /\ page_marked_dead = FALSE

MapTypeOK ==
    /\ PagesTypeOK
    /\ {host_pte, child_pte, migrating} \subseteq FRAMES \cup {NoPfn}
    /\ batch \subseteq FRAMES /\ page_marked_dead \in BOOLEAN
    /\ \A v \in VCPUS : /\ map[v].pc \in {"none", "mapped"} /\ map[v].ref \in BOOLEAN
                        /\ map[v].pfn \in FRAMES \cup {NoPfn}

-----------------------------------------------------------------------------
(* The host *)

Present == host_pte # NoPfn
Shared == Present /\ child_pte = host_pte          \* and so read-only
Pinned(f) == PIN /\ \E v \in VCPUS : map[v].pfn = f

kvmUnchanged == <<map, page_marked_dead>>

do_anonymous_page(f) ==
    /\ ~Present /\ migrating = NoPfn
    /\ alloc_page(f)
    /\ host_pte' = f
    /\ UNCHANGED <<kvmUnchanged, child_pte, migrating, batch>>

(* MADV_DONTNEED, munmap() and mmap(), truncation, a hole in a file. *)
zap_pte_range ==
    /\ "zap" \in HOST_OPS
    /\ Present /\ batch = {}
    /\ host_pte' = NoPfn
    /\ batch' = {host_pte}
    /\ UNCHANGED <<kvmUnchanged, pageVars, child_pte, migrating>>

free_pages_and_swap_cache(f) ==
    /\ f \in batch
    /\ put_page(f)
    /\ batch' = batch \ {f}
    /\ UNCHANGED <<kvmUnchanged, host_pte, child_pte, migrating>>

try_to_migrate_one ==
    /\ "migrate" \in HOST_OPS
    /\ Present /\ ~Shared
    /\ migrating' = host_pte
    /\ host_pte' = NoPfn
    /\ UNCHANGED <<kvmUnchanged, pageVars, child_pte, batch>>

(* folio_migrate_mapping(): no reference but the expected ones.  The old   *)
(* page is put at once, the new one is f.                                  *)
migrate_folio(f) ==
    /\ migrating # NoPfn /\ f \in buddy
    /\ page_count(migrating) = 1
    /\ page_refcount' = [page_refcount EXCEPT ![migrating] = 0, ![f] = 1]
    /\ buddy' = (buddy \ {f}) \cup {migrating}
    /\ host_pte' = f
    /\ migrating' = NoPfn
    /\ UNCHANGED <<kvmUnchanged, page_head, child_pte, batch>>

migrate_folio_undo ==
    /\ migrating # NoPfn
    /\ host_pte' = migrating
    /\ migrating' = NoPfn
    /\ UNCHANGED <<kvmUnchanged, pageVars, child_pte, batch>>

(* fork(): the page is shared read-only; of a pinned page the child gets a *)
(* copy at once, which is of no interest here.                             *)
copy_present_ptes ==
    /\ "fork" \in HOST_OPS
    /\ Present /\ child_pte = NoPfn /\ ~Pinned(host_pte)
    /\ get_page(host_pte)
    /\ child_pte' = host_pte
    /\ UNCHANGED <<kvmUnchanged, host_pte, migrating, batch>>

(* The parent writes first and gets a copy, frame f. *)
wp_page_copy(f) ==
    /\ Shared /\ f \in buddy
    /\ page_refcount' = [page_refcount EXCEPT ![host_pte] = @ - 1, ![f] = 1]
    /\ buddy' = buddy \ {f}
    /\ host_pte' = f
    /\ UNCHANGED <<kvmUnchanged, page_head, child_pte, migrating, batch>>

child_exits ==
    /\ child_pte # NoPfn
    /\ put_page(child_pte)
    /\ child_pte' = NoPfn
    /\ UNCHANGED <<kvmUnchanged, host_pte, migrating, batch>>

-----------------------------------------------------------------------------
(* KVM *)

hostUnchanged == <<host_pte, child_pte, migrating, batch>>

(* gfn_to_pfn() for writing: a shared page is copied first.  The reference *)
(* stays with the mapping.                                                 *)
kvm_vcpu_map(v) ==
    /\ map[v].pc = "none"
    /\ Present /\ ~Shared
    /\ get_page(host_pte)
    /\ map' = [map EXCEPT ![v] = [pc |-> "mapped", pfn |-> host_pte, ref |-> TRUE]]
    /\ UNCHANGED <<hostUnchanged, page_marked_dead>>

(* kvm_release_pfn(): marks the page dirty and accessed, then puts it. *)
MarkIsLate(v) == page_count(map[v].pfn) <= 0

kvm_vcpu_unmap(v) ==
    /\ map[v].pc = "mapped"
    /\ page_marked_dead' = (page_marked_dead \/ MarkIsLate(v))
    /\ put_page(map[v].pfn)
    /\ map' = [map EXCEPT ![v] = Unmapped]
    /\ UNCHANGED hostUnchanged

-----------------------------------------------------------------------------

MapNext ==
    \/ \E v \in VCPUS : kvm_vcpu_map(v)
    \/ \E v \in VCPUS : kvm_vcpu_unmap(v)
    \/ \E f \in FRAMES : do_anonymous_page(f)
    \/ zap_pte_range
    \/ \E f \in FRAMES : free_pages_and_swap_cache(f)
    \/ try_to_migrate_one
    \/ \E f \in FRAMES : migrate_folio(f)
    \/ migrate_folio_undo
    \/ copy_present_ptes
    \/ \E f \in FRAMES : wp_page_copy(f)
    \/ child_exits

MapSpec == MapInit /\ [][MapNext]_mapVars

=============================================================================
