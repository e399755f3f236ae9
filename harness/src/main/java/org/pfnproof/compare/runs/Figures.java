package org.pfnproof.compare.runs;

import java.util.Set;

/**
 * Page faults that begin with the page mapped by the host and come to their end, over all behaviours.
 *
 * @param steps of the fault's own
 * @param gets references taken
 * @param puts references put, by the lookup or by the caller
 * @param held steps taken while a reference is held, the put included
 * @param underLock steps taken under mmu_lock, from the one that takes it to the one that drops it
 * @param locked the actions among those
 * @param putsUnderLock references put under mmu_lock
 * @param hostWhileHeld whether the host may take the page away while a reference is held
 */
public record Figures(
        Range steps,
        Range gets,
        Range puts,
        Range held,
        Range underLock,
        Set<String> locked,
        Range putsUnderLock,
        boolean hostWhileHeld) {}
