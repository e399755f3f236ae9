/**
 * The reference implementation: the modelled parts of the kernel as Java, each a {@link org.pfnproof.kernel.Protocol} of atomic steps on
 * states that are values. Knows nothing of checkers, models or traces.
 */
package org.pfnproof.kernel;
