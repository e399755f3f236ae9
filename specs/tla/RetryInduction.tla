--------------------------- MODULE RetryInduction --------------------------
(***************************************************************************)
(* A proof that the retry protocol is safe in executions of any length,    *)
(* with any number of completed invalidations: an inductive invariant.     *)
(*                                                                         *)
(*   Initiation    RetryInit => RetryInv           (model retry-protocol)  *)
(*   Consecution   RetryInv /\ RetryNext => RetryInv'                      *)
(*                                                 (models retry-induction)*)
(*   Safety        RetryInv => RetryMapsWhatHostMaps /\                    *)
(*                             RetryNoMappingInRange                       *)
(*                                (clauses SptesAreHosts, RangesAreEmpty)  *)
(*                                                                         *)
(* InductionSpec starts in EVERY type-correct state in which RetryInv      *)
(* holds, reachable or not.  So RetryInv is an invariant of InductionSpec  *)
(* exactly if no step leads out of it: TLC looks at one step from each.  A *)
(* counterexample is a trace of two states.                                *)
(*                                                                         *)
(* mmu_invalidate_seq is an opaque value (OpaqueNextSeq in the place of    *)
(* NextSeq): the smallest that no live snapshot has.  That this stands for *)
(* a counter without bound is part of the proof: clause SeqIsExact says    *)
(* that "equal" means "nothing completed since", and it is inductive.  A   *)
(* counter that never repeats has that property, and the protocol asks for *)
(* nothing else, so the two run in lockstep.                               *)
(*                                                                         *)
(* What stays bounded: vCPUs, invalidators, gfns, frames.  Why more should *)
(* add nothing: each clause speaks of at most one vCPU, one invalidator    *)
(* and one gfn, but for the sum in_progress and the hull range; and each   *)
(* step changes one vCPU or one invalidator.  So a step that breaks a      *)
(* clause needs the clause's vCPU, invalidator and gfn, and one more of    *)
(* each that moves: two.  That in_progress and the range behave for three  *)
(* running invalidations as for two is an assumption of this argument, not *)
(* a result; a model has three.                                            *)
(***************************************************************************)
EXTENDS RetryProtocol

Seqs == 0..Cardinality(VCPUS)

OpaqueNextSeq == FreshSeqFrom(0, {vcpu[v].mmu_seq : v \in VCPUS} \ {NoSeq})

-----------------------------------------------------------------------------
(* Types, and the clauses of the invariant, by what they speak of.  TLC    *)
(* enumerates conjuncts from left to right; to keep that short, types and  *)
(* clauses are paired in Inductive.  The order means nothing.              *)

InvalidationTypes ==
    /\ running \in [INVALIDATORS -> Ranges \cup {NoRange}]
    /\ mmu_invalidate_in_progress \in 0..Cardinality(INVALIDATORS)
    /\ mmu_invalidate_range \in Ranges \cup {NoRange}

MappingTypes ==
    /\ host_pfn \in [GFNS -> FRAMES \cup {NoPfn}]
    /\ spte_pfn \in [GFNS -> FRAMES \cup {NoPfn}]

Looking == {[pc |-> "lookup", gfn |-> g, mmu_seq |-> s, pfn |-> NoPfn, completed |-> c] :
                g \in GFNS, s \in Seqs, c \in 0..CompletedCap}
Found == {[pc |-> "stale", gfn |-> g, mmu_seq |-> s, pfn |-> p, completed |-> c] :
                g \in GFNS, s \in Seqs, p \in FRAMES, c \in 0..CompletedCap}
Mapping == {[pc |-> "map", gfn |-> g, mmu_seq |-> NoSeq, pfn |-> p, completed |-> 0] :
                g \in GFNS, p \in FRAMES}

VcpuTypes ==
    /\ mmu_invalidate_seq \in Seqs
    /\ vcpu \in [VCPUS -> {InGuest} \cup Looking \cup Found \cup Mapping]
    /\ mmu_lock \in [writer : {{}}, readers : SUBSET VCPUS]

RetryTypeOK == InvalidationTypes /\ MappingTypes /\ VcpuTypes

-----------------------------------------------------------------------------

(* in_progress is the number of running invalidations. *)
InProgressIsExact ==
    mmu_invalidate_in_progress = Cardinality({n \in INVALIDATORS : running[n] # NoRange})

(* The range covers each of them, and is reset when there is none. *)
RangeCoversAll ==
    /\ (mmu_invalidate_in_progress = 0) = (mmu_invalidate_range = NoRange)
    /\ \A n \in INVALIDATORS : Gfns(running[n]) \subseteq Gfns(mmu_invalidate_range)

SptesAreHosts == RetryMapsWhatHostMaps

RangesAreEmpty == RetryNoMappingInRange

(* mmu_lock is held for read by those who are about to map. *)
LockIsExact == mmu_lock = [writer |-> {}, readers |-> {v \in VCPUS : vcpu[v].pc = "map"}]

SeqIsExact == RetrySeqTellsCompletion

(* The heart: a page that was looked up is still the host's if nothing     *)
(* completed since the snapshot and nothing runs there: what the retry     *)
(* test asks.                                                              *)
FoundPageIsHosts ==
    \A v \in VCPUS :
        (/\ vcpu[v].pc = "stale"
         /\ vcpu[v].completed = 0
         /\ ~InSomeRunning(vcpu[v].gfn)) => host_pfn[vcpu[v].gfn] = vcpu[v].pfn

(* Once the test has passed, mmu_lock keeps it that way. *)
TestedPageIsHosts ==
    \A v \in VCPUS :
        vcpu[v].pc = "map" => /\ host_pfn[vcpu[v].gfn] = vcpu[v].pfn
                              /\ ~InSomeRunning(vcpu[v].gfn)

RetryInv ==
    /\ InProgressIsExact
    /\ RangeCoversAll
    /\ SptesAreHosts
    /\ RangesAreEmpty
    /\ LockIsExact
    /\ SeqIsExact
    /\ FoundPageIsHosts
    /\ TestedPageIsHosts

(* RetryTypeOK /\ RetryInv, in an order that is quick to enumerate. *)
Inductive ==
    /\ InvalidationTypes /\ InProgressIsExact /\ RangeCoversAll
    /\ MappingTypes /\ SptesAreHosts /\ RangesAreEmpty
    /\ VcpuTypes /\ LockIsExact /\ SeqIsExact /\ FoundPageIsHosts /\ TestedPageIsHosts

InductionSpec == Inductive /\ [][RetryNext]_retryVars

-----------------------------------------------------------------------------
(* A candidate that is true of all reachable states and yet no proof: it   *)
(* leaves out FoundPageIsHosts.  From a state where a page was looked up   *)
(* that is not the host's, one retry test leads to TestedPageIsHosts being *)
(* false.                                                                  *)

RetryInvTooWeak ==
    /\ InProgressIsExact /\ RangeCoversAll
    /\ SptesAreHosts /\ RangesAreEmpty
    /\ LockIsExact /\ SeqIsExact /\ TestedPageIsHosts

TooWeak ==
    /\ InvalidationTypes /\ InProgressIsExact /\ RangeCoversAll
    /\ MappingTypes /\ SptesAreHosts /\ RangesAreEmpty
    /\ VcpuTypes /\ LockIsExact /\ SeqIsExact /\ TestedPageIsHosts

TooWeakSpec == TooWeak /\ [][RetryNext]_retryVars

=============================================================================
