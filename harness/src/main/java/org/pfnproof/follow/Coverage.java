package org.pfnproof.follow;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a log has exercised.
 *
 * @param actions spec action to how often the log showed it
 * @param retries cause to how many faults were sent back for it
 * @param witnesses interesting situation to how often it was met
 * @param unknown event that is not known to how many lines
 */
public record Coverage(
        Map<String, Long> actions, Map<String, Long> retries, Map<String, Long> witnesses, Map<String, Long> unknown) {

    /** Nothing yet. */
    static Coverage empty() {
        return new Coverage(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    }

    void action(String name) {
        actions.merge(name, 1L, Long::sum);
    }

    void retry(String cause) {
        retries.merge(cause, 1L, Long::sum);
    }

    void witness(String name) {
        witnesses.merge(name, 1L, Long::sum);
    }

    void unknown(String event) {
        unknown.merge(event, 1L, Long::sum);
    }

    /** How often an action was shown. */
    public long times(String action) {
        return actions.getOrDefault(action, 0L);
    }
}
