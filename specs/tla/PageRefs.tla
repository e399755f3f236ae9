------------------------------ MODULE PageRefs ------------------------------
(***************************************************************************)
(* References on pages, and nothing else: vCPUs look pages up and hold     *)
(* them for a while, the host's memory manager allocates, unmaps and       *)
(* thereby frees them, as single pages or as compound ones.                *)
(*                                                                         *)
(* The Alloy module of the same name asks the same questions of the same   *)
(* steps, with the same variants; the two are written apart from each      *)
(* other, and must agree.  Here the executions are of any length.          *)
(*                                                                         *)
(* What is not atomic is a lookup: first a pfn is read (look), later the   *)
(* reference is taken (gup, get_page_unless_zero).  The page may be freed  *)
(* and allocated anew in between.                                          *)
(***************************************************************************)
EXTENDS Pages

CONSTANTS
    HOLDERS       \* vCPUs; each holds at most one reference at a time

VARIABLES
    mapped,       \* heads and single pages that the host maps: one reference each
    looked,       \* holder -> the page whose pfn it read and has no reference to, or NoPfn
    holds         \* holder -> the page, as it was looked up, that it holds, or NoPfn

refsVars == <<pageVars, mapped, looked, holds>>

RefsInit ==
    /\ PagesInit
    /\ mapped = {}
    /\ looked = [h \in HOLDERS |-> NoPfn]
    /\ holds = [h \in HOLDERS |-> NoPfn]

RefsTypeOK ==
    /\ PagesTypeOK
    /\ mapped \subseteq FRAMES
    /\ \A h \in HOLDERS : looked[h] \in FRAMES \cup {NoPfn} /\ holds[h] \in FRAMES \cup {NoPfn}

-----------------------------------------------------------------------------
(* The host *)

(* alloc_page() and map it. *)
alloc(f) ==
    /\ alloc_page(f)
    /\ mapped' = mapped \cup {f}
    /\ UNCHANGED <<looked, holds>>

(* The same for two neighbours with __GFP_COMP, mapped as one: the second  *)
(* becomes a tail of the first.                                            *)
alloc_compound(f) ==
    /\ {f, f + 1} \subseteq buddy
    /\ buddy' = buddy \ {f, f + 1}
    /\ page_head' = [page_head EXCEPT ![f + 1] = f]
    /\ page_refcount' = [page_refcount EXCEPT ![f] = 1]
    /\ mapped' = mapped \cup {f}
    /\ UNCHANGED <<looked, holds>>

unmap(f) ==
    /\ f \in mapped
    /\ mapped' = mapped \ {f}
    /\ put_page(f)
    /\ UNCHANGED <<looked, holds>>

-----------------------------------------------------------------------------
(* A vCPU *)

(* It reads a pfn from the host's page tables. *)
look(h, f) ==
    /\ looked[h] = NoPfn /\ holds[h] = NoPfn
    /\ compound_head(f) \in mapped
    /\ looked' = [looked EXCEPT ![h] = f]
    /\ UNCHANGED <<pageVars, mapped, holds>>

Taken(h, f) ==
    /\ looked' = [looked EXCEPT ![h] = NoPfn]
    /\ holds' = [holds EXCEPT ![h] = f]
    /\ UNCHANGED mapped

(* get_page_unless_zero(): asks the page's own count. *)
UnlessZero(f) == get_page_unless_zero_succeeds(f)

take_unless_zero(h, f) ==
    /\ looked[h] = f
    /\ UnlessZero(f)
    /\ get_page_unless_zero(f)
    /\ Taken(h, f)

(* try_get_folio() of GUP: asks the head's count, and counts there. *)
gup(h, f) ==
    /\ looked[h] = f
    /\ page_count(f) > 0
    /\ get_page(f)
    /\ Taken(h, f)

(* The page has no count of its own: freed meanwhile, or a tail. *)
get_fails(h, f) ==
    /\ looked[h] = f
    /\ page_ref_count(f) = 0
    /\ looked' = [looked EXCEPT ![h] = NoPfn]
    /\ UNCHANGED <<pageVars, mapped, holds>>

(* put_page(): what it does to the page, and whether the holder is done.   *)
ReleasedPut(f) == put_page(f)
ReleaseEnds(h) == holds' = [holds EXCEPT ![h] = NoPfn]

release(h, f) ==
    /\ holds[h] = f
    /\ ReleasedPut(f)
    /\ ReleaseEnds(h)
    /\ UNCHANGED <<mapped, looked>>

-----------------------------------------------------------------------------

RefsNext ==
    \/ \E f \in FRAMES : alloc(f)
    \/ \E f \in FRAMES : alloc_compound(f)
    \/ \E f \in FRAMES : unmap(f)
    \/ \E h \in HOLDERS, f \in FRAMES : look(h, f)
    \/ \E h \in HOLDERS, f \in FRAMES : take_unless_zero(h, f)
    \/ \E h \in HOLDERS, f \in FRAMES : gup(h, f)
    \/ \E h \in HOLDERS, f \in FRAMES : get_fails(h, f)
    \/ \E h \in HOLDERS, f \in FRAMES : release(h, f)

RefsSpec == RefsInit /\ [][RefsNext]_refsVars

-----------------------------------------------------------------------------
(* Properties *)

RefsOn(f) ==
    Cardinality({h \in HOLDERS : holds[h] # NoPfn /\ page_head[holds[h]] = f})
      + Cardinality({m \in mapped : m = f})

(* The count of a head or single page is the number of references on it.   *)
RefsBalanced == \A f \in FRAMES : ~PageTail(f) => page_refcount[f] = RefsOn(f)

RefsNeverNegative == \A f \in FRAMES : page_refcount[f] >= 0

RefsTailsHaveNoCount == \A f \in FRAMES : PageTail(f) => page_refcount[f] = 0

(* Tails point to a head, heads are no tails, free pages are neither.      *)
RefsWellFormed ==
    \A f \in FRAMES : PageTail(f) =>
        /\ ~PageTail(page_head[f])
        /\ f \notin buddy /\ page_head[f] \notin buddy

(* No use after free. *)
RefsHeldPageIsNotFree ==
    /\ \A h \in HOLDERS : holds[h] \notin buddy
    /\ mapped \cap buddy = {}

(* No leak. *)
RefsUnheldPageIsFree ==
    \A f \in FRAMES : ~PageTail(f) /\ RefsOn(f) = 0 => f \in buddy

RefsZeroToOneOnlyByAllocation ==
    [][\A f \in FRAMES : page_refcount[f] = 0 /\ page_refcount'[f] > 0
                            => f \in buddy /\ f \notin buddy']_refsVars

-----------------------------------------------------------------------------
(* Witnesses *)

RefsGetFailsOnLiveTail ==
    \E h \in HOLDERS : looked[h] # NoPfn /\ PageTail(looked[h]) /\ page_count(looked[h]) > 0
                          /\ looked'[h] = NoPfn /\ holds'[h] = NoPfn
RefsGetFailsOnFreedPage ==
    \E h \in HOLDERS : looked[h] \in buddy /\ looked'[h] = NoPfn /\ holds'[h] = NoPfn
RefsLastPutFrees ==
    \E h \in HOLDERS : holds[h] # NoPfn /\ holds'[h] = NoPfn /\ holds[h] \in buddy'
RefsPutOnTailFreesAll ==
    \E h \in HOLDERS : holds[h] # NoPfn /\ PageTail(holds[h])
                          /\ {holds[h], page_head[holds[h]]} \subseteq buddy'
RefsThreeReferences == \E f \in FRAMES : page_refcount[f] >= 3

=============================================================================
