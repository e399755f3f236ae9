/**
 * Asynchronous page faults: the reference implementation of the TLA+ spec {@code AsyncPageFault}, as Linux 6.12 has it.
 *
 * <table>
 * <caption>Methods, kernel functions and TLA+ actions</caption>
 * <tr><th>method</th><th>kernel</th><th>TLA+</th></tr>
 * <tr><td>{@code AsyncPageFault.kvmTdpPageFault}, {@code kvmFaultinPfn}</td><td>kvm_tdp_page_fault(), kvm_faultin_pfn() (P0, P4)</td>
 *     <td>kvm_tdp_page_fault, kvm_faultin_pfn</td></tr>
 * <tr><td>{@code AsyncPageFault.hvaToPfnNowait}, {@code hvaToPfnWait}, {@code hvaToPfnSigpending}</td>
 *     <td>hva_to_pfn() (P10, P12)</td><td>hva_to_pfn_nowait, hva_to_pfn_wait, hva_to_pfn_sigpending</td></tr>
 * <tr><td>{@code AsyncPageFault.kvmArchSetupAsyncPf}, {@code kvmSetupAsyncPfFails}</td>
 *     <td>kvm_arch_setup_async_pf(), kvm_setup_async_pf() (P11)</td><td>kvm_arch_setup_async_pf, kvm_setup_async_pf_fails</td></tr>
 * <tr><td>{@code AsyncPageFault.kvmHandleErrorPfn}, {@code kvmTdpMmuMap}</td>
 *     <td>kvm_handle_error_pfn() (P13), kvm_tdp_mmu_map() (P15 to P19)</td><td>kvm_handle_error_pfn, kvm_tdp_mmu_map</td></tr>
 * <tr><td>{@code AsyncPageReady.vcpuEnterGuestHalts}, {@code vcpuEnterGuestReady}, {@code vcpuBlockWakes}</td>
 *     <td>vcpu_enter_guest(), vcpu_block()</td><td>vcpu_enter_guest_halts, vcpu_enter_guest_ready, vcpu_block_wakes</td></tr>
 * <tr><td>{@code AsyncPageReady.kvmCheckAsyncPfCompletion}, {@code kvmArchAsyncPagePresent}, {@code kvmFlushAndFreeAsyncPfWork},
 *     {@code kvmSetMsrAsyncPfAck}</td>
 *     <td>kvm_check_async_pf_completion(), kvm_arch_async_page_present(), kvm_flush_and_free_async_pf_work(), kvm_set_msr_common()</td>
 *     <td>kvm_check_async_pf_completion, kvm_arch_async_page_present, kvm_flush_and_free_async_pf_work,
 *     kvm_set_msr_async_pf_ack</td></tr>
 * <tr><td>{@code AsyncPageReady.kvmVcpuRun}, {@code vcpuRunInterrupted}, {@code kvmVcpuDestroy}</td>
 *     <td>KVM_RUN, a signal, kvm_clear_async_pf_completion_queue()</td>
 *     <td>kvm_vcpu_run, vcpu_run_interrupted, kvm_vcpu_destroy</td></tr>
 * <tr><td>{@code AsyncPageReady.getUserPagesRemote}, {@code asyncPfDone}, {@code kvmArchAsyncPagePresentQueued},
 *     {@code kvmVcpuWakeUp}</td><td>async_pf_execute(), step by step</td>
 *     <td>get_user_pages_remote, async_pf_done, kvm_arch_async_page_present_queued, kvm_vcpu_wake_up</td></tr>
 * <tr><td>{@code HostSide.kvmMmuInvalidateRangeStart}, {@code kvmMmuInvalidateEnd}</td><td>S3, E1</td>
 *     <td>kvm_mmu_invalidate_range_start, kvm_mmu_invalidate_end</td></tr>
 * <tr><td>{@code HostSide.zapPteRange}, {@code doMmap}</td><td>the functions of that name</td><td>zap_pte_range, do_mmap</td></tr>
 * </table>
 */
package org.pfnproof.kernel.asyncpf;
