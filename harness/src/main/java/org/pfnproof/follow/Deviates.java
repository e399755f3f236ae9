package org.pfnproof.follow;

/** The protocol does not allow what the log says next. */
final class Deviates extends Exception {
    private static final long serialVersionUID = 1L;

    private final String property;

    /**
     * One reason.
     *
     * @param guard what forbids the step, and by which values
     * @param property the property that it endangers, or empty
     */
    Deviates(String guard, String property) {
        super(guard, null, false, false);
        this.property = property;
    }

    String property() {
        return property;
    }
}
