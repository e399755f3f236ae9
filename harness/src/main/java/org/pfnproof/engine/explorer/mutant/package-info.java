/** Small changes of classes of a reference implementation, and the JVM in which the models are explored with them. */
package org.pfnproof.engine.explorer.mutant;
