/** Patches of the kernel: what they touch, and what the specs know of it. */
package org.pfnproof.patch;
