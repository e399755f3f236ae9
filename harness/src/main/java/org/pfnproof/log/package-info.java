/**
 * Logs of real kernels: ftrace's text output with the probes that {@code docs/real-kernels.md} lists. {@link org.pfnproof.log.LogReader} reads
 * lines, {@link org.pfnproof.log.Reconstruction} says which step of the protocol each line stands for. Nothing here knows what the protocol
 * allows.
 */
package org.pfnproof.log;
