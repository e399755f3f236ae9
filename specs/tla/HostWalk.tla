------------------------------ MODULE HostWalk ------------------------------
(***************************************************************************)
(* The walk of the host's page table without locks: arch/x86/kvm/mmu/      *)
(* mmu.c, host_pfn_mapping_level(); mm/khugepaged.c, collapse_huge_page(), *)
(* tlb_remove_table_sync_one(); Linux 6.12.                                *)
(*                                                                         *)
(* HugePages takes the walk for one look at the entry that decides.  The   *)
(* retry test makes its result right when that is used to map; but the     *)
(* walk must not go astray in any case, and it is also made where nobody   *)
(* tests (kvm_mmu_max_mapping_level() for zapping SPTEs that could be      *)
(* larger).  Two things keep it in the tables.  Each entry is read once:   *)
(* the value that said "table" is the one that is followed.  And interrupts*)
(* are off: khugepaged sends an interrupt to all CPUs between taking a     *)
(* table out and freeing it.                                               *)
(*                                                                         *)
(* Simplifications.  Two levels: an entry, and the table or the huge page  *)
(* that it leads to.  Two tables, of which one is in use at most.  A walk  *)
(* that begins after the interrupt was sent is waited for, too, which only *)
(* delays the free.  walked_astray is history: no kernel has it.           *)
(***************************************************************************)
EXTENDS Naturals, FiniteSets

CONSTANTS
    WALKERS     \* vCPU threads, and who else asks for the level

VARIABLES
    entry,          \* None, Huge, or the table that it leads to
    live_tables,    \* the page-table pages that are not free
    khugepaged,     \* what it is doing, and the table that it has taken out
    walker,         \* walker -> where it is; seen: the table that it read from the entry
    walked_astray   \* history: something that is no table was read as one

walkVars == <<entry, live_tables, khugepaged, walker, walked_astray>>

TABLES == {1, 2}
NoTable == 0
None == 0
Huge == 3
Walking == [pc |-> "idle", seen |-> NoTable, level |-> 0]

WalkInit ==
    /\ entry = None /\ live_tables = {}
    /\ khugepaged = [pc |-> "idle", table |-> NoTable]
    /\ walker = [w \in WALKERS |-> Walking]
    /\ walked_astray = FALSE

WalkTypeOK ==
    /\ entry \in {None, Huge} \cup TABLES
    /\ live_tables \subseteq TABLES /\ walked_astray \in BOOLEAN
    /\ khugepaged.pc \in {"idle", "taken", "synced"} /\ khugepaged.table \in TABLES \cup {NoTable}
    /\ \A w \in WALKERS : /\ walker[w].pc \in {"idle", "descend"}
                          /\ walker[w].seen \in TABLES \cup {NoTable}
                          /\ walker[w].level \in {0, 1, 2}

IsTable(e) == e \in TABLES

-----------------------------------------------------------------------------
(* The walk; interrupts are off from its first step to its last.           *)

host_pfn_mapping_level(w) ==
    /\ walker[w].pc = "idle"
    /\ walker' = [walker EXCEPT ![w] =
           IF IsTable(entry) THEN [pc |-> "descend", seen |-> entry, level |-> 0]
           ELSE [Walking EXCEPT !.level = IF entry = Huge THEN 2 ELSE 1]]
    /\ UNCHANGED <<entry, live_tables, khugepaged, walked_astray>>

(* Reads in what the first read has led to. *)
Followed(w) == walker[w].seen

pmd_offset(w) ==
    /\ walker[w].pc = "descend"
    /\ walked_astray' = (walked_astray \/ Followed(w) \notin live_tables)
    /\ walker' = [walker EXCEPT ![w] = [Walking EXCEPT !.level = 1]]
    /\ UNCHANGED <<entry, live_tables, khugepaged>>

-----------------------------------------------------------------------------
(* The host *)

walkUnchanged == <<walker, walked_astray>>

pmd_alloc(t) ==
    /\ entry = None /\ khugepaged.pc = "idle" /\ live_tables = {}
    /\ entry' = t
    /\ live_tables' = {t}
    /\ UNCHANGED <<walkUnchanged, khugepaged>>

pmdp_collapse_flush ==
    /\ khugepaged.pc = "idle" /\ IsTable(entry)
    /\ khugepaged' = [pc |-> "taken", table |-> entry]
    /\ entry' = None
    /\ UNCHANGED <<walkUnchanged, live_tables>>

(* The interrupt is answered when no walk is in the middle. *)
InterruptAnswered == \A w \in WALKERS : walker[w].pc = "idle"

tlb_remove_table_sync_one ==
    /\ khugepaged.pc = "taken"
    /\ InterruptAnswered
    /\ khugepaged' = [khugepaged EXCEPT !.pc = "synced"]
    /\ UNCHANGED <<walkUnchanged, entry, live_tables>>

set_pmd_at ==
    /\ khugepaged.pc = "synced"
    /\ entry' = Huge
    /\ live_tables' = live_tables \ {khugepaged.table}
    /\ khugepaged' = [pc |-> "idle", table |-> NoTable]
    /\ UNCHANGED walkUnchanged

(* The huge page is unmapped as a whole. *)
zap_huge_pmd ==
    /\ entry = Huge
    /\ entry' = None
    /\ UNCHANGED <<walkUnchanged, live_tables, khugepaged>>

-----------------------------------------------------------------------------

WalkNext ==
    \/ \E w \in WALKERS : host_pfn_mapping_level(w)
    \/ \E w \in WALKERS : pmd_offset(w)
    \/ \E t \in TABLES : pmd_alloc(t)
    \/ pmdp_collapse_flush
    \/ tlb_remove_table_sync_one
    \/ set_pmd_at
    \/ zap_huge_pmd

WalkSpec == WalkInit /\ [][WalkNext]_walkVars

-----------------------------------------------------------------------------
(* What must hold, and what a run must reach                               *)

WalkStaysInTables == ~walked_astray

WalkEntryChangedMeanwhile ==
    \E w \in WALKERS : walker[w].pc = "descend" /\ entry # walker[w].seen
WalkFindsHuge == \E w \in WALKERS : walker[w].level = 2
WalkResultIsOld == \E w \in WALKERS : walker[w].pc = "idle" /\ walker[w].level = 1 /\ entry = Huge
WalkDelaysFree == khugepaged.pc = "taken" /\ ~(\A w \in WALKERS : walker[w].pc = "idle")

=============================================================================
