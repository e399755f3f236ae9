/**
 * Drives counterexamples through the reference implementation: whether they happen there, what another variant does at the same steps,
 * and the least and most readable form of one.
 */
package org.pfnproof.replay;
