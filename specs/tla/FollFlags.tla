----------------------------- MODULE FollFlags ------------------------------
(***************************************************************************)
(* Which inputs of a lookup have a FOLL_* flag that says the same?         *)
(* Inputs: the bools of __gfn_to_pfn_memslot() (virt/kvm/kvm_main.c, Linux *)
(* 6.12), "get" (the caller wants a reference) and "pin" (6.13).  Flags:   *)
(* those that a caller may give to GUP (mm/gup.c); FOLL_FAST_ONLY and      *)
(* FOLL_PIN are internal to mm.                                            *)
(*                                                                         *)
(* One lookup of one address, as a function: what it meets, and what comes *)
(* of it.  An input is carried by a flag if GUP with the flag does what    *)
(* the lookup with the input does, whatever the address is like and        *)
(* whichever other inputs are given that have a flag themselves.           *)
(*                                                                         *)
(* Left out: poison, NUMA, PFNMAP areas.  No input is about them.          *)
(***************************************************************************)
CONSTANT INPUTS      \* the inputs that are asked about

VARIABLES input, asked
follVars == <<input, asked>>

PublicFlags == {"FOLL_WRITE", "FOLL_NOWAIT", "FOLL_INTERRUPTIBLE", "FOLL_GET"}

(* The mapping that everybody has in mind. *)
FlagOf == [write_fault |-> "FOLL_WRITE", async |-> "FOLL_NOWAIT",
           interruptible |-> "FOLL_INTERRUPTIBLE", get |-> "FOLL_GET"]

(* The entry: writable, read-only, empty, or swapped out.  Whether the     *)
(* area may be written, and whether a signal is pending.                   *)
Situations == [pte : {"rw", "ro", "none", "swap"}, vma_write : BOOLEAN, signal : BOOLEAN]
Possible == {s \in Situations : s.pte = "rw" => s.vma_write}

(* held: what KVM has of the page afterwards.  cow: a copy was made.       *)
Page(w, cow, waited, held) ==
    [r |-> "page", w |-> w, cow |-> cow, waited |-> waited, held |-> held]
Error(r) == [r |-> r, w |-> FALSE, cow |-> FALSE, waited |-> FALSE, held |-> "nothing"]

-----------------------------------------------------------------------------
(* GUP that may fault, and wait unless it must not.  w: the page may be    *)
(* written, which GUP promises if it was asked for a write.                *)
Faulted(write, s, waited, held) ==
    IF write /\ ~s.vma_write THEN Error("EFAULT")
    ELSE Page(write, write /\ s.pte = "ro", waited, held)

Gup(flags, s) ==
    LET write == "FOLL_WRITE" \in flags
        held == IF "FOLL_GET" \in flags THEN "reference" ELSE "nothing"
    IN  IF s.pte # "swap" \/ (write /\ ~s.vma_write) THEN Faulted(write, s, FALSE, held)
        ELSE IF "FOLL_NOWAIT" \in flags THEN Error("needs I/O")
        ELSE IF "FOLL_INTERRUPTIBLE" \in flags /\ s.signal THEN Error("EINTR")
        ELSE Faulted(write, s, TRUE, held)

(* The lookup.  Without a page array to fill, "get" decides what is kept:  *)
(* the lookup without it puts the reference before it returns.             *)
Lookup(inputs, s) ==
    LET write == "write_fault" \in inputs
        upgrade == "map_writable" \in inputs /\ ~write
        held == IF "pin" \in inputs THEN "pin"
                ELSE IF "get" \in inputs THEN "reference" ELSE "nothing"
    IN  IF (write \/ upgrade) /\ s.pte = "rw" THEN Page(TRUE, FALSE, FALSE, held)
        ELSE IF "atomic" \in inputs THEN Error("EFAULT")
        ELSE IF s.pte # "swap" \/ (write /\ ~s.vma_write) THEN Faulted(write, s, FALSE, held)
        ELSE IF "async" \in inputs THEN Error("needs I/O")
        ELSE IF "interruptible" \in inputs /\ s.signal THEN Error("EINTR")
        ELSE Faulted(write, s, TRUE, held)

-----------------------------------------------------------------------------

Carried == DOMAIN FlagOf
Flags(inputs) == {FlagOf[i] : i \in inputs}

Carries(flag, i) ==
    \A others \in SUBSET (Carried \ {i}) : \A s \in Possible :
        Lookup(others \cup {i}, s) = Gup(Flags(others) \cup {flag}, s)

(* Nor does the lookup without the input do what GUP does with the flag. *)
Tells(flag, i) ==
    \E others \in SUBSET (Carried \ {i}) : \E s \in Possible :
        Lookup(others, s) # Gup(Flags(others) \cup {flag}, s)

FollInit == input \in INPUTS /\ asked = {}
get_user_pages(flag) == flag \notin asked /\ asked' = asked \cup {flag} /\ UNCHANGED input
FollNext == \E flag \in PublicFlags : get_user_pages(flag)
FollSpec == FollInit /\ [][FollNext]_follVars

FollTypeOK == input \in INPUTS /\ asked \subseteq PublicFlags

(* Once all flags have been tried, one of them was the input's. *)
FollInputHasFlag ==
    asked = PublicFlags => \E flag \in asked : Carries(flag, input) /\ Tells(flag, input)

(* Witness. *)
FollAllTried == asked = PublicFlags

=============================================================================
