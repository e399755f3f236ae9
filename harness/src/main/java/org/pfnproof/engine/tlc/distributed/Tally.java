package org.pfnproof.engine.tlc.distributed;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tlc2.tool.WorkerException;

/** What all workers of a run saw together, and which of them are left. */
public final class Tally {

    private final Map<String, Long> steps = new TreeMap<>();
    private final Set<String> reached = new TreeSet<>();
    private long expanded;
    private int level = 1;
    private int joined;
    private int lost;
    private Optional<WorkerException> failure = Optional.empty();

    synchronized void joined() {
        joined++;
    }

    synchronized void lost() {
        lost++;
    }

    synchronized void expanded(int states, BlockReport report) {
        expanded += states;
        level = Math.max(level, report.level());
        reached.addAll(report.reached());
        report.steps().forEach((action, count) -> steps.merge(action, count, Long::sum));
    }

    /** Only the first one counts: it is the one that TLC's server shows. */
    synchronized void failed(WorkerException exception) {
        if (failure.isEmpty()) {
            failure = Optional.of(exception);
        }
    }

    /** Action to number of steps. */
    public synchronized Map<String, Long> steps() {
        return new TreeMap<>(steps);
    }

    /** Witnesses seen. */
    public synchronized Set<String> reached() {
        return new TreeSet<>(reached);
    }

    /** States whose successors were taken into the server; those of a lost worker's last block may be among them twice. */
    public synchronized long expanded() {
        return expanded;
    }

    /** The highest level seen. */
    public synchronized int level() {
        return level;
    }

    /** Threads of workers that joined. */
    public synchronized int joins() {
        return joined;
    }

    /** Of these, the ones that stopped answering. */
    public synchronized int losses() {
        return lost;
    }

    /** What ended the run, if a worker did. */
    public synchronized Optional<WorkerException> failure() {
        return failure;
    }
}
