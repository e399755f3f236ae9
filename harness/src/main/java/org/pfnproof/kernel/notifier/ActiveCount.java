package org.pfnproof.kernel.notifier;

import org.pfnproof.kernel.state.Field;

/**
 * mn_active_invalidate_count: how many invalidations are between their start and their end. The TLA+ module {@code ActiveCount}, for packed
 * states to have by saying where it lies.
 */
public interface ActiveCount {

    /** Where it lies. */
    Field activeCountField();

    /** The words of the packed state. */
    long[] words();

    /** The count. */
    default int activeCount() {
        return activeCountField().get(words());
    }

    /** Sets the count. */
    default void setActiveCount(int count) {
        activeCountField().set(words(), count);
    }

    /** S1. */
    default void activeCountInc() {
        setActiveCount(activeCount() + 1);
    }

    /** E2: warns at zero, and leaves it there. */
    default void activeCountDec() {
        setActiveCount(Math.max(0, activeCount() - 1));
    }
}
