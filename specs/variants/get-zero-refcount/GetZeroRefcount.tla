-------------------------- MODULE GetZeroRefcount ---------------------------
(***************************************************************************)
(* hva_to_pfn_remapped() takes a reference without looking whether the     *)
(* page has any: get_page() instead of get_page_unless_zero().             *)
(***************************************************************************)
EXTENDS KvmMmuProperties

NeverRefused(pfn) == FALSE

=============================================================================
