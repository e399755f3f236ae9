module SpteBits

-----------------------------------------------------------------------------------------------------------
-- Which bits of an SPTE software may use, and which of them KVM uses already
--
-- Versions 7 to 11 of the follow_pfn series keep in bit 59 of an SPTE whether its page is refcounted
-- (SPTE_MMU_PAGE_REFCOUNTED). arch/x86/kvm/mmu/spte.h, Linux 6.12, for entries that map a page; the formats are
-- those of the manuals of Intel and AMD. EPT bits that belong to features which KVM does not switch on are
-- counted as software's, as KVM itself does (57 and 58).
-----------------------------------------------------------------------------------------------------------

abstract sig Bit {}
one sig Bit9, Bit10, Bit11 extends Bit {}
one sig Bit52, Bit53, Bit54, Bit55, Bit56, Bit57, Bit58, Bit59, Bit60, Bit61, Bit62 extends Bit {}

fun high: set Bit { Bit - Bit9 - Bit10 - Bit11 }

-- A format of entries: the bits that hardware ignores, and those that KVM keeps something in.
abstract sig Format { ignored: set Bit, taken: set Bit }

-- EPT; 64-bit paging, which NPT uses as well; PAE paging, which NPT uses on a 32-bit host.
one sig Ept, Long, Pae extends Format {}

fact Manuals {
  Ept.ignored = high + Bit11
  Long.ignored = high + Bit9 + Bit10 + Bit11
  -- Bits 62:52 are reserved: an entry that has one of them set faults.
  Pae.ignored = Bit9 + Bit10 + Bit11
}

-- Bit 11 says that KVM's entry is present. Host-writable and MMU-writable are 57 and 58 with EPT and else 9 and 10.
-- The type of A/D tracking is in 52 and 53, where 0 has to mean "by hardware" because PAE has no such bits; what
-- an inaccessible entry permitted before is in 54 and 56.
fact Spte_h {
  Ept.taken = Bit11 + Bit57 + Bit58 + Bit52 + Bit53 + Bit54 + Bit56
  Long.taken = Bit11 + Bit9 + Bit10 + Bit52 + Bit53
  Pae.taken = Bit11 + Bit9 + Bit10
}

fun free[f: Format]: set Bit { f.ignored - f.taken }

-- KVM takes only what hardware ignores.
assert TakenBitsAreIgnored { all f: Format | f.taken in f.ignored }

-- Bit 59 can be had where entries have 64 bits to use.
assert Bit59IsFreeIn64Bits { Bit59 in free[Ept] & free[Long] }

-- With PAE paging not only bit 59 is missing: there is no bit left at all.
assert PaeHasNoBitLeft { no free[Pae] }

check TakenBitsAreIgnored for 4 but 4 int expect 0
check Bit59IsFreeIn64Bits for 4 but 4 int expect 0
check PaeHasNoBitLeft for 4 but 4 int expect 0

-- The low bits are no way out: none of them is free in any format.
run wOnlyHighBitsAreFree { some free[Long] and free[Format] in high } for 4 but 4 int expect 1
