module LateRetryInV11

-----------------------------------------------------------------------------------------------------------
-- D3: one put too many, by the exit that came from elsewhere. The first check is expected to fail.
-----------------------------------------------------------------------------------------------------------

open FaultReferences

fact Behaviour { all l: Lookup | asPosted[l] }

check FaultsPutWhatTheyHold for 1 but 4 int expect 1
check FaultsPutWhatTheyHoldAtTheirEnd for 1 but 4 int expect 0
check FaultsOfLinuxPutWhatTheyHold for 1 but 4 int expect 0
check LateRetryStealsWhatIsNotHeld for 1 but 4 int expect 0

-- v11 steals a reference of ordinary memory, which crashed hosts.
run wV11Memory { some f: Fault | f.lookup.shape = V11 and f.lookup.env.host = RamWritable and stolen[f] }
  for 1 but 4 int expect 1
run wHeldAndPut { some f: Fault | f.lookup.shape = Bools612 and f.exit = LateRetry and some f.lookup.held }
  for 1 but 4 int expect 1
pred steals[s: Shape, h: Host] { some f: Fault | f.lookup.shape = s and f.lookup.env.host = h and stolen[f] }
run wV6Entry { steals[V6, CountedWritable] } for 1 but 4 int expect 1
run wSketchMemory { steals[Sketch, RamWritable] } for 1 but 4 int expect 1
run wV9Uncounted { steals[V9, UncountedWritable] } for 1 but 4 int expect 1
