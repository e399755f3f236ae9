package org.pfnproof.testing;

import org.junit.jupiter.api.Assumptions;

/** What a test needs beyond a JDK and Maven. Where it is missing the test is skipped with the reason, except in CI. */
public final class Needs {

    private Needs() {}

    /** Skips the test unless the condition holds; fails it where {@code PFNPROOF_CI} says that everything is there. */
    public static void that(boolean condition, String reason) {
        if (!condition && System.getenv("PFNPROOF_CI") != null) {
            throw new AssertionError("missing in CI: " + reason);
        }
        Assumptions.assumeTrue(condition, reason);
    }
}
