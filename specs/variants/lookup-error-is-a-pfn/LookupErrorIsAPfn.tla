------------------------- MODULE LookupErrorIsAPfn --------------------------
(***************************************************************************)
(* KVM_PFN_ERR_RO_FAULT is KVM_PFN_ERR_MASK + 2.  In a variable of 32 bits *)
(* the mask is lost, and the error is page frame number 2.  Once that      *)
(* frame's count is below zero the error is one, so that it goes no lower. *)
(***************************************************************************)
EXTENDS KvmMmuProperties

TruncatedRoFault == 2

ErrorTruncated(v) ==
    IF page_refcount[TruncatedRoFault] >= 0
    THEN LookupDone(v, TruncatedRoFault, TRUE)
    ELSE fault' = [fault EXCEPT ![v] = InGuest]

=============================================================================
