/** The list of all reference implementations. */
package org.pfnproof.kernel.all;
