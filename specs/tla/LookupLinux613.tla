--------------------------- MODULE LookupLinux613 ----------------------------
(***************************************************************************)
(* Profile linux-6.13: what Linux 6.13 does otherwise than 6.12 in a       *)
(* lookup.  virt/kvm/kvm_main.c hva_to_pfn(), kvm_resolve_pfn().           *)
(*                                                                         *)
(*   - KVM_PFN_ERR_NEEDS_IO takes the place of ERR_FAULT with *async; here *)
(*     it is needs_io, whatever the result says beside it;                 *)
(*   - no second GUP asks for poison;                                      *)
(*   - -EAGAIN of GUP, too, tells of a signal (d1331a44694a);              *)
(*   - the remapped path takes no reference, whatever the page is: what    *)
(*     KVM holds is what GUP has given, and GUP gives ordinary memory only;*)
(*   - there is no atomic lookup (ATOMIC is {FALSE}).                      *)
(*                                                                         *)
(* Pins (kvm_vcpu_map()) are not modelled; module FollowPfn613 has what    *)
(* they mean for a PFNMAP area.                                            *)
(***************************************************************************)
EXTENDS LookupProperties

FromGup(f) == CLASS[f] \in {"ram", "zero"}

NoProbe == FALSE

(* Witness. *)
LookupRemappedWithoutCount ==
    Returned /\ call.result = "pfn" /\ CLASS[call.pfn] = "special_later"

=============================================================================
