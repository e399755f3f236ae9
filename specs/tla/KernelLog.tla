----------------------------- MODULE KernelLog -----------------------------
(***************************************************************************)
(* A real kernel's log as a behaviour of the specs PageFault and           *)
(* Invalidation.  LogSteps is what the lines of the log say, step by step; *)
(* the state is the specs' own.  What lines say of the counters is         *)
(* compared with it (Fits) and never taken over.                           *)
(*                                                                         *)
(* The harness writes LogSteps (`trace check`); a record has                *)
(*     a    which step                                                     *)
(*     t    its vCPU or invalidator                                        *)
(*     x y  gfns, hvas or frames: small numbers in the order of the log's  *)
(*     b    a yes or no                                                    *)
(*     c    comparisons that the state after the step must stand           *)
(*                                                                         *)
(* A line of a lockless read comes some time after the read, and the       *)
(* stores of an invalidation's end may be seen before their line.  Records *)
(* "silent" say where such steps may have happened, and of whom; the       *)
(* checker chooses.  Under mmu_lock lines are exact: one invalidation at   *)
(* most is ahead of its line, and holds the lock.                          *)
(*                                                                         *)
(* The host is open: once start has returned, the entries of the range     *)
(* hold nothing that is known, and then whatever a lookup finds there; a   *)
(* frame in use has one reference on behalf of everybody but KVM.          *)
(*                                                                         *)
(* A step after which LogSafe does not hold is no step: a log is accepted  *)
(* if some behaviour fits it along which all safety properties hold.       *)
(*                                                                         *)
(* Replaced by the harness: gfn_to_hva, MeetsMemslot, GfnStart, GfnEnd,    *)
(* OpApplies, StartHasReturned, Hvas; and what the kernel's profile        *)
(* replaces.                                                               *)
(***************************************************************************)
EXTENDS Linux61, Sequences

CONSTANT LogSteps

(* TLC evaluates what the harness puts in the place of a constant each time*)
(* that it meets the constant, and a definition like this one only once.   *)
(* With tens of thousands of records nothing else takes any time.          *)
Steps == LogSteps

VARIABLES
    next,       \* the record that comes next
    ahead,      \* the invalidator whose end is ahead of its line
    meets,      \* invalidators whose range has met a memslot
    hva_of,     \* gfn -> hva as the last lookup said; 0: none
    before      \* what HostRestores will put back; NoPte: nothing

logVars == <<next, ahead, meets, hva_of, before>>
others == <<ahead, meets, hva_of, before>>

Nobody == 0

(* The constants of the host, which the harness gives these values.        *)
LogVma == [h \in HVAS |-> "anon"]
LogDriverPfn == [h \in HVAS |-> NoPfn]
LogClass == [f \in FRAMES |-> "ram"]
LogOps == {"zap"}
LogWrites == BOOLEAN

LogGfnToHva(g) == hva_of[g]
LogMeetsMemslot(n) ==
    \/ n \in meets
    \/ next <= Len(Steps) /\ Steps[next].a = "begin" /\ Steps[next].t = n
LogGfnStart(n) == Steps[next].x
LogGfnEnd(n) == Steps[next].y
AnyRange(op, first, last) == TRUE
(* As numbers, without a look at each of HVAS; hva_of has no others.       *)
LogHvas(n) == inv[n].start .. (inv[n].end - 1)
LogStartHasReturned(n) == inv[n].pc \in {"modify", "in_progress_dec"} /\ inv[n].next = inv[n].end

-----------------------------------------------------------------------------
(* What must hold after each step.                                         *)

HeldPagesAreCounted ==
    \A v \in VCPUS : HoldsRef(v) =>
        /\ fault[v].pfn \notin buddy
        /\ page_refcount[fault[v].pfn] = 1 + FaultRefs(fault[v].pfn)

(* Between HostHas and HostRestores the host's entry is an older one, for  *)
(* a lookup that began before it changed.  What is put back stood the test,*)
(* and no SPTE changes in between.                                         *)
LogSafe ==
    /\ NoMappingInInvalidatedRange
    /\ before = NoPte => GuestMapsWhatHostMaps
    /\ NoFreedPageMapped
    /\ InProgressCountsRunning
    /\ mmu_invalidate_in_progress >= 0
    /\ MarksOnlyLivePages
    /\ HeldPagesAreCounted

(* What a line says of the state.  A snapshot that a test has used is gone.*)
Stands(c) ==
    CASE c[1] = "seq" -> mmu_invalidate_seq = c[2]
      [] c[1] = "seq_by_now" -> mmu_invalidate_seq >= c[2]
      [] c[1] = "in_progress" -> mmu_invalidate_in_progress = c[2]
      [] c[1] = "range" -> \/ mmu_invalidate_in_progress = 0
                           \/ mmu_invalidate_range = NoRange
                           \/ mmu_invalidate_range = [start |-> c[2], end |-> c[3]]
      [] c[1] = "snapshot" -> fault[c[2]].mmu_seq = c[3]
      [] c[1] = "snapshot_or_none" -> fault[c[2]].mmu_seq \in {c[3], NoSeq}
      [] c[1] = "pc" -> fault[c[2]].pc = c[3]
      [] c[1] = "never" -> FALSE

Fits(e) == \A i \in 1..Len(e.c) : Stands(e.c[i])

-----------------------------------------------------------------------------
(* Steps of vCPUs beyond PageFault: no memslot, an obsolete root, nothing  *)
(* to install, and a test that met the counters half stored.               *)

At(v, pc) == fault[v].pc = pc
GoesTo(v, f) == fault' = [fault EXCEPT ![v] = f] /\ UNCHANGED faultUnchanged

Faults(e) ==
    \/ kvm_tdp_page_fault(e.t, e.x, e.b)
       \* after RET_PF_RETRY another access may come first
    \/ /\ At(e.t, "reenter")
       /\ GoesTo(e.t, [InGuest EXCEPT !.pc = FaultStepAfter("fault"), !.gfn = e.x, !.write = e.b])

Leaves(e) == GoesTo(e.t, InGuest)
LeavesWithoutPage(e) == fault[e.t].pfn = NoPfn /\ ~At(e.t, "guest") /\ GoesTo(e.t, InGuest)
NoSlot(e) == At(e.t, FaultStepAfter("snapshot")) /\ GoesTo(e.t, [fault[e.t] EXCEPT !.pc = "lock"])

Read(v, pc) ==
    /\ At(v, pc)
    /\ CASE pc = "snapshot" -> kvm_faultin_pfn(v)
         [] pc = "retry_early" -> mmu_invalidate_retry_early(v)
         [] pc = "retry_late" -> mmu_invalidate_retry_late(v)

(* By its line a read has happened. *)
HasRead(e) == IF At(e.t, e.pc) THEN Read(e.t, e.pc) ELSE UNCHANGED vars

Mixed(e) ==
    \/ UNCHANGED vars
    \/ fault[e.t].pc \in {"retry_early", "retry_late"} /\ GoesTo(e.t, Retry(e.t))

InUse(f) ==
    IF page_refcount[f] = 0
    THEN /\ page_refcount' = [page_refcount EXCEPT ![f] = 1]
         /\ buddy' = buddy \ {f}
         /\ UNCHANGED page_head
    ELSE UNCHANGED pageVars

LooksUp(e) ==
    /\ At(e.t, "lookup")
    /\ hva_of[e.x] \in {0, e.y} \/ spte[e.x] = NoSpte
    /\ hva_of' = [hva_of EXCEPT ![e.x] = e.y]
    /\ UNCHANGED vars

(* The host's entry as the lookup finds it; b: it may be another one. *)
HostHas(e) ==
    LET h == HvaOfFault(e.t)
        pte == host_pte[h]
    IN  /\ At(e.t, "lookup")
        /\ e.b \/ pte.pfn \in {NoPfn, e.x}
        /\ host_pte' = [host_pte EXCEPT ![h] =
               [pfn |-> e.x, w |-> fault[e.t].write \/ (pte.pfn = e.x /\ pte.w)]]
        /\ before' = IF e.b THEN pte ELSE NoPte
        /\ InUse(e.x)
        /\ UNCHANGED <<child_pte, notifierVars, spteVars, inv, fault>>

HostRestores(e) ==
    /\ host_pte' = [host_pte EXCEPT ![HvaOfFault(e.t)] = before]
    /\ before' = NoPte
    /\ UNCHANGED <<child_pte, pageVars, notifierVars, spteVars, inv, fault>>

Obsolete(v) ==
    /\ At(v, "stale")
    /\ GoesTo(v, [fault[v] EXCEPT !.retry = TRUE, !.mmu_seq = NoSeq, !.pc = FaultStepAfter("map")])

(* b: the verdict; x = 1: the root may be obsolete, which is stale, too.   *)
Stale(e) ==
    \/ is_page_fault_stale(e.t) /\ fault'[e.t].retry = e.b
    \/ /\ e.b /\ e.x = 1
       /\ ~mmu_invalidate_retry_gfn(fault[e.t].mmu_seq, fault[e.t].gfn)
       /\ Obsolete(e.t)

NotStale(e) == At(e.t, "stale") /\ GoesTo(e.t, [fault[e.t] EXCEPT !.pc = "map"])
MapsNothing(e) == At(e.t, "map") /\ GoesTo(e.t, [fault[e.t] EXCEPT !.pc = FaultStepAfter("map")])

-----------------------------------------------------------------------------
(* Steps of invalidators beyond Invalidation: each SPTE that a walk clears *)
(* has a line, several memslots, and the open host.                        *)

notInv == <<fault, pageVars, spteVars, hostVars, mmu_invalidate_seq, mmu_invalidate_in_progress>>
Walking(n) == inv[n].pc \in {"unmap", "unmap_resumed"}

(* Linux 6.1 knows the range, one of hvas, from the start.                 *)
RangeOfHvas(n) ==
    /\ inv[n].pc = "range_add"
    /\ mmu_invalidate_range' = RangeAdded(inv[n].start, inv[n].end)
    /\ inv' = [inv EXCEPT ![n].pc = "unmap"]
    /\ UNCHANGED <<notInv, mmu_lock>>

(* x, y: gfns of one memslot, of which the walk has left none mapped. *)
WalkEnds(e) ==
    /\ Walking(e.t)
    /\ \A g \in GFNS : e.x <= g /\ g < e.y => spte[g] = NoSpte
    /\ mmu_lock' = Unlocked
    /\ inv' = [inv EXCEPT ![e.t].pc = "modify", ![e.t].next = inv[e.t].start]
    /\ UNCHANGED <<notInv, mmu_invalidate_range>>

WalkYields(n) ==
    /\ Walking(n)
    /\ mmu_lock' = Unlocked
    /\ inv' = [inv EXCEPT ![n].pc = "unmap_yielded"]
    /\ UNCHANGED <<notInv, mmu_invalidate_range>>

(* b: its range is known already. *)
NextMemslot(e) ==
    /\ inv[e.t].pc = "modify"
    /\ write_trylock(e.t)
    /\ mmu_lock' = WriteLocked(e.t)
    /\ inv' = [inv EXCEPT ![e.t].pc = IF e.b THEN "unmap" ELSE "range_add"]
    /\ UNCHANGED <<notInv, mmu_invalidate_range>>

(* The return of start. *)
HostChanges(n) ==
    /\ inv[n].pc = "modify"
    /\ host_pte' = [h \in HVAS |-> IF inv[n].start <= h /\ h < inv[n].end THEN NoPte ELSE host_pte[h]]
    /\ inv' = [inv EXCEPT ![n].next = inv[n].end]
    /\ UNCHANGED <<child_pte, fault, pageVars, notifierVars, spteVars>>

Store(n) ==
    /\ \/ ahead = Nobody /\ kvm_mmu_invalidate_end(n) /\ ahead' = n
       \/ ahead = n /\ mmu_invalidate_in_progress_dec(n) /\ UNCHANGED ahead
    /\ UNCHANGED <<meets, hva_of, before>>

SeqIsStored(n) ==
    \/ ahead = n /\ UNCHANGED vars
    \/ ahead = Nobody /\ kvm_mmu_invalidate_end(n)
InProgressIsStored(n) ==
    IF inv[n].pc = "in_progress_dec" THEN mmu_invalidate_in_progress_dec(n) ELSE UNCHANGED vars

-----------------------------------------------------------------------------
(* SPTEs and pages, whoever changes them.  y: what another root maps.      *)

Cleared(e) ==
    /\ spte' = [spte EXCEPT ![e.x] = IF @ = NoSpte \/ e.y = NoPfn THEN NoSpte ELSE [@ EXCEPT !.pfn = e.y]]
    /\ freed_under' = freed_under \ {e.x}
    /\ UNCHANGED <<dead_mark, pageVars, notifierVars, hostVars, inv, fault>>

Freed(f) ==
    /\ page_refcount[f] <= 1
    /\ page_refcount' = [page_refcount EXCEPT ![f] = 0]
    /\ buddy' = buddy \cup {f}
    /\ freed_under' = freed_under \cup {g \in GFNS : spte[g].pfn = f}
    /\ UNCHANGED <<page_head, spte, dead_mark, notifierVars, hostVars, inv, fault>>

Allocated(f) ==
    /\ page_refcount[f] <= 1
    /\ InUse(f)
    /\ UNCHANGED <<notifierVars, spteVars, hostVars, inv, fault>>

-----------------------------------------------------------------------------

OnSpec(e) ==
    CASE e.a = "fault" -> Faults(e)
      [] e.a = "leaves" -> Leaves(e)
      [] e.a = "leaves_without_page" -> LeavesWithoutPage(e)
      [] e.a = "no_slot" -> NoSlot(e)
      [] e.a = "has_read" -> HasRead(e)
      [] e.a = "mixed" -> Mixed(e)
      [] e.a = "hva_to_pfn" -> hva_to_pfn(e.t)
      [] e.a = "read_lock" -> ahead = Nobody /\ read_lock_mmu_lock(e.t)
      [] e.a = "stale" -> Stale(e)
      [] e.a = "obsolete" -> Obsolete(e.t)
      [] e.a = "not_stale" -> NotStale(e)
      [] e.a = "map" -> kvm_tdp_mmu_map(e.t)
      [] e.a = "maps_nothing" -> MapsNothing(e)
      [] e.a = "read_unlock" -> read_unlock_mmu_lock(e.t)
      [] e.a = "release" -> kvm_release_pfn_clean(e.t)
      [] e.a = "range_of_hvas" -> RangeOfHvas(e.t)
      [] e.a = "range_add" -> kvm_mmu_invalidate_range_add(e.t)
      [] e.a = "next_memslot" -> NextMemslot(e)
      [] e.a = "walk_yields" -> WalkYields(e.t)
      [] e.a = "walk_resumes" -> ahead = Nobody /\ tdp_mmu_iter_resumes(e.t)
      [] e.a = "walk_ends" -> WalkEnds(e)
      [] e.a = "no_memslot" -> range_meets_no_memslot(e.t)
      [] e.a = "host_changes" -> HostChanges(e.t)
      [] e.a = "end_without_memslot" -> end_meets_no_memslot(e.t)
      [] e.a = "cleared" -> Cleared(e)
      [] e.a = "freed" -> Freed(e.x)
      [] e.a = "allocated" -> Allocated(e.x)
      [] e.a = "nothing" -> UNCHANGED vars

Step(e) ==
    CASE e.a = "start" -> /\ invalidate_range_start(e.t, "zap", e.x, e.y - 1)
                          /\ meets' = meets \ {e.t}
                          /\ UNCHANGED <<ahead, hva_of, before>>
      [] e.a = "begin" -> /\ ahead = Nobody
                          /\ kvm_mmu_invalidate_range_start(e.t)
                          /\ meets' = meets \cup {e.t}
                          /\ UNCHANGED <<ahead, hva_of, before>>
      [] e.a = "looks_up" -> LooksUp(e) /\ UNCHANGED <<ahead, meets, before>>
      [] e.a = "host_has" -> HostHas(e) /\ UNCHANGED <<ahead, meets, hva_of>>
      [] e.a = "host_restores" -> HostRestores(e) /\ UNCHANGED <<ahead, meets, hva_of>>
      [] e.a = "end_seq" -> SeqIsStored(e.t) /\ ahead' = e.t /\ UNCHANGED <<meets, hva_of, before>>
      [] e.a = "end_in_progress" ->
             InProgressIsStored(e.t) /\ ahead' = Nobody /\ UNCHANGED <<meets, hva_of, before>>
      [] OTHER -> OnSpec(e) /\ UNCHANGED others

(* Any number of reads of r, and stores of n, that no line has told yet.   *)
Silent(e) ==
    /\ next' = next
    /\ \/ \E r \in e.r : Read(r[1], r[2]) /\ UNCHANGED others
       \/ \E n \in e.n : Store(n)

Takes(e) ==
    IF e.a = "silent"
    THEN Silent(e) \/ (UNCHANGED <<vars, others>> /\ next' = next + 1)
    ELSE Step(e) /\ next' = next + 1 /\ Fits(e)'

LogInit ==
    /\ Init
    /\ next = 1
    /\ ahead = Nobody
    /\ meets = {}
    /\ hva_of = [g \in GFNS |-> 0]
    /\ before = NoPte

LogNext ==
    /\ next <= Len(Steps)
    /\ \E e \in {Steps[next]} : Takes(e)
    /\ LogSafe'

LogSpec == LogInit /\ [][LogNext]_<<vars, logVars>>

(* A register: the records that some behaviour has taken. *)
LogTaken == {next - 1}

=============================================================================
