package org.pfnproof.follow;

import java.util.List;
import java.util.Optional;
import org.pfnproof.log.LogReader;
import org.pfnproof.log.Logs;

/** Follows lines. */
final class Followings {

    private Followings() {}

    static LogResult follow(List<String> lines) throws Exception {
        return follow(String.join("\n", lines) + "\n", Optional.empty());
    }

    static LogResult follow(String text, Optional<String> profile) throws Exception {
        try (LogReader reader = Logs.reader(text)) {
            return new LogCheck(profile).check(reader);
        }
    }

    /** With the values of KVM's counters and without: the verdicts must be the same. */
    static LogResult bothWays(List<String> lines) throws Exception {
        LogResult whole = follow(lines);
        LogResult stripped = follow(Rewritten.stripped(lines));
        if (whole.verdict() != stripped.verdict()) {
            throw new AssertionError(whole + " but without values " + stripped);
        }
        return whole;
    }
}
