---------------------------- MODULE LookupLinux61 ----------------------------
(***************************************************************************)
(* Profile linux-6.1: what Linux 6.1 does otherwise than 6.12 in a lookup. *)
(* virt/kvm/kvm_main.c hva_to_pfn(); arch/x86/kvm/mmu/mmu.c                *)
(* kvm_faultin_pfn(); Linux 6.1.192.                                       *)
(*                                                                         *)
(* There is no interruptible and no ERR_SIGPENDING: only a fatal signal    *)
(* ends the wait, and the lookup then goes on as after any error of GUP,   *)
(* to end in ERR_FAULT.  That NUMA hint faults are not honoured shows      *)
(* nowhere here: there is one node.                                        *)
(***************************************************************************)
EXTENDS LookupProperties

NoGupErrorIsSignal(error) == FALSE

(* P12: the second lookup may wait, and nothing but a kill interrupts it. *)
kvm_faultin_pfn_uninterruptible ==
    /\ At("return")
    /\ SecondTry
    /\ SlotStep(call.slot, FALSE, FALSE, FALSE, call.write_fault, call.map_writable)
    /\ HostKeeps
    /\ served' = (ServedNow')

(* Witness: killed while it waits, told as a bad address. *)
LookupKilledIsEfault ==
    Returned /\ call.gup = "EINTR" /\ call.result = "ERR_FAULT" /\ ~call.needs_io

=============================================================================
