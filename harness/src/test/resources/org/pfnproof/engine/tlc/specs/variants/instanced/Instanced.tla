----------------------------- MODULE Instanced -----------------------------
(* Composed by INSTANCE: TLC ignores the replacement without a word. *)
CONSTANTS Workers, Max
VARIABLES n, last
INSTANCE Counter
InstancedMayCount(w) == TRUE
============================================================================
