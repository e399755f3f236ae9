/** Measurements, to be started by hand. */
package org.pfnproof.bench;
