package org.pfnproof.engine;

import java.time.Duration;

/**
 * What one checker process may use.
 *
 * @param timeout wall-clock time until it is killed
 * @param heap maximal Java heap in MiB
 */
public record Limits(Duration timeout, int heap) {}
