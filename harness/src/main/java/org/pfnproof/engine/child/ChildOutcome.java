package org.pfnproof.engine.child;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a child JVM ended.
 *
 * @param end why it ended
 * @param result what it handed back with {@link ChildSide#finish}; empty if it did not get that far or was cut off
 * @param errors the last lines of its standard error
 * @param command its command line, quoted for a shell
 * @param time wall-clock time
 */
public record ChildOutcome(End end, Optional<JsonObject> result, List<String> errors, String command, Duration time) {

    public ChildOutcome {
        errors = List.copyOf(errors);
    }

    /** Why a child ended. */
    public sealed interface End {

        /** It ended by itself. Code 0 with a result is the only proper end. */
        record Exited(int code) implements End {
            @Override
            public String toString() {
                return "ended by itself with exit code " + code;
            }
        }

        /** It was killed because its time was up. */
        record TimedOut(Duration limit) implements End {
            @Override
            public String toString() {
                return "was stopped after its time limit of " + limit.toSeconds() + " s";
            }
        }

        /** Somebody else killed it; on Linux often the kernel, for want of memory. */
        record Killed(int signal) implements End {
            @Override
            public String toString() {
                return "was killed by signal " + signal;
            }
        }

        /** Its Java heap was exhausted. */
        record OutOfMemory(int heap) implements End {
            @Override
            public String toString() {
                return "ran out of its " + heap + " MiB of heap";
            }
        }

        /** It could not be started: no java, no room or no permission in the temporary directory. */
        record NotStarted(String reason) implements End {
            @Override
            public String toString() {
                return "could not be started: " + reason;
            }
        }
    }
}
