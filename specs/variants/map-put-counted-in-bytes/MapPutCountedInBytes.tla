------------------------ MODULE MapPutCountedInBytes ------------------------
(***************************************************************************)
(* Who puts by number is given the number of bytes.  Two stand for 4096:   *)
(* one put too many is enough.                                             *)
(***************************************************************************)
EXTENDS VcpuMapProperties

BytesOfPage == 2

PutAll(v) ==
    LET pfn == map[v].pfn
        left == page_refcount[pfn] - BytesOfPage
    IN  /\ map[v].pc = "mapped"
        /\ page_marked_dead' = (page_marked_dead \/ MarkIsLate(v))
        /\ page_refcount' = [page_refcount EXCEPT ![pfn] = left]
        /\ buddy' = IF left <= 0 THEN buddy \cup {pfn} ELSE buddy
        /\ map' = [map EXCEPT ![v] = Unmapped]
        /\ UNCHANGED <<hostUnchanged, page_head>>

=============================================================================
