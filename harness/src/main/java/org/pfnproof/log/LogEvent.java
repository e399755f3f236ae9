package org.pfnproof.log;

import java.util.OptionalLong;

/**
 * A line of a log: which thread met which probe, and what it said there.
 *
 * @param line its number in the log, from 1
 * @param comm the thread's name
 * @param pid the thread's id
 * @param stamp the value of the clock, which only ever grows
 * @param name the event
 * @param values the rest of the line
 * @param text the whole line
 */
public record LogEvent(long line, String comm, int pid, long stamp, String name, String values, String text) {

    /** Whether there is a value {@code key=...}. */
    public boolean has(String key) {
        return at(key) >= 0;
    }

    /** A number, in decimal or with 0x; {@code (fault)}, and what is no number, is empty. 64 bits, as the kernel printed them. */
    public OptionalLong number(String key) {
        int from = at(key);
        return from < 0 ? OptionalLong.empty() : Numbers.parse(values, from);
    }

    /** The thread, as it is printed. */
    public String thread() {
        return comm + "-" + pid;
    }

    /** Where the value of a key begins; -1 if there is none. Keys are whole words. */
    private int at(String key) {
        int from = values.indexOf(key);
        while (from >= 0) {
            int end = from + key.length();
            if ((from == 0 || values.charAt(from - 1) == ' ') && end < values.length() && values.charAt(end) == '=') {
                return end + 1;
            }
            from = values.indexOf(key, from + 1);
        }
        return -1;
    }
}
