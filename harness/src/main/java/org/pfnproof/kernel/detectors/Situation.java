package org.pfnproof.kernel.detectors;

/** The page, and the bug. */
enum Situation {
    /** No bug. */
    ORDINARY,
    /** No bug, a tail. */
    TAIL,
    /** No bug, a driver's page without a count. */
    SPECIAL,
    /** The notifier's start does not zap: the mapping outlives the page. */
    OUTLIVES,
    /** The same, after the warning has been given once. */
    OUTLIVES_AGAIN,
    /** The same, of a tail. */
    OUTLIVES_TAIL,
    /** The same, of a driver's page. */
    OUTLIVES_SPECIAL,
    /** The guest does not use the mapping any more, but it is zapped, and marks, late. */
    LATE_MARK,
    /** The page is released twice. */
    DOUBLE_PUT;

    boolean isTail() {
        return this == TAIL || this == OUTLIVES_TAIL;
    }

    boolean isSpecial() {
        return this == SPECIAL || this == OUTLIVES_SPECIAL;
    }

    boolean zapIsLost() {
        return switch (this) {
            case OUTLIVES, OUTLIVES_AGAIN, OUTLIVES_TAIL, OUTLIVES_SPECIAL, LATE_MARK -> true;
            default -> false;
        };
    }

    boolean isUseAfterFree() {
        return zapIsLost() && this != OUTLIVES_SPECIAL;
    }

    /** The frame in question. */
    int frame() {
        return isTail() ? 2 : 1;
    }
}
