module LandedShapes

-----------------------------------------------------------------------------------------------------------
-- What landed in Linux 6.13: __kvm_faultin_pfn(), and the static kvm_follow_pfn() with its pin
--
-- virt/kvm/kvm_main.c and kvm_mm.h of 6.13, mm/gup.c of 6.12. FOLL_GET is accepted and means nothing, but for a
-- pin, with which GUP does not take it.
-----------------------------------------------------------------------------------------------------------

open FlagsShapes

-- hva_to_pfn_remapped(): nothing is taken, nothing is asked; but what is remapped cannot be pinned.
fun entry613[l: Lookup]: one Entry {
  (PinPage in l.asks and l.env not in UnsafeAllowed) implies EntryRefused
  else entryTakenAsIs[l]
}

-- pin_user_pages_fast() with FOLL_WRITE, for all that asks for a writable frame: it faults, waits and copies as needed.
pred pinsFast[l: Lookup, wants: set Input] {
  PinPage in wants and some wants & (Write + Upgrade) and
  l.env.host in RamWritable + RamReadOnlyEntry + RamSwapped
}

-- pin_user_pages_unlocked() adds FOLL_PIN itself, and FOLL_GET excludes that.
pred badFlags[wants: set Input] { some wants & internalFlags or PinPage + Get in wants }

-- A pin and the wish to upgrade: WARN, once there is a page.
fun pinAndUpgrade[wants: set Input]: set Report { PinPage + Upgrade in wants implies Warn else none }

pred hva_to_pfn_613[l: Lookup, wants: set Input] {
  let holds = (PinPage in wants implies Pin else Reference) {
    PageOut not in wants implies fails[l, KVM_PFN_ERR_FAULT, Warn]
    else pinsFast[l, wants] implies finds[l, Yes, Pin, none]
    else (PinPage not in wants and hva_to_pfn_fast[l, wants]) implies finds[l, Yes, holds, none]
    else badFlags[wants] implies slowlyWithBadFlags[l, wants, No, entry613[l], pteWriteInSlot[l], holds]
    else gupFinds[l, wants] implies hva_to_pfn_slow[l, wants, holds, pinAndUpgrade[wants]]
    else slowly[l, wants, entry613[l], pteWriteInSlot[l], holds, none]
  }
}

-- kvm_follow_pfn()
pred landedStatic[l: Lookup] {
  let bad = slotError[l.env, l.asks & Write] {
    some bad implies fails[l, bad, none]
    else hva_to_pfn_613[l, wantsInSlot[l, l.asks]]
  }
}

-- __kvm_faultin_pfn(): both outputs are required, whatever the slot is.
pred landed[l: Lookup] {
  Upgrade + PageOut not in l.asks implies fails[l, KVM_PFN_ERR_FAULT, Warn]
  else landedStatic[l]
}
