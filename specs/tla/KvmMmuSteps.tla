----------------------------- MODULE KvmMmuSteps -----------------------------
(***************************************************************************)
(* What the steps of KvmMmu may change, when, and what they leave behind.  *)
(* The properties of KvmMmuProperties say what KVM promises; those here    *)
(* say that the host and the invalidations are the ones described, no      *)
(* others: a host that may do more than Linux does makes what KVM promises *)
(* harder to keep, so no promise tells.                                    *)
(*                                                                         *)
(* All of it is said in terms of the variables, not of the operators that  *)
(* the steps use: a wrong operator must not be measured by itself.         *)
(***************************************************************************)
EXTENDS KvmMmu

-----------------------------------------------------------------------------
(* Pages                                                                   *)

(* The allocator has the ordinary pages that nobody refers to, all of them.*)
FreePagesAreWithoutCount ==
    \A f \in FRAMES : CLASS[f] = "ram" =>
        (f \in buddy) = (page_refcount[f] = 0 /\ page_head[f] = f)

(* A compound page begins where a page of its size may begin.              *)
CompoundPagesAreAligned ==
    \A f \in FRAMES : page_head[f] # f => f % 2 = 0 /\ page_head[f] = f - 1

-----------------------------------------------------------------------------
(* The host's entries                                                      *)

Maps(pte) == pte.pfn \in FRAMES
SameFrame(old, new) == old.pfn = new.pfn

(* Some invalidation that performs one of these operations looks at the    *)
(* entry, and goes on to the next.                                         *)
IsLookedAt(h, ops) ==
    \E n \in INVALIDATORS :
        inv[n].op \in ops /\ inv[n].pc = "modify" /\ inv[n].next = h /\ inv'[n].next = h + 1

(* The entries that a large page fills together. *)
Pair(h) == IF h % 2 = 1 THEN {h, h + 1} ELSE {h - 1, h}

(* An empty entry is filled by a fault: with the driver's page, with the   *)
(* ZERO_PAGE if it is for reading, or with a free page; with a large one   *)
(* where there is room for it, and with a small one only where there is    *)
(* not.                                                                    *)
IsFilled(h, new) ==
    /\ inv' = inv
    /\ CASE VMA[h] \in {"pfnmap", "pfnmap_ro"} ->
                new.pfn = DRIVER_PFN[h] /\ new.w = (VMA[h] = "pfnmap")
         [] new.pfn \in FRAMES /\ CLASS[new.pfn] = "zero" -> VMA[h] \in {"anon", "readonly"} /\ ~new.w
         [] VMA[h] = "thp" ->
                /\ new.pfn \in buddy /\ new.w
                /\ (\A x \in Pair(h) : host_pte[x].pfn = NoPfn)
                       = (\A x \in Pair(h) : Maps(host_pte'[x]) /\ page_head'[host_pte'[x].pfn] = page_head'[new.pfn])
         [] OTHER -> new.pfn \in buddy /\ new.w = (VMA[h] = "anon")

(* A write makes an entry writable whose page no child shares.  Of whom    *)
(* the write is, is no part of the state: somebody must write at all.      *)
IsReused(h, new) ==
    /\ inv' = inv /\ TRUE \in WRITES
    /\ VMA[h] \in {"anon", "thp"} /\ CLASS[new.pfn] = "ram" /\ child_pte[h] = NoPfn

(* The end of a migration: the page has moved, or is mapped again. *)
IsRemapped(h, old, new) ==
    \E n \in INVALIDATORS :
        /\ inv[n].op = "migrate" /\ inv[n].pc = "after" /\ inv[n].start = h /\ inv'[n].pc = "idle"
        /\ new.w = old.w
        /\ new.pfn = inv[n].pfn \/ new.pfn \in buddy

HostEntryHasReason(h) ==
    LET old == host_pte[h]
        new == host_pte'[h]
    IN  CASE new = old -> TRUE
          [] old.pfn = NoPfn -> IsFilled(h, new)
          [] new.pfn = NoPfn -> IsLookedAt(h, {"zap"})
          [] SameFrame(old, new) /\ old.w -> IsLookedAt(h, {"wrprotect", "fork"})
          [] SameFrame(old, new) -> IsReused(h, new)
          [] ~Maps(old) -> IsRemapped(h, old, new)
          [] ~Maps(new) -> IsLookedAt(h, {"migrate"}) /\ new.w = old.w
          [] OTHER -> IsLookedAt(h, {"cow"}) /\ ~old.w /\ new.w /\ new.pfn \in buddy
HostEntriesChangeForAReason == [][\A h \in HVAS : HostEntryHasReason(h)]_vars

(* Nobody gets the ZERO_PAGE who writes, and a page of its own is for a    *)
(* write.  Whose access an entry was filled for is no part of the state,   *)
(* so this says something where all accesses are of one kind.              *)
ZeroPageIsForReads ==
    \A h \in HVAS : Maps(host_pte[h]) /\ VMA[h] = "anon" /\ (\E f \in FRAMES : CLASS[f] = "zero") =>
        (CLASS[host_pte[h].pfn] # "zero") \in WRITES

-----------------------------------------------------------------------------
(* Invalidations                                                           *)

GfnsIn(start, end) == {g \in GFNS : start <= g /\ g < end}

(* Whether an operation has something to do at an entry.                    *)
HasWork(op, h) ==
    LET pte == host_pte[h]
        normal == Maps(pte) /\ VMA[h] \notin {"pfnmap", "pfnmap_ro"} /\ CLASS[pte.pfn] # "zero"
    IN  CASE op = "zap" -> pte.pfn # NoPfn
          [] op \in {"wrprotect", "fork"} -> normal
          [] op = "cow" -> Maps(pte) /\ ~pte.w /\ VMA[h] \in {"anon", "thp"}
          [] op = "migrate" -> normal /\ child_pte[h] = NoPfn
                                 /\ \A f \in FRAMES : (page_head[f] = page_head[pte.pfn]) = (f = pte.pfn)
          [] OTHER -> FALSE

(* What an operation leaves behind at the entry that it has looked at.     *)
LeavesBehind(n) ==
    LET h == inv[n].next
        old == host_pte[h]
        new == host_pte'[h]
    IN  /\ h < inv[n].end
        /\ inv'[n].next = h + 1
        /\ CASE inv[n].op = "zap" -> new.pfn = NoPfn
             [] inv[n].op = "wrprotect" -> ~new.w \/ VMA[h] \in {"pfnmap", "pfnmap_ro"}
             [] inv[n].op = "fork" ->
                    HasWork("fork", h) /\ child_pte[h] = NoPfn => ~new.w /\ child_pte'[h] = old.pfn
             [] inv[n].op = "cow" -> new.w \/ ~Maps(new)
             [] inv[n].op = "migrate" -> new.pfn # inv[n].pfn
             [] OTHER -> FALSE
OperationsDoTheirWork ==
    [][\A n \in INVALIDATORS :
           inv[n].pc = "modify" /\ inv'[n].pc = "modify" /\ inv'[n].next # inv[n].next => LeavesBehind(n)]_vars

(* An operation begins on a range where there is something for it to do.   *)
Begins(n) ==
    LET new == inv'[n]
    IN  /\ new.next = new.start /\ new.start < new.end
        /\ new.start \in HVAS /\ new.end - 1 \in HVAS
        /\ new.op \in {"cow", "migrate"} => new.end = new.start + 1
        /\ \E h \in new.start..(new.end - 1) : HasWork(new.op, h)

(* The steps of an invalidation come in their order: the end after the     *)
(* walk over the host's entries is complete, with mmu_lock in between if a *)
(* memslot meets the range, and without it if none does.  Pages are put    *)
(* before end is called, or once it has returned.                          *)
StepIsNext(n) ==
    LET old == inv[n]
        to == inv'[n].pc
        met == GfnsIn(old.start, old.end) # {}
        holds == old.gather # {} \/ old.pfn # NoPfn
    IN  CASE old.pc = "idle" -> to = "begin" /\ Begins(n)
          [] old.pc = "begin" -> to = IF met THEN "range_add" ELSE "modify"
          [] old.pc = "range_add" -> to = "unmap"
          [] old.pc \in {"unmap", "unmap_resumed"} -> to = "modify" \/ (MAY_BLOCK /\ to = "unmap_yielded")
          [] old.pc = "unmap_yielded" -> to = "unmap_resumed"
          [] old.pc = "modify" ->
                 /\ old.next = old.end
                 /\ to = IF met THEN "in_progress_dec" ELSE IF holds THEN "after" ELSE "idle"
          [] old.pc = "in_progress_dec" -> to = IF holds THEN "after" ELSE "idle"
          [] old.pc = "after" -> to = "idle" /\ Cardinality(old.gather) < 2
InvalidationsGoInOrder ==
    [][\A n \in INVALIDATORS :
           /\ inv'[n].pc # inv[n].pc => StepIsNext(n)
           /\ inv'[n].gather # inv[n].gather => inv[n].pc \in {"modify", "after"}]_vars

(* The walk over the SPTEs: what it has passed is gone, it has touched     *)
(* nothing else, and it goes on where it gave way.                         *)
Walks(n) == inv[n].pc \in {"unmap", "unmap_resumed"} /\ inv'[n].pc # inv[n].pc
WalkIsOrderly(n) ==
    LET yields == inv'[n].pc = "unmap_yielded"
        from == inv[n].next
        to == IF yields THEN inv'[n].next ELSE inv[n].end
    IN  /\ \A g \in GfnsIn(inv[n].start, to) : spte'[g].pfn = NoPfn
        /\ \A g \in GFNS \ GfnsIn(from, to) : spte'[g] = spte[g]
        /\ yields => /\ to \in GfnsIn(from, inv[n].end)
                     /\ inv[n].pc = "unmap_resumed" => to > from
        /\ ~yields => inv'[n].next = inv[n].start
WalksAreOrderly ==
    [][/\ \A n \in INVALIDATORS : Walks(n) => WalkIsOrderly(n)
       /\ \A n \in INVALIDATORS : inv[n].pc = "unmap_yielded" => inv'[n].next = inv[n].next]_vars

(* An SPTE is set by a fault of its gfn, and removed by a walk.            *)
SpteHasReason(g) ==
    \/ spte'[g] = spte[g]
    \/ spte'[g].pfn # NoPfn /\ \E v \in VCPUS : fault[v].pc = "map" /\ fault'[v].pc # "map" /\ fault[v].gfn = g
    \/ spte'[g].pfn = NoPfn /\ \E n \in INVALIDATORS : Walks(n) /\ g \in GfnsIn(inv[n].start, inv[n].end)
SptesChangeForAReason == [][\A g \in GFNS : SpteHasReason(g)]_vars

-----------------------------------------------------------------------------
(* The unlocked retry tests                                                *)

(* Nothing rests on them but work that is saved: they send back the faults *)
(* that the locked test would send back, as things stand, and no others.   *)
SentBackFor(v) ==
    \/ mmu_invalidate_seq # fault[v].mmu_seq
    \/ /\ mmu_invalidate_in_progress > 0
       /\ mmu_invalidate_range.start <= fault[v].gfn /\ fault[v].gfn < mmu_invalidate_range.end
UnlockedTestsSaveWork ==
    [][\A v \in VCPUS : fault[v].pc \in {"retry_early", "retry_late"} /\ fault'[v].pc # fault[v].pc =>
           (fault'[v].pc \in {"reenter", "release"}) = SentBackFor(v)]_vars

-----------------------------------------------------------------------------
(* Witnesses                                                               *)

(* A small page joins another one in its pair, from below and from above.  *)
SmallPageJoins(h) ==
    /\ VMA[h] = "thp" /\ host_pte[h].pfn = NoPfn /\ Maps(host_pte'[h])
    /\ \E x \in Pair(h) : Maps(host_pte[x])
SmallPageJoinsFromBelow == \E h \in HVAS : h % 2 = 1 /\ SmallPageJoins(h)
SmallPageJoinsFromAbove == \E h \in HVAS : h % 2 = 0 /\ SmallPageJoins(h)

(* An invalidation that no memslot meets comes to its end. *)
EndsWithoutMemslot == \E n \in INVALIDATORS : inv[n].pc = "modify" /\ inv'[n].pc \in {"idle", "after"}

(* Somebody else made the entry writable meanwhile: no copy. *)
CowGivenUp ==
    \E h \in HVAS : IsLookedAt(h, {"cow"}) /\ host_pte'[h] = host_pte[h]

EntryWriteProtected ==
    \E h \in HVAS : host_pte[h].w /\ ~host_pte'[h].w /\ IsLookedAt(h, {"wrprotect"})
ChildSharesPage == \E h \in HVAS : child_pte[h] # NoPfn /\ host_pte[h].pfn = child_pte[h]
ChildGoesAway == \E h \in HVAS : child_pte[h] # NoPfn /\ child_pte'[h] = NoPfn
ChildFreesPage == ChildGoesAway /\ buddy # buddy'

=============================================================================
