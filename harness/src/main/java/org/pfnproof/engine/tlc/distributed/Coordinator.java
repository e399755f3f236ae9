package org.pfnproof.engine.tlc.distributed;

import java.io.IOException;
import java.io.Serializable;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.util.List;
import tlc2.tool.distributed.TLCWorkerRMI;

/** Where workers join a run. It stands in the same registry as TLC's own server. */
public interface Coordinator extends Remote {

    /** Its name in the registry. */
    String NAME = "pfnproof";

    /** The build that the server is of; a worker of another one must not join. This method stays the first and the same in all versions. */
    String release() throws RemoteException;

    /** What workers watch out for. */
    Task task() throws RemoteException;

    /**
     * Takes one thread of a worker in.
     *
     * @param name who it is, for people
     * @throws IOException if TLC's server refuses it
     */
    void join(TLCWorkerRMI worker, String name) throws IOException;

    /** Whether the run has ended; also tells that the server is still there. */
    boolean isOver() throws RemoteException;

    /**
     * What workers watch out for.
     *
     * @param witnesses operators that are to be true of a state or a step
     */
    record Task(List<String> witnesses) implements Serializable {
        public Task {
            witnesses = List.copyOf(witnesses);
        }
    }
}
