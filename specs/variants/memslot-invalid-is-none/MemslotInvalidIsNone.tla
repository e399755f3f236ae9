------------------------ MODULE MemslotInvalidIsNone ------------------------
(***************************************************************************)
(* P7 is missing: INVALID counts as no memslot.                            *)
(***************************************************************************)
EXTENDS MemslotsProperties

NeverInvalid(slot) == FALSE
InvalidIsNone(slot) == IF slot.invalid THEN NoSlot ELSE slot

=============================================================================
