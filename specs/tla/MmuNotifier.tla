---------------------------- MODULE MmuNotifier ----------------------------
(***************************************************************************)
(* KVM's side of an mmu_notifier invalidation: virt/kvm/kvm_main.c,        *)
(* include/linux/kvm_host.h, Linux 6.12 (since 6.8 the range is in gfns).  *)
(*                                                                         *)
(* The state that begin and end share with the fault path is a sequence    *)
(* counter, a count of running invalidations, and ONE range that grows     *)
(* while any invalidation runs.  All three change only under mmu_lock held *)
(* for write; the fault path holds it for read when the verdict counts.    *)
(*                                                                         *)
(* mmu_invalidate_seq is unbounded here.  It is only ever compared for     *)
(* equality, which is what lets a model put an opaque value in the place   *)
(* of NextSeq (module OpaqueSeq).                                          *)
(***************************************************************************)
EXTENDS Naturals, Integers, FiniteSets

CONSTANTS
    VCPUS,            \* the vCPU threads
    INVALIDATORS,     \* the threads that invalidate host mappings
    GFNS              \* guest frame numbers of the memslot, 1..n

ASSUME GfnsStartAtOne == GFNS \subseteq (Nat \ {0})

VARIABLES
    mmu_invalidate_seq,            \* completed invalidations
    mmu_invalidate_in_progress,    \* running invalidations
    mmu_invalidate_range,          \* [start, end) in gfns; NoRange: INVALID_GPA
    mmu_lock                       \* rwlock: [writer, readers]

notifierVars == <<mmu_invalidate_seq, mmu_invalidate_in_progress, mmu_invalidate_range, mmu_lock>>

NoRange == [start |-> 0, end |-> 0]
Unlocked == [writer |-> {}, readers |-> {}]

NotifierInit ==
    /\ mmu_invalidate_seq = 0
    /\ mmu_invalidate_in_progress = 0
    /\ mmu_invalidate_range = NoRange
    /\ mmu_lock = Unlocked

NotifierTypeOK ==
    /\ mmu_invalidate_seq \in Nat
    /\ mmu_invalidate_in_progress \in Int
    /\ mmu_invalidate_range.start \in Nat /\ mmu_invalidate_range.end \in Nat
    /\ mmu_lock.writer \subseteq INVALIDATORS /\ mmu_lock.readers \subseteq VCPUS

Min2(a, b) == IF a < b THEN a ELSE b
Max2(a, b) == IF a > b THEN a ELSE b

-----------------------------------------------------------------------------
(* mmu_lock, a rwlock *)

write_trylock(n) == mmu_lock = Unlocked
WriteLocked(n) == [writer |-> {n}, readers |-> {}]
read_trylock(v) == mmu_lock.writer = {}
ReadLocked(v) == [mmu_lock EXCEPT !.readers = @ \cup {v}]
ReadUnlocked(v) == [mmu_lock EXCEPT !.readers = @ \ {v}]

-----------------------------------------------------------------------------
(* kvm_mmu_invalidate_begin(): one more runs; the first one starts a new   *)
(* range.  The caller holds mmu_lock for write.                            *)
kvm_mmu_invalidate_begin ==
    /\ mmu_invalidate_in_progress' = mmu_invalidate_in_progress + 1
    /\ mmu_invalidate_range' =
           IF mmu_invalidate_in_progress = 0 THEN NoRange ELSE mmu_invalidate_range
    /\ UNCHANGED mmu_invalidate_seq

(* kvm_mmu_invalidate_range_add(): the range becomes the smallest interval *)
(* that covers the old one and [start, end).                               *)
RangeAdded(start, end) ==
    IF mmu_invalidate_range = NoRange
    THEN [start |-> start, end |-> end]
    ELSE [start |-> Min2(mmu_invalidate_range.start, start),
          end |-> Max2(mmu_invalidate_range.end, end)]

(* kvm_mmu_invalidate_end(), two stores with smp_wmb() between them.  The  *)
(* caller holds mmu_lock for write, so only lockless readers can tell.     *)
NextSeq == mmu_invalidate_seq + 1

(* A fault stores a snapshot from the moment that it is taken to its last  *)
(* use, and NoSeq otherwise.                                               *)
NoSeq == -1

(* The smallest value from `first` on that none of the snapshots has: what *)
(* a model may put in the place of NextSeq (module OpaqueSeq says why).    *)
FreshSeqFrom(first, snapshots) ==
    LET candidates == first..(first + Cardinality(snapshots))
    IN  CHOOSE s \in candidates :
            /\ s \notin snapshots
            /\ \A r \in candidates : r < s => r \in snapshots

(* The second store.  At zero the range is meaningless: the kernel leaves  *)
(* it as it is until the next begin resets it.  Resetting it here merges   *)
(* states that differ in nothing that anybody reads.                       *)
kvm_mmu_invalidate_end_dec ==
    /\ mmu_invalidate_in_progress' = mmu_invalidate_in_progress - 1
    /\ mmu_invalidate_range' =
           IF mmu_invalidate_in_progress = 1 THEN NoRange ELSE mmu_invalidate_range

-----------------------------------------------------------------------------
(* The retry tests of include/linux/kvm_host.h                             *)

InRange(g) == mmu_invalidate_range.start <= g /\ g < mmu_invalidate_range.end

(* mmu_invalidate_retry_gfn(): needs mmu_lock.  With an invalidation       *)
(* running and no range set it warns and says "retry".                     *)
mmu_invalidate_retry_gfn(seq, g) ==
    \/ mmu_invalidate_in_progress # 0 /\ (mmu_invalidate_range = NoRange \/ InRange(g))
    \/ mmu_invalidate_seq # seq

(* mmu_invalidate_retry_gfn_unsafe(): the same without mmu_lock.  A hint:  *)
(* it may be wrong both ways.  The kernel reads in_progress, the range and *)
(* seq one after the other; one atomic look loses nothing: seq only grows, *)
(* so each answer of the split read is also the answer of an atomic look   *)
(* at the moment of the first read (no retry) or of the deciding one, but  *)
(* for torn reads of the range, whose wrong answers the locked test must   *)
(* stand anyway (and does: the answer is never relied on).                 *)
mmu_invalidate_retry_gfn_unsafe(seq, g) ==
    \/ mmu_invalidate_in_progress # 0 /\ InRange(g)
    \/ mmu_invalidate_seq # seq

=============================================================================
