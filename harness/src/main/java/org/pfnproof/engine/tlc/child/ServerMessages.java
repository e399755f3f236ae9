package org.pfnproof.engine.tlc.child;

import java.util.Set;
import tlc2.output.EC;

/** Takes the messages of TLC's server, without those about workers: what becomes of workers is known better elsewhere. */
final class ServerMessages implements TlcApi.Recorder {

    private static final Set<Integer> ABOUT_WORKERS = Set.of(
            EC.TLC_DISTRIBUTED_SERVER_RUNNING,
            EC.TLC_DISTRIBUTED_WORKER_REGISTERED,
            EC.TLC_DISTRIBUTED_WORKER_DEREGISTERED,
            EC.TLC_DISTRIBUTED_WORKER_STATS,
            EC.TLC_DISTRIBUTED_WORKER_LOST);

    private final Messages messages;

    ServerMessages(Messages messages) {
        this.messages = messages;
    }

    @Override
    public void record(int code, Object... parameters) {
        if (!ABOUT_WORKERS.contains(code)) {
            messages.record(code, parameters);
        }
    }
}
