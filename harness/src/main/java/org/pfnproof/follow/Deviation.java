package org.pfnproof.follow;

import java.util.List;

/**
 * Why a log deviates.
 *
 * @param line the line that does not fit, from 1
 * @param text that line
 * @param thread its thread
 * @param guard what forbids it, and by which values
 * @param property the property that it endangers; empty if only the order of steps is another
 * @param states what the protocol could have been doing before it, one line each
 * @param before the last lines of the threads involved, the oldest first
 */
public record Deviation(
        long line, String text, String thread, String guard, String property, List<String> states, List<Line> before) {

    public Deviation {
        states = List.copyOf(states);
        before = List.copyOf(before);
    }

    /**
     * A line of the log.
     *
     * @param number from 1
     * @param thread its thread
     * @param text its event and values
     */
    public record Line(long number, String thread, String text) {}
}
