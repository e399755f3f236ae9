module FaultReferences

-----------------------------------------------------------------------------------------------------------
-- What the x86 page fault puts of what its lookup left it with, on two ways to the end
--
-- The usual end; and the exit between lookup and mmu_lock that came to the tree in 6.8 (d02c357e5bfa), which releases by
-- pfn. The versions of the series do not have it: they are taken as merged with it, and not changed for it. That is
-- what happened to v11 (CAD=HUj72-0hkmsyGXj4+qiGkT5QZqskkPLbmuQPqjHaZofCbJQ@mail.gmail.com).
-----------------------------------------------------------------------------------------------------------

open PostedShapes

abstract sig Exit {}
one sig AtEnd, LateRetry extends Exit {}

sig Fault { lookup: one Lookup, exit: one Exit }

fun faultShapes: set Shape { Bools612 + V6 + Sketch + V7 + V8 + V9 + V11 + Landed }

-- The try that may wait, of a read; with TDP and 64 bits, where SPTEs have a bit for "refcounted".
fun faultAsks[s: Shape]: set Input {
  s.words & (Interruptible + Upgrade + Guarded + AllowUncounted + PageOut)
}

fact FaultsFindAFrame {
  all f: Fault | let l = f.lookup {
    l.shape in faultShapes and l.asks = faultAsks[l.shape]
    l.env.slot = Usable and l.env not in SignalPending + UnsafeAllowed + SeqIsZero
    result[l] = Frame
  }
}

-- kvm_release_pfn_clean() guesses from the struct page; a page that was returned is put; or nothing is.
abstract sig Release {}
one sig ByPfn, ByPage, NotAtAll extends Release {}

fun release[s: Shape, x: Exit]: one Release {
  s = Landed implies ByPage
  else (x = LateRetry or s = Bools612) implies ByPfn
  else s in V6 + V9 implies ByPage
  else NotAtAll
}

pred puts[f: Fault] {
  let how = release[f.lookup.shape, f.exit] {
    how = ByPfn and f.lookup.env.host in refcountedPage + (Host - Pfnmap) or
    how = ByPage and some f.lookup.held
  }
}

pred stolen[f: Fault] { puts[f] and no f.lookup.held }
pred leaked[f: Fault] { not puts[f] and some f.lookup.held }
pred balanced[f: Fault] { puts[f] iff some f.lookup.held }

assert FaultsPutWhatTheyHold { all f: Fault | balanced[f] }
assert FaultsPutWhatTheyHoldAtTheirEnd { all f: Fault | f.exit = AtEnd implies balanced[f] }
assert FaultsOfLinuxPutWhatTheyHold { all f: Fault | f.lookup.shape in Bools612 + Landed implies balanced[f] }

-- On the late exit those that hold nothing of a page that looks refcounted put one too many; nobody puts too few.
assert LateRetryStealsWhatIsNotHeld {
  all f: Fault | not leaked[f] and (stolen[f] iff
    f.exit = LateRetry and f.lookup.shape not in Bools612 + Landed and no f.lookup.held and
    f.lookup.env.host not in NoStructWritable + NoStructReadOnly)
}
