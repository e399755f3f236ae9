package org.pfnproof.follow;

import java.util.Optional;

/**
 * What following a log has shown.
 *
 * @param log its name
 * @param kernel the release of the kernel, or empty
 * @param profile the profile that it was followed with
 * @param verdict the verdict
 * @param reason why, for UNDECIDED and VACUOUS; else empty
 * @param lines how many lines were read
 * @param events how many events were followed
 * @param states the greatest number of states that were possible at once
 * @param deviation for DEVIATES
 * @param coverage what was exercised
 */
public record LogResult(
        String log,
        String kernel,
        String profile,
        LogVerdict verdict,
        String reason,
        long lines,
        long events,
        int states,
        Optional<Deviation> deviation,
        Coverage coverage) {}
