module PostedShapes

-----------------------------------------------------------------------------------------------------------
-- All shapes, as they were released, posted or sketched
-----------------------------------------------------------------------------------------------------------

open StructShapes
open LandedShapes

pred asPosted[l: Lookup] {
  l.shape = Bools61 implies bools61[l]
  l.shape = Bools612 implies bools612[l]
  l.shape = V6 implies v6[l]
  l.shape = AllFlags implies allFlags[l]
  l.shape = Sketch implies sketch[l]
  l.shape = SketchWrapper implies sketchWrapper[l]
  l.shape = V7 implies v7[l]
  l.shape = V8 implies v8[l]
  l.shape = V9 implies v9[l]
  l.shape = V11 implies v11[l]
  l.shape = Landed implies landed[l]
  l.shape = LandedStatic implies landedStatic[l]
}
