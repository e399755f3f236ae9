/** The suite of generated mutants: which are run, what they show together, and whether every survivor is explained. */
package org.pfnproof.mutation;
