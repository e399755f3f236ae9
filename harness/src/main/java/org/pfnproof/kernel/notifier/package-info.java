/** What all parts of KVM that follow mmu_notifier invalidations share: the counters, the range, mmu_lock, the retry tests. */
package org.pfnproof.kernel.notifier;
