module KvmPfn

-----------------------------------------------------------------------------------------------------------
-- kvm_pfn_t, bit by bit: frames and errors in one integer
--
-- A value is the set of its bits that are 1. There are atoms only for the bits that some value has; all others are 0
-- everywhere. Linux 6.12, include/linux/kvm_host.h; KVM_PFN_ERR_NEEDS_IO came with 6.13. PAGE_OFFSET is x86's:
-- 0xffff888000000000 with 64 bits, 0xc0000000 with 32.
-----------------------------------------------------------------------------------------------------------

abstract sig Bit {}
one sig B63 extends Bit {}
abstract sig ErrBit extends Bit {}
one sig B62, B61, B60, B59, B58, B57, B56, B55, B54, B53, B52 extends ErrBit {}
one sig B51, B50, B49, B48, B47, B43, B39, B31, B30, B12, B5, B2, B1, B0 extends Bit {}

fun KVM_PFN_ERR_FAULT: set Bit { ErrBit }
fun KVM_PFN_ERR_HWPOISON: set Bit { ErrBit + B0 }
fun KVM_PFN_ERR_RO_FAULT: set Bit { ErrBit + B1 }
fun KVM_PFN_ERR_SIGPENDING: set Bit { ErrBit + B1 + B0 }
fun KVM_PFN_ERR_NEEDS_IO: set Bit { ErrBit + B2 }
fun KVM_PFN_NOSLOT: set Bit { B63 }

-- The frame behind the address of a lookup, if there is one.
fun TheFrame: set Bit { B5 }

-- What __gfn_to_hva_many() returns for bad slots: addresses, no frames.
fun KVM_HVA_ERR_BAD: set Bit { B63 + ErrBit + B51 + B50 + B49 + B48 + B47 + B43 + B39 }
fun KVM_HVA_ERR_RO_BAD: set Bit { KVM_HVA_ERR_BAD + B12 }
fun KVM_HVA_ERR_BAD_32: set Bit { B31 + B30 }
fun KVM_HVA_ERR_RO_BAD_32: set Bit { KVM_HVA_ERR_BAD_32 + B12 }

pred is_error_pfn[pfn: set Bit] { some pfn & ErrBit }
pred is_error_noslot_pfn[pfn: set Bit] { some pfn & (ErrBit + B63) }
pred is_noslot_pfn[pfn: set Bit] { pfn = B63 }

-- What the page fault takes a value for: kvm_handle_error_pfn() and what comes before it.
abstract sig Result {}
one sig Frame, ErrFault, ErrHwpoison, ErrRoFault, ErrSigpending, NoSlotResult, WrongFrame, NoResult extends Result {}

fun meaning[pfn: set Bit]: one Result {
  is_error_pfn[pfn] implies
    (pfn = KVM_PFN_ERR_RO_FAULT implies ErrRoFault
     else pfn = KVM_PFN_ERR_HWPOISON implies ErrHwpoison
     else pfn = KVM_PFN_ERR_SIGPENDING implies ErrSigpending
     else ErrFault)
  else is_noslot_pfn[pfn] implies NoSlotResult
  else pfn = TheFrame implies Frame
  else WrongFrame
}
