/** The kernels' calls of the API, written in every shape. */
package org.pfnproof.compare.sites;
