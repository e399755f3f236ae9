/** Packed states: fixed layouts of small integers in a few words. Knows nothing of KVM. */
package org.pfnproof.kernel.state;
