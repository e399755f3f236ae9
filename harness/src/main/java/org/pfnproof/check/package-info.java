/**
 * What to run, in which order and at what a time, and what the results mean together: expectations, pins, claims and the exit
 * code. Knows engines only by their interface, and nothing of how results are shown.
 */
package org.pfnproof.check;
