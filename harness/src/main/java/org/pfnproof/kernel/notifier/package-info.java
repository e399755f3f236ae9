/**
 * What all parts of KVM that follow mmu_notifier invalidations share: the counters, the range, mmu_lock, the retry tests. No method here is
 * a step; the steps of the other packages call them.
 *
 * <table>
 * <caption>Methods, kernel functions and TLA+ operators</caption>
 * <tr><th>method</th><th>kernel</th><th>TLA+</th></tr>
 * <tr><td>{@code MmuNotifier.writeTrylock}, {@code readTrylock}, {@code writeUnlock}</td><td>write_lock(mmu_lock), read_lock(mmu_lock),
 *     write_unlock(mmu_lock)</td><td>write_trylock, read_trylock, Unlocked</td></tr>
 * <tr><td>{@code MmuNotifier.kvmMmuInvalidateBegin}</td><td>kvm_mmu_invalidate_begin() (S3a)</td><td>kvm_mmu_invalidate_begin</td></tr>
 * <tr><td>{@code MmuNotifier.rangeAdded}</td><td>kvm_mmu_invalidate_range_add() (S3b)</td><td>RangeAdded</td></tr>
 * <tr><td>{@code SeqCounter.after}</td><td>kvm_mmu_invalidate_end(), first store (E1)</td><td>NextSeq, FreshSeqFrom</td></tr>
 * <tr><td>{@code MmuNotifier.kvmMmuInvalidateEndDec}</td><td>kvm_mmu_invalidate_end(), second store (E1)</td>
 *     <td>kvm_mmu_invalidate_end_dec</td></tr>
 * <tr><td>{@code MmuNotifier.mmuInvalidateRetryGfn}</td><td>mmu_invalidate_retry_gfn() (P16)</td><td>mmu_invalidate_retry_gfn</td></tr>
 * <tr><td>{@code MmuNotifier.mmuInvalidateRetryGfnUnsafe}</td><td>mmu_invalidate_retry_gfn_unsafe() (P9, P14)</td>
 *     <td>mmu_invalidate_retry_gfn_unsafe</td></tr>
 * <tr><td>{@code MmuNotifier.inRange}</td><td>the comparison with the range in both</td><td>InRange</td></tr>
 * <tr><td>{@code ActiveCount.activeCountInc}</td><td>mn_active_invalidate_count++ in kvm_mmu_notifier_invalidate_range_start() (S1)</td>
 *     <td>active_count_inc</td></tr>
 * <tr><td>{@code ActiveCount.activeCountDec}</td><td>mn_active_invalidate_count-- in kvm_mmu_notifier_invalidate_range_end() (E2)</td>
 *     <td>active_count_dec</td></tr>
 * </table>
 */
package org.pfnproof.kernel.notifier;
