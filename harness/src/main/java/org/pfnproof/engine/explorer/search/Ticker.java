package org.pfnproof.engine.explorer.search;

/** Does something about once a second, on a thread of its own. */
final class Ticker {

    private static final long INTERVAL_MILLIS = 1000;

    private final Thread thread;

    private Ticker(Runnable action) {
        thread = new Thread(() -> tick(action), "explorer-progress");
        thread.setDaemon(true);
    }

    static Ticker start(Runnable action) {
        Ticker ticker = new Ticker(action);
        ticker.thread.start();
        return ticker;
    }

    /** Stops; the action is not running any more when this returns. */
    void stop() throws InterruptedException {
        thread.interrupt();
        thread.join();
    }

    private static void tick(Runnable action) {
        try {
            while (true) {
                Thread.sleep(INTERVAL_MILLIS);
                action.run();
            }
        } catch (InterruptedException e) {
            // The search is over.
        }
    }
}
