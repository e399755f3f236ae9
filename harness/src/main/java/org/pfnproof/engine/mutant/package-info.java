/** Systematic small changes of a text that an engine checks: what they are, how they are made, what became of them. */
package org.pfnproof.engine.mutant;
