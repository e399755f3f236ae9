/** All reference implementations, by the specs whose twins they are. */
package org.pfnproof.kernel.all;
