package org.pfnproof.cli;

import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.RunResult;

/** A bar that says what is running, how many states it has, how fast it goes and how many are queued. */
final class BarProgress implements Progress {

    private static final int REFRESH_MILLIS = 500;
    private static final int WIDTH = 150;

    private final ProgressState state;
    private final ProgressBar bar;

    BarProgress(ProgressState state, PrintStream err) {
        this.state = state;
        this.bar = new ProgressBarBuilder()
                .setTaskName("check")
                .setInitialMax(state.total())
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(REFRESH_MILLIS)
                .hideEta()
                .clearDisplayOnFinish()
                .setMaxRenderedLength(WIDTH)
                .setConsumer(new ConsoleProgressBarConsumer(err, WIDTH))
                .build();
    }

    @Override
    public void started(Run run) {
        state.started(run);
        bar.setExtraMessage(state.describe());
    }

    @Override
    public void progress(Run run, long distinct, long generated, long queue) {
        state.progress(run, distinct, queue);
        bar.setExtraMessage(state.describe());
    }

    @Override
    public void finished(RunResult result) {
        bar.stepTo(state.finished(result.run()));
        bar.setExtraMessage(state.describe());
    }

    @Override
    public void close() {
        bar.close();
    }
}
