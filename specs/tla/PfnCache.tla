------------------------------ MODULE PfnCache ------------------------------
(***************************************************************************)
(* gfn_to_pfn_cache: KVM's own mapping of a guest page, used by KVM itself *)
(* (Xen shared info, steal time), kept valid across calls without a        *)
(* reference.  virt/kvm/pfncache.c, kvm_gpc_activate(), kvm_gpc_check(),   *)
(* kvm_gpc_refresh(), hva_to_pfn_retry(), kvm_gpc_deactivate(),            *)
(* gfn_to_pfn_cache_invalidate_start(); virt/kvm/kvm_main.c; Linux 6.12.   *)
(*                                                                         *)
(* An invalidation:                                                        *)
(*   S1  mn_active_invalidate_count++                                      *)
(*   S2  a valid cache in the range becomes invalid, under gpc->lock       *)
(*   S3  in_progress++, if a memslot meets the range; the host's entries   *)
(*       are cleared once start has returned                               *)
(*   E1  seq++ and in_progress--, if a memslot meets the range             *)
(*   E2  mn_active_invalidate_count--                                      *)
(* A refresh: valid := false; then { snapshot of seq; drop gpc->lock; look *)
(* the page up; take gpc->lock } until no invalidation is active and seq   *)
(* has not moved; then valid := true, and the reference is given back.     *)
(*                                                                         *)
(* Simplifications, and why they lose nothing.  One cache: caches share    *)
(* nothing but the list.  Sections of mmu_lock are one step: nobody here   *)
(* reads under it, and of what changes in them a refresh reads only seq.   *)
(* No SPTEs and no range: no refresh looks at them.  Sections of gpc->lock *)
(* that look at nothing else are one step; the two reads of the retry test *)
(* are two.  S2 looks under the read lock and again under the write lock:  *)
(* its outcome is that of the last look.  khva is the pfn: kmap() and      *)
(* kunmap() have no effect on others.  gpa and generation decide when to   *)
(* refresh, which may happen at any time here.  All entries of a range are *)
(* cleared at once: a refresh looks at one.  Host pages are anonymous and  *)
(* order 0 (other kinds: module Pages).  gpc_map() never fails: it would    *)
(* put the page and go the way of an error.  gpc_lock is gpc->lock here,   *)
(* not the spinlock of the list, under which a section is one step.        *)
(***************************************************************************)
EXTENDS ActiveCount

CONSTANTS
    HVAS,         \* host virtual addresses, pages 1..n
    SLOT_HVAS,    \* those that a memslot backs
    UHVAS,        \* those that the cache may be asked to map
    FRAMES        \* page frames, 1..n

VARIABLES
    gpc,              \* the cache: [active, valid, uhva, pfn]
    on_list,          \* whether it is on kvm->gpc_list
    gpc_lock,         \* gpc->lock, a rwlock: [writer, readers]
    refresh_lock,     \* gpc->refresh_lock, a mutex: who is inside
    task,             \* thread -> what it does with the cache
    inv,              \* invalidator -> what it is doing
    host_pte,         \* hva -> frame, or NoFrame
    page_refcount,    \* frame -> count; 0: free
    freed_under       \* history: the page was freed while the valid cache mapped it

gpcVars == <<gpc, on_list, gpc_lock, refresh_lock>>
pageVars == <<host_pte, page_refcount, freed_under>>
gpcAllVars == <<notifierVars, mn_active_invalidate_count, gpcVars, task, inv, pageVars>>

NoFrame == 0
TaskIdle == [pc |-> "idle", uhva |-> 0, mmu_seq |-> NoSeq, pfn |-> NoFrame]
(* counted: between S1 and E2; swept: between S2 and E2; gather: pages     *)
(* unmapped and not yet put.                                               *)
InvIdle == [pc |-> "idle", start |-> 0, end |-> 0,
            counted |-> FALSE, swept |-> FALSE, gather |-> {}]

GpcInit ==
    /\ NotifierInit
    /\ CountInit
    /\ gpc = [active |-> FALSE, valid |-> FALSE, uhva |-> 0, pfn |-> NoFrame]
    /\ on_list = FALSE
    /\ gpc_lock = Unlocked
    /\ refresh_lock = {}
    /\ task = [v \in VCPUS |-> TaskIdle]
    /\ inv = [n \in INVALIDATORS |-> InvIdle]
    /\ host_pte = [h \in HVAS |-> NoFrame]
    /\ page_refcount = [f \in FRAMES |-> 0]
    /\ freed_under = FALSE

GpcTypeOK ==
    /\ NotifierTypeOK /\ CountTypeOK
    /\ gpc.active \in BOOLEAN /\ gpc.valid \in BOOLEAN
    /\ gpc.uhva \in HVAS \cup {0} /\ gpc.pfn \in FRAMES \cup {NoFrame}
    /\ on_list \in BOOLEAN /\ freed_under \in BOOLEAN
    /\ gpc_lock.writer \subseteq VCPUS /\ gpc_lock.readers \subseteq VCPUS
    /\ refresh_lock \subseteq VCPUS
    /\ \A v \in VCPUS :
           /\ task[v].pc \in {"idle", "reading", "activate", "lock", "snapshot", "put",
                              "lookup", "relock", "retry_seq", "list_del"}
           /\ task[v].uhva \in UHVAS \cup {0} /\ task[v].mmu_seq \in Nat \cup {NoSeq}
           /\ task[v].pfn \in FRAMES \cup {NoFrame}
    /\ \A n \in INVALIDATORS :
           /\ inv[n].pc \in {"idle", "count", "gpc", "begin", "modify", "end", "count_dec", "after"}
           /\ inv[n].counted \in BOOLEAN /\ inv[n].swept \in BOOLEAN
           /\ inv[n].gather \subseteq FRAMES
    /\ host_pte \in [HVAS -> FRAMES \cup {NoFrame}]
    /\ page_refcount \in [FRAMES -> Int]

-----------------------------------------------------------------------------
(* The locks of the cache, and a put.                                      *)

gpc_write_trylock == gpc_lock = Unlocked
gpc_read_trylock == gpc_lock.writer = {}
refresh_trylock == refresh_lock = {}
RefreshUnlocked(v) == refresh_lock \ {v}

LastPut(f) == page_refcount[f] = 1
put_page(f) ==
    /\ page_refcount' = [page_refcount EXCEPT ![f] = @ - 1]
    /\ freed_under' = (freed_under \/ (gpc.valid /\ gpc.pfn = f /\ LastPut(f)))

taskUnchanged == <<notifierVars, mn_active_invalidate_count, inv>>

-----------------------------------------------------------------------------
(* A user of the cache: checks it and uses khva, holding gpc->lock to read.*)

kvm_gpc_check(v) ==
    /\ task[v].pc = "idle"
    /\ gpc_read_trylock
    /\ gpc.active /\ gpc.valid
    /\ gpc_lock' = [gpc_lock EXCEPT !.readers = @ \cup {v}]
    /\ task' = [task EXCEPT ![v].pc = "reading", ![v].pfn = gpc.pfn]
    /\ UNCHANGED <<taskUnchanged, pageVars, gpc, on_list, refresh_lock>>

read_unlock_gpc_lock(v) ==
    /\ task[v].pc = "reading"
    /\ gpc_lock' = [gpc_lock EXCEPT !.readers = @ \ {v}]
    /\ task' = [task EXCEPT ![v] = TaskIdle]
    /\ UNCHANGED <<taskUnchanged, pageVars, gpc, on_list, refresh_lock>>

-----------------------------------------------------------------------------
(* Activation: on the list first, active second, so that no refresh makes  *)
(* a mapping that S2 does not find.  Deactivation the other way round.     *)

kvm_gpc_activate(v, h) ==
    /\ task[v].pc = "idle"
    /\ refresh_trylock
    /\ ~gpc.active /\ ~on_list
    /\ refresh_lock' = refresh_lock \cup {v}
    /\ on_list' = TRUE
    /\ task' = [task EXCEPT ![v].pc = "activate", ![v].uhva = h]
    /\ UNCHANGED <<taskUnchanged, pageVars, gpc, gpc_lock>>

kvm_gpc_set_active(v) ==
    /\ task[v].pc = "activate"
    /\ gpc_write_trylock
    /\ gpc' = [gpc EXCEPT !.active = TRUE]
    /\ task' = [task EXCEPT ![v].pc = "lock"]
    /\ UNCHANGED <<taskUnchanged, pageVars, on_list, gpc_lock, refresh_lock>>

kvm_gpc_deactivate(v) ==
    /\ task[v].pc = "idle"
    /\ refresh_trylock
    /\ gpc_write_trylock
    /\ gpc.active
    /\ refresh_lock' = refresh_lock \cup {v}
    /\ gpc' = [gpc EXCEPT !.active = FALSE, !.valid = FALSE, !.pfn = NoFrame]
    /\ freed_under' = FALSE
    /\ task' = [task EXCEPT ![v].pc = "list_del"]
    /\ UNCHANGED <<taskUnchanged, on_list, gpc_lock, host_pte, page_refcount>>

list_del(v) ==
    /\ task[v].pc = "list_del"
    /\ on_list' = FALSE
    /\ refresh_lock' = RefreshUnlocked(v)
    /\ task' = [task EXCEPT ![v] = TaskIdle]
    /\ UNCHANGED <<taskUnchanged, pageVars, gpc, gpc_lock>>

-----------------------------------------------------------------------------
(* Refresh *)

RefreshMayBegin == refresh_trylock

kvm_gpc_refresh(v, h) ==
    /\ task[v].pc = "idle"
    /\ RefreshMayBegin
    /\ refresh_lock' = refresh_lock \cup {v}
    /\ task' = [task EXCEPT ![v].pc = "lock", ![v].uhva = h]
    /\ UNCHANGED <<taskUnchanged, pageVars, gpc, on_list, gpc_lock>>

RefreshRefused == ~gpc.active
NothingToRefresh(v) == gpc.valid /\ gpc.uhva = task[v].uhva
ValidDuringRefresh == FALSE

(* Under gpc->lock: -EINVAL for an inactive cache, nothing to do for a     *)
(* valid one; else it is invalid from here on.  Keeps the lock.            *)
__kvm_gpc_refresh(v) ==
    /\ task[v].pc = "lock"
    /\ gpc_write_trylock
    /\ IF RefreshRefused \/ NothingToRefresh(v)
       THEN /\ refresh_lock' = RefreshUnlocked(v)
            /\ task' = [task EXCEPT ![v] = TaskIdle]
            /\ UNCHANGED <<gpc, gpc_lock, freed_under>>
       ELSE /\ gpc' = [gpc EXCEPT !.uhva = task[v].uhva, !.valid = ValidDuringRefresh]
            /\ freed_under' = FALSE
            /\ gpc_lock' = WriteLocked(v)
            /\ task' = [task EXCEPT ![v].pc = "snapshot"]
            /\ UNCHANGED refresh_lock
    /\ UNCHANGED <<taskUnchanged, host_pte, page_refcount, on_list>>

(* hva_to_pfn_retry(), head of its loop: snapshot; smp_rmb(); drop the     *)
(* lock.  A page of the previous round is given back without it.           *)
hva_to_pfn_retry(v) ==
    /\ task[v].pc = "snapshot"
    /\ gpc_lock' = Unlocked
    /\ task' = [task EXCEPT ![v].mmu_seq = mmu_invalidate_seq,
                            ![v].pc = IF task[v].pfn = NoFrame THEN "lookup" ELSE "put"]
    /\ UNCHANGED <<taskUnchanged, pageVars, gpc, on_list, refresh_lock>>

kvm_release_pfn_clean(v) ==
    /\ task[v].pc = "put"
    /\ put_page(task[v].pfn)
    /\ task' = [task EXCEPT ![v].pc = "lookup", ![v].pfn = NoFrame]
    /\ UNCHANGED <<taskUnchanged, gpcVars, host_pte>>

(* hva_to_pfn() of gpc->uhva, which refresh_lock keeps from changing.      *)
hva_to_pfn(v) ==
    LET f == host_pte[gpc.uhva]
    IN  /\ task[v].pc = "lookup"
        /\ f # NoFrame
        /\ page_refcount' = [page_refcount EXCEPT ![f] = @ + 1]
        /\ task' = [task EXCEPT ![v].pc = "relock", ![v].pfn = f]
        /\ UNCHANGED <<taskUnchanged, gpcVars, host_pte, freed_under>>

(* The host maps nothing there yet: do_anonymous_page().                   *)
faultin_page(v, f) ==
    /\ task[v].pc = "lookup"
    /\ host_pte[gpc.uhva] = NoFrame
    /\ page_refcount[f] = 0
    /\ page_refcount' = [page_refcount EXCEPT ![f] = 1]
    /\ host_pte' = [host_pte EXCEPT ![gpc.uhva] = f]
    /\ UNCHANGED <<taskUnchanged, gpcVars, task, freed_under>>

(* An error result: the cache stays invalid and forgets its page.          *)
hva_to_pfn_out_error(v) ==
    /\ task[v].pc = "lookup"
    /\ gpc_write_trylock
    /\ gpc' = [gpc EXCEPT !.valid = FALSE, !.pfn = NoFrame]
    /\ freed_under' = FALSE
    /\ refresh_lock' = RefreshUnlocked(v)
    /\ task' = [task EXCEPT ![v] = TaskIdle]
    /\ UNCHANGED <<taskUnchanged, host_pte, page_refcount, on_list, gpc_lock>>

(* mmu_notifier_retry_cache(): is an invalidation active, has seq moved?   *)
(* In this order: end moves seq before it lowers the count.                *)
FirstReadSaysRetry(v) == mn_active_invalidate_count # 0
SecondReadSaysRetry(v) == mmu_invalidate_seq # task[v].mmu_seq

mmu_notifier_retry_cache(v) ==
    /\ task[v].pc = "relock"
    /\ gpc_write_trylock
    /\ gpc_lock' = WriteLocked(v)
    /\ task' = [task EXCEPT ![v] =
           IF FirstReadSaysRetry(v)
           THEN [@ EXCEPT !.pc = "snapshot", !.mmu_seq = NoSeq]
           ELSE [@ EXCEPT !.pc = "retry_seq"]]
    /\ UNCHANGED <<taskUnchanged, pageVars, gpc, on_list, refresh_lock>>

(* The second read, after smp_rmb().                                       *)
mmu_notifier_retry_cache_seq(v) ==
    /\ task[v].pc = "retry_seq"
    /\ SecondReadSaysRetry(v)
    /\ task' = [task EXCEPT ![v].pc = "snapshot", ![v].mmu_seq = NoSeq]
    /\ UNCHANGED <<taskUnchanged, pageVars, gpcVars>>

(* The loop is left: valid, pfn, khva; the reference goes back; unlock.    *)
PutsNewPage(v) == TRUE

gpc_becomes_valid(v) ==
    LET f == task[v].pfn
        puts == PutsNewPage(v)
    IN  /\ task[v].pc = "retry_seq"
        /\ ~SecondReadSaysRetry(v)
        /\ gpc' = [gpc EXCEPT !.valid = TRUE, !.pfn = f]
        /\ freed_under' = (puts /\ LastPut(f))
        /\ page_refcount' = [page_refcount EXCEPT ![f] = IF puts THEN @ - 1 ELSE @]
        /\ gpc_lock' = Unlocked
        /\ refresh_lock' = RefreshUnlocked(v)
        /\ task' = [task EXCEPT ![v] = TaskIdle]
        /\ UNCHANGED <<taskUnchanged, host_pte, on_list>>

=============================================================================
