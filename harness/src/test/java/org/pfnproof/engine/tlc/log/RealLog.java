package org.pfnproof.engine.tlc.log;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** An excerpt of a real kernel's log, among the test resources. */
enum RealLog {
    LINUX_6_12("linux-6.12", 0x3738, true),
    LINUX_6_1("linux-6.1", 0x3310, false);

    private final String profile;
    private final long zeroPfn;
    private final boolean locklessTests;

    RealLog(String profile, long zeroPfn, boolean locklessTests) {
        this.profile = profile;
        this.zeroPfn = zeroPfn;
        this.locklessTests = locklessTests;
    }

    String profile() {
        return profile;
    }

    /** The ZERO_PAGE of that boot. */
    long zeroPfn() {
        return zeroPfn;
    }

    /** Whether that kernel looks at the counters before and after the lookup. */
    boolean locklessTests() {
        return locklessTests;
    }

    List<LogEvent> events() {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(RealLog.class.getResourceAsStream("/kernel-logs/" + profile + "-dontneed.log.gz")),
                StandardCharsets.UTF_8))) {
            return LogEvent.parse(reader.lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
