/**
 * How a gfn becomes a pfn, step by step: the reference implementation of the TLA+ spec {@code Lookup}, as Linux 6.12 has it, and of its
 * profiles for 6.1 and 6.13.
 *
 * <table>
 * <caption>Methods, kernel functions and TLA+ actions</caption>
 * <tr><th>method</th><th>kernel</th><th>TLA+</th></tr>
 * <tr><td>{@code LookupGup.gfnToPfnMemslot}</td><td>__gfn_to_pfn_memslot(), hva_to_pfn() (L1 to L4)</td><td>gfn_to_pfn_memslot</td></tr>
 * <tr><td>{@code LookupGup.hvaToPfnFast}</td><td>hva_to_pfn_fast() (L5, L6)</td><td>hva_to_pfn_fast</td></tr>
 * <tr><td>{@code LookupGup.getUserPagesUnlocked}, {@code checkVmaFlags}, {@code faultinPagePoisoned}, {@code faultinPage},
 *     {@code faultinPageNeedsIo}, {@code gupSignalPending}, {@code mmapReadLockKillableFails}</td>
 *     <td>get_user_pages_unlocked(), step by step (L7)</td>
 *     <td>get_user_pages_unlocked, check_vma_flags, faultin_page_poisoned, faultin_page, faultin_page_needs_io, gup_signal_pending,
 *     mmap_read_lock_killable_fails</td></tr>
 * <tr><td>{@code LookupGup.ioDone}, {@code ioDoneForNothing}</td><td>folio_lock_or_retry() and the next round</td><td>io_done</td></tr>
 * <tr><td>{@code LookupGup.hvaToPfnSlowUpgrade}</td><td>hva_to_pfn_slow(), its second GUP</td><td>hva_to_pfn_slow_upgrade</td></tr>
 * <tr><td>{@code LookupGup.hvaToPfnSigpending}</td><td>hva_to_pfn() (L8)</td><td>hva_to_pfn_sigpending</td></tr>
 * <tr><td>{@code Lookup.mmapReadLock}, {@code checkUserPageHwpoison}, {@code checkUserPageHwpoisonFaults}</td>
 *     <td>hva_to_pfn(), check_user_page_hwpoison() (L9)</td>
 *     <td>mmap_read_lock, check_user_page_hwpoison, check_user_page_hwpoison_faults</td></tr>
 * <tr><td>{@code Lookup.vmaLookup}</td><td>vma_lookup() (L10)</td><td>vma_lookup</td></tr>
 * <tr><td>{@code Lookup.hvaToPfnRemapped}, {@code followPteFails}</td><td>hva_to_pfn_remapped() (L11)</td>
 *     <td>hva_to_pfn_remapped, follow_pte_fails</td></tr>
 * <tr><td>{@code Lookup.fixupUserFault}, {@code fixupUserFaultSpurious}, {@code fixupUserFaultUnlocks},
 *     {@code fixupUserFaultRelocks}, {@code fixupUserFaultRelocksForNothing}, {@code fixupUserFaultFails}</td><td>fixup_user_fault()</td>
 *     <td>fixup_user_fault, fixup_user_fault_spurious, fixup_user_fault_unlocks, fixup_user_fault_relocks, fixup_user_fault_fails</td></tr>
 * <tr><td>{@code Lookup.kvmFaultinPfn}</td><td>__kvm_faultin_pfn(), its second lookup (P12)</td><td>kvm_faultin_pfn</td></tr>
 * <tr><td>{@code Lookup.kvmHandleErrorPfn}, {@code kvmHandleNoslotFault}, {@code kvmReleasePfnClean}</td>
 *     <td>the functions of that name (P13, P6, P19)</td>
 *     <td>kvm_handle_error_pfn, kvm_handle_noslot_fault, kvm_release_pfn_clean</td></tr>
 * <tr><td>{@code Lookup.getSignal}</td><td>get_signal()</td><td>get_signal</td></tr>
 * <tr><td>{@code LookupHost.touch}</td><td>handle_mm_fault()</td><td>handle_mm_fault</td></tr>
 * <tr><td>{@code LookupHost.doMmap}, {@code mprotectFixup}, {@code shrinkFolioList}, {@code changePteRange}, {@code memoryFailure},
 *     {@code unmapMappingRange}</td><td>the functions of that name</td>
 *     <td>do_mmap, mprotect_fixup, shrink_folio_list, change_pte_range, memory_failure, unmap_mapping_range</td></tr>
 * <tr><td>{@code LookupHost.sendSignal}, {@code sendFatalSignal}</td><td>send_signal_locked()</td><td>send_signal</td></tr>
 * </table>
 */
package org.pfnproof.kernel.lookup;
