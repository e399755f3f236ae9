----------------------------- MODULE GuestView -----------------------------
(***************************************************************************)
(* What all of this is for, in one page.  There are two maps: the host's,  *)
(* from hva to a frame and a permission, and the guest's, from gfn.        *)
(*                                                                         *)
(*     Whatever the guest reaches, the host maps there, with at least      *)
(*     that permission, at every moment.                                   *)
(*                                                                         *)
(* So the host may change an entry only in ways that every guest entry on  *)
(* top of it survives; else the guest's entry must be gone first.  Host    *)
(* entries are cleared only after invalidate_range_start() has returned,   *)
(* so there is no moment of exception.                                     *)
(*                                                                         *)
(* A page that the host maps has a reference, held by that mapping.  Hence *)
(* a guest that reaches only what the host maps never reaches a freed page.*)
(***************************************************************************)
CONSTANTS
    Gfns,        \* guest frame numbers; gfn g is backed by the host's entry g
    Nothing      \* no entry

VARIABLES
    guest,       \* gfn -> [pfn, w] or Nothing
    host         \* hva -> [pfn, w] or something with another pfn

Covers(hostEntry, guestEntry) ==
    /\ hostEntry.pfn = guestEntry.pfn
    /\ guestEntry.w => hostEntry.w

Consistent == \A g \in Gfns : guest[g] # Nothing => Covers(host[g], guest[g])

Init == \A g \in Gfns : guest[g] = Nothing

(* The guest's view follows the host's. *)
Map == \E g \in Gfns : guest'[g] # guest[g] /\ guest'[g] # Nothing /\ Covers(host[g], guest'[g])
                       /\ \A x \in Gfns \ {g} : guest'[x] = guest[x]
                       /\ UNCHANGED host

(* The guest loses entries, at any time. *)
Unmap == /\ \A g \in Gfns : guest'[g] \in {guest[g], Nothing}
         /\ UNCHANGED host

(* The host changes its entries, but not under the guest. *)
HostChanges == /\ UNCHANGED guest
               /\ \A g \in Gfns : guest[g] # Nothing => Covers(host'[g], guest[g])

Spec == Init /\ [][Map \/ Unmap \/ HostChanges]_<<guest, host>>

THEOREM Spec => []Consistent

=============================================================================
