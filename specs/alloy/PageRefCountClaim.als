module PageRefCountClaim

-----------------------------------------------------------------------------------------------------------
-- "Using page_ref_count() is wrong, it needs to be page_count()": does a page exist on which it matters?
--
-- From the mail of 24 May 2023: the test of a sketch of kvm_pfn_to_refcounted_page() read page_ref_count(), which
-- looks at the page's own count and sees 0 on each tail of a compound page. The first check is expected to
-- fail, and its instance is the proof: one huge page is enough, whatever the bounds. The second has the same
-- statement with page_count() in its place, and holds.
-----------------------------------------------------------------------------------------------------------

open CompoundPages

-- Ordinary memory only; the compound pages of a device would do as well.
fact NoDevice { no kind.Device }

check PageRefCountSeesLivePages for 4 but 4 int expect 1
check PageCountSeesLivePages for 4 but 4 int expect 0

-- The two statements speak of the same pages, tails among them.
run wTailIsCounted { some p: counted | PageTail[p] } for 4 but 4 int expect 1
