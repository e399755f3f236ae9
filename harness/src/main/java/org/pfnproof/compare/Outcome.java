package org.pfnproof.compare;

import java.util.ArrayList;
import java.util.List;

/**
 * What comes of a call.
 *
 * @param needsIo the lookup would have to wait; told by an output or by an error code of its own
 * @param writable told only of a frame, and only where the call asks
 * @param held what the caller holds of the page afterwards
 */
public record Outcome(Result result, boolean needsIo, Told writable, Held held, Report report) {

    /** What the page fault takes the result for. */
    public enum Result {
        FRAME,
        ERR_FAULT,
        ERR_HWPOISON,
        ERR_RO_FAULT,
        ERR_SIGPENDING,
        NOSLOT,
        /** No error to the predicates, and not the frame behind the address either. */
        WRONG_FRAME,
        /** The kernel is dead. */
        NOTHING
    }

    /** An output. */
    public enum Told {
        NOT_TOLD,
        FALSE,
        TRUE
    }

    /** What keeps the page. */
    public enum Held {
        NOTHING,
        REFERENCE,
        PIN
    }

    /** What the kernel says. */
    public enum Report {
        NONE,
        WARN,
        BUG
    }

    static Outcome of(long pfn, boolean needsIo, Told writable, Machine machine) {
        if (machine.report() == Report.BUG) {
            return new Outcome(Result.NOTHING, false, Told.NOT_TOLD, Held.NOTHING, Report.BUG);
        }
        Result result = KvmPfn.meaning(pfn);
        return new Outcome(
                result, needsIo, result == Result.FRAME ? writable : Told.NOT_TOLD, machine.held(), machine.report());
    }

    /** In what another outcome differs, "part: this -> other": its report or else its result; if both are the same, all parts that differ. */
    public String changesTo(Outcome other) {
        List<String> changes = new ArrayList<>();
        change(changes, "report", report, other.report);
        if (changes.isEmpty()) {
            change(changes, "result", result, other.result);
        }
        if (!changes.isEmpty()) {
            return changes.get(0);
        }
        change(changes, "needs I/O", needsIo, other.needsIo);
        change(changes, "writable", writable, other.writable);
        change(changes, "held", held, other.held);
        return String.join(", ", changes);
    }

    private static void change(List<String> changes, String part, Object from, Object to) {
        if (!from.equals(to)) {
            changes.add(part + ": " + from + " -> " + to);
        }
    }
}
