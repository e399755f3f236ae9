module ShapesAsPosted

-----------------------------------------------------------------------------------------------------------
-- Neighbouring shapes: the same but for named differences
--
-- The statements compare two calls in one environment, and calls and environments are free: nothing more is to be found
-- with more of them.
-----------------------------------------------------------------------------------------------------------

open ShapeDifferences

check EveryLookupHasOneOutcome for 2 but 4 int expect 0
check Bools612IsBools61 for 2 but 4 int expect 0
check V6TakesNoEntry for 2 but 4 int expect 0
check FlagsSayWhatBoolsSaid for 2 but 4 int expect 0
check SketchIsFlagsWithACheck for 2 but 4 int expect 0
check SketchIsNotV6 for 2 but 4 int expect 0
check V7IsSketchWithABool for 2 but 4 int expect 0
check V8RefusesTheUnguarded for 2 but 4 int expect 0
check V9ReturnsReferences for 2 but 4 int expect 0
check V11HasGetAgain for 2 but 4 int expect 0
check LandedAsksForNothing for 2 but 4 int expect 0
check StaticNeedsOneOutput for 2 but 4 int expect 0

-- The first pair has calls that find the same frame; all others have calls that differ, and some that do not.
pred agreeOnAFrame[old: Shape, new: Shape] {
  some a, b: Lookup | pair[a, b, old, new] and sameOutcome[a, b] and result[a] = Frame
}
pred differ[old: Shape, new: Shape] { some a, b: Lookup | pair[a, b, old, new] and not sameOutcome[a, b] }

run wBoolsAgree { agreeOnAFrame[Bools61, Bools612] } for 2 but 4 int expect 1
run wV9Agrees { agreeOnAFrame[V8, V9] } for 2 but 4 int expect 1
run wLandedAgrees { agreeOnAFrame[V11, Landed] } for 2 but 4 int expect 1
run wV6Differs { differ[Bools612, V6] } for 2 but 4 int expect 1
run wFlagsDiffer { differ[Bools612, AllFlags] } for 2 but 4 int expect 1
run wCheckDiffers { differ[AllFlags, Sketch] } for 2 but 4 int expect 1
run wSketchDiffers { differ[V6, Sketch] } for 2 but 4 int expect 1
run wV7Differs { differ[Sketch, V7] } for 2 but 4 int expect 1
run wV8Differs { differ[V7, V8] } for 2 but 4 int expect 1
run wV9Differs { differ[V8, V9] } for 2 but 4 int expect 1
run wV11Differs { differ[V9, V11] } for 2 but 4 int expect 1
run wLandedDiffers { differ[V11, Landed] } for 2 but 4 int expect 1
run wStaticDiffers { differ[Landed, LandedStatic] } for 2 but 4 int expect 1

-- A contradiction that kills, and a pin that is warned at.
run wBug { some l: Lookup | l.report = Bug } for 1 but 4 int expect 1
run wPinWithWarn { some l: Lookup | l.held = Pin and l.report = Warn } for 1 but 4 int expect 1
