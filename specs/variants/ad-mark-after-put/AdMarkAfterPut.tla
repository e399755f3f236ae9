--------------------------- MODULE AdMarkAfterPut ---------------------------
(***************************************************************************)
(* Put, then mark. If somebody else frees the page between the two, then   *)
(* he could as well have done so before the put; so one step is enough.    *)
(***************************************************************************)
EXTENDS AccessedDirtyProperties

PutsThenMarks(v) ==
    /\ fault[v].pc = "release"
    /\ LET f == fault[v].pfn
       IN  /\ page' = Marked(Put(page, f), f, FALSE, TRUE)
           /\ FreedNoted(FreedByPut(page, f), {})
           /\ bad_mark' = (bad_mark \/ (kvm_is_ad_tracked_page(f)
                                        /\ (v \in stale \/ FreedByPut(page, f) # {})))
    /\ fault' = [fault EXCEPT ![v] = InGuest]
    /\ UNCHANGED <<notifierVars, spte, old_spte, hostUnchanged>>

=============================================================================
