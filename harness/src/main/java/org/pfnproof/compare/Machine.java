package org.pfnproof.compare;

import org.pfnproof.compare.Outcome.Held;
import org.pfnproof.compare.Outcome.Report;

/** Where a call takes place: its environment, what is held of the page, and what the kernel says. */
final class Machine {

    private final Environment environment;
    private Held held = Held.NOTHING;
    private Report report = Report.NONE;

    Machine(Environment environment) {
        this.environment = environment;
    }

    Environment environment() {
        return environment;
    }

    Held held() {
        return held;
    }

    Report report() {
        return report;
    }

    void hold(int references) {
        hold(references, Held.REFERENCE);
    }

    void hold(int references, Held how) {
        if (references > 0) {
            held = how;
        }
    }

    boolean warnOn(boolean condition) {
        if (condition && report == Report.NONE) {
            report = Report.WARN;
        }
        return condition;
    }

    boolean bugOn(boolean condition) {
        if (condition) {
            report = Report.BUG;
        }
        return condition;
    }
}
