----------------------------- MODULE ZeroPageLeaked -------------------------
(***************************************************************************)
(* The release asks "reserved?" and does nothing if so, while the lookup   *)
(* took a reference: the ZERO_PAGE is reserved, and GUP counts it.         *)
(***************************************************************************)
EXTENDS KvmMmuProperties

PutsUnlessReserved(v) ==
    IF PageReserved(fault[v].pfn)
    THEN UNCHANGED <<pageVars, freed_under>>
    ELSE put_page_noting(fault[v].pfn)

=============================================================================
